import { describe, expect, test } from "vitest";
import { languageName } from "../../../src/render/language-name.ts";
import { en } from "../../../src/render/strings/en.ts";
import { fill, pageLanguage, stringsOf, TRANSLATIONS } from "../../../src/render/strings/index.ts";

/** The places in a string: "{0} of {1}" has 0 and 1. */
const placesIn = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{(\d)\}/g), ([, place]) => place ?? ""))].toSorted();

/** The strings that a language still lacks. They are shown in English. */
const MISSING: Record<string, string[]> = { de: [], es: [], fr: [] };

describe.each(Object.entries(TRANSLATIONS))("the strings in %s", (language, strings) => {
  test("lack only those that are listed here", () => {
    const missing = Object.keys(en).filter((key) => !(key in strings));
    expect(missing).toEqual(MISSING[language]);
  });

  test("are of the same kind as in English, and fill in the same things", () => {
    for (const [key, text] of Object.entries(en)) {
      const translated = (strings as Record<string, unknown>)[key];
      if (translated === undefined) continue;
      expect(typeof translated, key).toBe(typeof text);
      if (typeof text === "string")
        expect(placesIn(String(translated)), key).toEqual(placesIn(text));
    }
  });

  test("count one and many", () => {
    const { outlets, reports } = stringsOf(language);
    expect(outlets(1)).not.toBe(outlets(2).replace("2", "1"));
    expect(reports(1)).not.toBe(reports(2).replace("2", "1"));
  });
});

test.each([
  ["de-AT", "2 Medien", "de-AT"],
  ["fr", "2 médias", "fr"],
  ["es-MX", "2 medios", "es-MX"],
  ["en-GB", "2 outlets", "en-GB"],
  ["sw", "2 outlets", "en"],
  ["constructor", "2 outlets", "en"],
])("an edition in %s says %s", (language, text, expected) => {
  expect(stringsOf(language).outlets(2)).toBe(text);
  expect(pageLanguage(language)).toBe(expected);
});

test("what is filled in is not read for places again", () => {
  expect(fill("{0} and {1}", "{1}", "b")).toBe("{1} and b");
});

test.each([
  ["fr", "en", "French"],
  ["fr", "de", "Französisch"],
  ["pt-BR", "en", "Brazilian Portuguese"],
  ["not a tag", "en", "not a tag"],
])("the language %s is called in %s: %s", (tag, edition, name) => {
  expect(languageName(tag, edition)).toBe(name);
});
