/**
 * Writes src/cluster/text/common-words.generated.ts: the most frequent words of each language.
 *
 *   node test/bench/learn/common-words.ts
 */
import { writeFileSync } from "node:fs";
import { commonWordsOf, languages } from "./word-lists.ts";

const lines = languages.map(
  (code) => `  ${code}: ${JSON.stringify(commonWordsOf(code).join(" "))},`,
);

writeFileSync(
  "src/cluster/text/common-words.generated.ts",
  `/** Written by test/bench/learn/common-words.ts; do not edit. The words that each language uses most, most used first. */
export const commonWords: Readonly<Record<string, string>> = {
${lines.join("\n")}
};
`,
);
