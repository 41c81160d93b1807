import { createHash } from "node:crypto";
import type { Edits } from "../support/server.ts";

/** More stories than fit in a feed, and more than fit in one archive document. */
export const STORIES = 130;

/** An edition with 130 unrelated stories, so that its feed has further pages and several archive documents. */
export const LONG: Edits = {
  "edition.yaml": (text) => text.replace(/^entries:.*$/m, "entries: 20"),
  ...Object.fromEntries(
    Array.from({ length: STORIES }, (_, number) => [`reports/long-${number}.md`, report(number)]),
  ),
};

function report(number: number): string {
  const day = new Date(Date.UTC(2018, 7, 10) + number * 3_600_000).toISOString();
  return `---
outlet: rt
title: "${words(number, 6)}"
url: https://www.rt.com/long/${number}
published: ${day.slice(0, 16)}Z
language: en
tags: [Long]
---

${words(number + STORIES, 12)}
`;
}

/** Pseudo-random words that are different for each number. */
function words(number: number, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    createHash("sha256")
      .update(`${number} ${index}`)
      .digest("hex")
      .slice(0, 12)
      .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? ""),
  ).join(" ");
}
