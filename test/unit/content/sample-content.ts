/** The files of a small valid content/ folder, by path. */
export const SAMPLE: Readonly<Record<string, string>> = {
  "edition.yaml": `title: The Edition
description: What happened
site: https://Feeds.example/
authority: feeds.example
since: 2026-01-31
language: en
publisher: The editors
`,
  "outlets.yaml": `- id: rt
  name: RT
  home: https://www.rt.com/
  about: A news network
- id: uawire
  name: UAWire
  home: https://uawire.org/
  about: A news site
`,
  "reports/rt-leak.md": `---
outlet: rt
title: A leak
url: https://www.rt.com/leak
published: 2018-08-04T15:00
tags: [Syria, Russia, Syria]
---

What it *says*,
on two lines.

- And a [point](https://example.com/).
`,
  "reports/uawire-letter.md": `---
outlet: uawire
title: 'A letter: "5 < 6"'
url: https://uawire.org/letter
language: en-gb
via: RBC
---
`,
  "stories/a-letter.md": `---
headline: A letter
reports: [rt-leak, https://uawire.org/letter]
disagreements:
  - One says "today".
---

The *summary*.
`,
};

/** The sample with files changed, added or, with null, removed. */
export function sample(
  changes: Readonly<Record<string, string | Uint8Array | null>> = {},
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, source] of Object.entries({ ...SAMPLE, ...changes })) {
    if (source !== null) {
      files.set(path, typeof source === "string" ? new TextEncoder().encode(source) : source);
    }
  }
  return files;
}

/** A change to `sample`: one file with one text replaced. @throws if the file does not contain the text */
export function edited(path: string, from: string, to: string): Record<string, string> {
  const source = SAMPLE[path];
  if (source === undefined || !source.includes(from)) throw new Error(`${path} has no ${from}`);
  return { [path]: source.replace(from, () => to) };
}
