import { instant } from "../model/time.ts";
import type { Checked } from "./mistake.ts";
import { quote } from "./mistake.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { TextLimits } from "./plain-text.ts";
import { plainText } from "./plain-text.ts";

/** Reads one value as somebody wrote it. */
export type Reader<T> = (raw: string) => Checked<T>;

/** What names a story or an outlet in addresses and file names. */
export const KEY = /^[a-z0-9][a-z0-9-]*$/;

export function text(shape: TextLimits): Reader<string> {
  return (raw) => {
    const value = plainText(raw, shape);
    return value === ""
      ? { problem: `${quote(raw)} holds no text.`, fix: "Write it in plain text." }
      : { value };
  };
}

export function id(raw: string): Checked<string> {
  if (KEY.test(raw)) return { value: raw };
  return {
    problem: `${quote(raw)} cannot be an id.`,
    fix: "Use only a-z, 0-9 and hyphens, and no hyphen at the start.",
  };
}

/** One of `known`, which live in `home`. */
export function oneOf(known: Iterable<string>, noun: string, home: string): Reader<string> {
  const words = new Set(known);
  return (raw) => {
    if (words.has(raw)) return { value: raw };
    const near = didYouMean(raw, words);
    const fix =
      near === undefined
        ? `Add it to ${home}.`
        : `Did you mean ${quote(near)}? Otherwise add it to ${home}.`;
    return { problem: `${quote(raw)} is not ${noun}.`, fix };
  };
}

export function flag(raw: string): Checked<boolean> {
  if (raw === "true" || raw === "false") return { value: raw === "true" };
  return { problem: `${quote(raw)} is neither true nor false.`, fix: "Write true or false." };
}

export function count(least: number, most: number): Reader<number> {
  return (raw) => {
    const value = /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= least && value <= most) return { value };
    const range = `from ${least} to ${most}`;
    return {
      problem: `${quote(raw)} is not a whole number ${range}.`,
      fix: `Write a number ${range}.`,
    };
  };
}

/** A day, `2018-08-04`. */
export function day(raw: string): Checked<string> {
  const known = raw.length === 10 && !Number.isNaN(instant({ value: raw, estimated: false }));
  return known
    ? { value: raw }
    : { problem: `${quote(raw)} is not a day.`, fix: "Write a day such as 2018-08-04." };
}

/** A day or a time, as precise as it is known: see Published in model/time.ts. */
export function time(raw: string): Checked<string> {
  if (!Number.isNaN(instant({ value: raw, estimated: false }))) return { value: raw };
  return {
    problem: `${quote(raw)} is not a day or time.`,
    fix: "Write 2018-08-04, 2018-08-04T15:14 or 2018-08-04T15:14+03:00.",
  };
}

/** A language tag (BCP 47), in its canonical case. */
export function language(raw: string): Checked<string> {
  // Four letters and more are well-formed, but no language has them (https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1).
  if (/^[a-z]{2,3}(?:-|$)/i.test(raw)) {
    try {
      const [value] = Intl.getCanonicalLocales(raw);
      if (value !== undefined) return { value };
    } catch {
      // Falls through: RangeError says that the tag is not well-formed.
    }
  }
  return {
    problem: `${quote(raw)} is not a language tag.`,
    fix: "Write a tag of BCP 47 such as en, ru or pt-BR.",
  };
}

/** The domain or e-mail address of a tag URI, in lower case (https://www.rfc-editor.org/rfc/rfc4151#section-2.1). */
export function authority(raw: string): Checked<string> {
  const value = raw.toLowerCase();
  const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  if (new RegExp(`^(?:[a-z0-9._-]+@)?${label}(?:\\.${label})+$`).test(value)) return { value };
  return {
    problem: `${quote(raw)} is neither a domain nor an e-mail address.`,
    fix: "Write one that was yours on the day in since, such as example.com, without https://.",
  };
}
