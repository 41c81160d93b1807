import { instant } from "../model/time.ts";
import type { Checked } from "./mistake.ts";
import { quote } from "./mistake.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { TextLimits } from "./plain-text.ts";
import { plainText } from "./plain-text.ts";

/** Parses and checks one value as somebody wrote it. */
export type Reader<T> = (raw: string) => Checked<T>;

/** A story's key or an outlet's id, as it is used in addresses and file names. */
export const KEY = /^[a-z0-9][a-z0-9-]*$/;

/** Reads a text as plain text. It must not be empty. */
export function text(limits: TextLimits): Reader<string> {
  return (raw) => {
    const value = plainText(raw, limits);
    return value === ""
      ? { problem: `${quote(raw)} contains no text.`, fix: "Write plain text, without markup." }
      : { value };
  };
}

/** Reads an outlet's id. */
export function id(raw: string): Checked<string> {
  if (KEY.test(raw)) return { value: raw };
  return {
    problem: `${quote(raw)} is not a valid id.`,
    fix: "Use only a-z, 0-9 and hyphens, and do not begin with a hyphen.",
  };
}

/**
 * Reads one of the known values.
 *
 * @param noun what a value is, with its article: "an outlet".
 * @param home the file or folder where a new value can be added.
 */
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

/** Reads `true` or `false`. */
export function flag(raw: string): Checked<boolean> {
  if (raw === "true" || raw === "false") return { value: raw === "true" };
  return { problem: `${quote(raw)} is neither true nor false.`, fix: "Write true or false." };
}

/** Reads a whole number from `min` to `max`. */
export function count(min: number, max: number): Reader<number> {
  return (raw) => {
    const value = /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= min && value <= max) return { value };
    const range = `from ${min} to ${max}`;
    return {
      problem: `${quote(raw)} is not a whole number ${range}.`,
      fix: `Write a number ${range}.`,
    };
  };
}

/** Reads a date, `2018-08-04`. */
export function day(raw: string): Checked<string> {
  const known = raw.length === 10 && !Number.isNaN(instant({ value: raw, estimated: false }));
  return known
    ? { value: raw }
    : { problem: `${quote(raw)} is not a date.`, fix: "Write a date such as 2018-08-04." };
}

/** Reads a date, or a date and time, as precise as it is known: see Published in model/time.ts. */
export function time(raw: string): Checked<string> {
  if (!Number.isNaN(instant({ value: raw, estimated: false }))) return { value: raw };
  return {
    problem: `${quote(raw)} is not a date or time.`,
    fix: "Write it like 2018-08-04, 2018-08-04T15:14 or 2018-08-04T15:14+03:00.",
  };
}

/** Reads a language tag (BCP 47). The value is in canonical case. */
export function language(raw: string): Checked<string> {
  // Longer primary subtags are well-formed, but none is registered (https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1).
  if (/^[a-z]{2,3}(?:-|$)/i.test(raw)) {
    try {
      const [value] = Intl.getCanonicalLocales(raw);
      if (value !== undefined) return { value };
    } catch {
      // Falls through: a RangeError means that the tag is not well-formed.
    }
  }
  return {
    problem: `${quote(raw)} is not a language tag.`,
    fix: "Write a BCP 47 tag such as en, ru or pt-BR.",
  };
}

/** Reads a time zone by its IANA name (https://www.iana.org/time-zones). The value is in canonical case. */
export function timezone(raw: string): Checked<string> {
  try {
    return { value: new Intl.DateTimeFormat("en", { timeZone: raw }).resolvedOptions().timeZone };
  } catch {
    return {
      problem: `${quote(raw)} is not a time zone.`,
      fix: "Write the name of a city's zone such as Europe/Berlin, or UTC.",
    };
  }
}

/** Reads the authority of a tag URI, a domain or an e-mail address (https://www.rfc-editor.org/rfc/rfc4151#section-2.1). */
export function authority(raw: string): Checked<string> {
  const value = raw.toLowerCase();
  const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  if (new RegExp(`^(?:[a-z0-9._-]+@)?${label}(?:\\.${label})+$`).test(value)) return { value };
  return {
    problem: `${quote(raw)} is neither a domain nor an e-mail address.`,
    fix: 'Write one that you owned on the date in "since", such as example.com, without https://.',
  };
}
