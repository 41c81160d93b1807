import { primaryLanguage } from "../model/language-tag.ts";
import { pageLanguage } from "./strings/index.ts";

/** The name of a language in the edition's language: "French". An unknown tag serves as its own name. */
export function languageName(language: string, editionLanguage: string): string {
  try {
    const names = new Intl.DisplayNames(pageLanguage(editionLanguage), { type: "language" });
    return names.of(language) ?? language;
  } catch {
    return language; // Not a well-formed language tag.
  }
}

/** Whether two tags name one language, whatever the region: `en` and `en-GB` do. */
export const isSameLanguage = (a: string, b: string): boolean =>
  primaryLanguage(a) === primaryLanguage(b);
