import type { Child } from "hono/jsx";
import { primaryLanguage } from "../../model/language-tag.ts";
import { de } from "./de.ts";
import { en, type Strings } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

export type { Strings };

/** The strings of each language besides English. To add one, see CONTRIBUTING.md. */
export const TRANSLATIONS: Readonly<Record<string, Partial<Strings>>> = { de, es, fr };

const complete = new Map(
  Object.entries(TRANSLATIONS).map(([language, strings]): [string, Strings] => [
    language,
    { ...en, ...strings },
  ]),
);

/** The strings of a language; in English, what it lacks. */
export const stringsOf = (language: string): Strings =>
  complete.get(primaryLanguage(language)) ?? en;

/** The language of the fixed words in an edition's documents: its own, if there are strings for it. */
export const pageLanguage = (language: string): string =>
  complete.has(primaryLanguage(language)) || primaryLanguage(language) === "en" ? language : "en";

/** Fills the places of a string with plain texts. */
export const fill = (text: string, ...values: readonly (string | number)[]): string =>
  text.replaceAll(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));

/** Fills the places of a string with elements. */
export const fillWith = (text: string, ...values: readonly Child[]): Child[] =>
  text
    .split(/\{(\d)\}/)
    .map((part, index) => (index % 2 === 1 ? (values[Number(part)] ?? "") : part));
