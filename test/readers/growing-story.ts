import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Edits } from "../support/server.ts";

const STORY = "stories/gerasimov-letter-to-dunford.md";

/** A headline with signs that some readers show wrong when they come escaped once too often. */
export const HEADLINE = "Letter to Dunford: Q&A, 5 < 6";

/** Made before the start. */
export const FIVE_REPORTS: Edits = {
  [STORY]: (text) => text.replace(/^headline:.*$/m, `headline: "${HEADLINE}"`),
};

/** How often the story grows. */
export const GROWTHS = 3;

/** The address of an invented report of an invented outlet, that joins as the story grows. Counts from 1. */
export const joiningUrl = (growth: number): string => `https://example.com/2018/08/05/${growth}`;

/** Another outlet's report joins the story. Its editor says so, since this is not about how well reports are folded. */
export const growth = (number: number): Edits => ({
  "outlets.yaml": (text) => `${text.trimEnd()}

- id: example-${number}
  name: The Example Times ${number}
  home: https://example.com/
  about: Not an outlet. A test made it up.
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

/** The addresses of the reports in a content folder, as its authors wrote them. */
export async function reportUrls(content: string): Promise<string[]> {
  const folder = join(content, "reports");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => /^url: *(\S+)/m.exec(text)?.[1] ?? []).toSorted();
}
