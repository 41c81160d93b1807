import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Edits } from "../support/server.ts";

/** The editor's file of the story. */
export const STORY = "stories/gerasimov-letter-to-dunford.md";

/** A headline with characters that readers show wrongly if a feed escapes them twice. */
export const HEADLINE = "Letter to Dunford: Q&A, 5 < 6";

/** The edits before the start: the test edition's story of five reports gets that headline. */
export const FIVE_REPORTS: Edits = {
  [STORY]: (text) => text.replace(/^headline:.*$/m, `headline: "${HEADLINE}"`),
};

/** Number of reports that join the story. */
export const GROWTHS = 3;

/** The URL of the invented report that joins in a growth. Growths count from 1. */
export const joiningUrl = (growth: number): string => `https://example.com/2018/08/05/${growth}`;

/** The edits that add another outlet's report to the story, by the editor's decision, so that folding plays no part. */
export const growth = (number: number): Edits => ({
  "outlets.yaml": (text) => `${text.trimEnd()}

- id: example-${number}
  name: The Example Times ${number}
  home: https://example.com/
  about: Not a real outlet. Made up for a test.
`,
  [`reports/example-${number}-letter.md`]: `---
outlet: example-${number}
title: "Test report ${number}: General Staff letter to Dunford confirmed"
url: ${joiningUrl(number)}
published: 2018-08-05T09:3${number}Z
language: en
tags: [Test]
---

This report was made up for a test. No outlet published it.
`,
  [STORY]: (text) => text.replace(/^reports:\n/m, `$&  - example-${number}-letter\n`),
});

/** The URLs of the reports in a content folder, sorted. */
export async function reportUrls(content: string): Promise<string[]> {
  const folder = join(content, "reports");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => /^url: *(\S+)/m.exec(text)?.[1] ?? []).toSorted();
}
