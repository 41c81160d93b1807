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

/** An invented report of an invented outlet. */
export const SIXTH_URL = "https://example.com/2018/08/05/letter";

/** A sixth report joins the story. Its editor says so, since this is not about how well reports are folded. */
export const SIXTH_REPORT: Edits = {
  "outlets.yaml": (text) => `${text.trimEnd()}

- id: example-times
  name: The Example Times
  home: https://example.com/
  about: Not an outlet. A test made it up.
`,
  "reports/example-times-letter.md": `---
outlet: example-times
title: "Test report: General Staff letter to Dunford confirmed"
url: ${SIXTH_URL}
published: 2018-08-05T09:30Z
language: en
tags: [Test]
---

This report was made up for a test. No outlet published it.
`,
  [STORY]: (text) => text.replace(/^reports:\n/m, "$&  - example-times-letter\n"),
};

/** The addresses of the reports in a content folder, as its authors wrote them. */
export async function reportUrls(content: string): Promise<string[]> {
  const folder = join(content, "reports");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => /^url: *(\S+)/m.exec(text)?.[1] ?? []).toSorted();
}
