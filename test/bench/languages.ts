/**
 * Measures how well the language of headlines is detected, on reports whose tags are right.
 *
 *   node test/bench/languages.ts FILE.jsonl…
 *
 * In per cent of the headlines: detected without a tag and with no usual language, detected where the file's most
 * frequent language is the usual one, a right tag overruled, and the tag "en" on another language corrected.
 */
import { basename } from "node:path";
import { languageOf, primary } from "../../src/cluster/text/language.ts";
import { load } from "./protocol.ts";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node test/bench/languages.ts FILE.jsonl…");
  process.exit(2);
}

/** Croatian and Serbian in Latin letters cannot be told apart by a headline, and share their tables. */
const nearest = (language: string | null): string => (language === "sr" ? "hr" : (language ?? ""));

const percent = (part: number, whole: number): string =>
  (whole === 0 ? "–" : ((100 * part) / whole).toFixed(2)).padStart(11);

console.log(
  "file                      headlines   detected  with usual  overruled  corrected   µs",
);
for (const path of paths) {
  const languages = new Map(load(path).map(({ title, language }) => [title, primary(language)]));
  const headlines = [...languages].filter(([, language]) => language !== null);
  const counts = new Map<string, number>();
  for (const [, language] of headlines)
    counts.set(language as string, (counts.get(language as string) ?? 0) + 1);
  const usual = [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
  const detects = (tag: (language: string) => string | null, usualLanguage: string) =>
    headlines.filter(
      ([title, language]) =>
        nearest(languageOf(tag(language as string), title, usualLanguage)) === nearest(language),
    ).length;
  const others = headlines.filter(([, language]) => language !== "en");
  const corrected = others.filter(
    ([title, language]) => nearest(languageOf("en", title, usual)) === nearest(language),
  ).length;
  const start = performance.now();
  const detected = detects(() => null, "");
  const microseconds = (1000 * (performance.now() - start)) / headlines.length;
  console.log(
    basename(path, ".jsonl").padEnd(24) +
      String(headlines.length).padStart(11) +
      percent(detected, headlines.length) +
      percent(
        detects(() => null, usual),
        headlines.length,
      ) +
      percent(headlines.length - detects((language) => language, usual), headlines.length) +
      percent(corrected, others.length) +
      microseconds.toFixed(0).padStart(5),
  );
}
