import type { Edits } from "../support/server.ts";

/** The test edition, unchanged. */
export const UNCHANGED: Edits = {};

/** An edition without reports and stories. */
export const EMPTY: Edits = { reports: null, stories: null };

const word = (length: number) =>
  "Donaudampfschifffahrtsgesellschaft".repeat(length).slice(0, length);

/** Headlines that try to break out of the markup, or break the layout. */
export const HEADLINES: Readonly<Record<string, string>> = {
  script: `<script>alert(1)</script>]]> "onmouseover="alert(2)" <img src=x onerror=alert(3)> 1 < 2 & 'quoted'`,
  word: word(400),
  endless: `A headline without end ${"goes on and on ".repeat(700)}`.slice(0, 10_240),
  arabic: "روسيا تؤكد رسالة غيراسيموف إلى دانفورد بشأن سوريا وتعترض على الكشف عنها",
  emoji: "👩‍👩‍👧‍👦🏴‍☠️🇺🇦🤦🏽‍♀️".repeat(30),
};

const quoted = (text: string): string => JSON.stringify(text);

/** A story for each of these headlines, with an outlet, a tag and a disagreement made of the same text. */
export const HOSTILE: Edits = {
  reports: null,
  stories: null,
  "outlets.yaml": Object.entries(HEADLINES)
    .map(
      ([id, text]) =>
        `- id: ${id}\n  name: ${quoted(text.slice(0, 150))}\n  home: https://${id}.example/\n  about: ${quoted(text)}\n  feed: https://${id}.example/feed\n`,
    )
    .join(""),
  ...Object.fromEntries(Object.entries(HEADLINES).flatMap(([id, text]) => files(id, text))),
};

function files(id: string, text: string): [path: string, text: string][] {
  const fields = `tags: [${quoted(text.slice(0, 120))}, short]\n`;
  const report = (number: number) =>
    `---\noutlet: ${id}\ntitle: ${quoted(text)}\nurl: https://${id}.example/${number}/${word(300)}\nvia: ${quoted(text.slice(0, 150))}\n${fields}---\n\n${text}\n`;
  return [
    [`reports/${id}-1.md`, report(1)],
    [`reports/${id}-2.md`, report(2)],
    [
      `stories/${id}.md`,
      `---\nheadline: ${quoted(text)}\nreports: [${id}-1, ${id}-2]\ndisagreements: [${quoted(text)}]\n${fields}---\n\n${text.slice(0, 4_000)}\n`,
    ],
  ];
}
