import { setTimeout as wait } from "node:timers/promises";
import type { Edits, Server } from "../support/server.ts";
import type { Table } from "../support/table.ts";
import { HEADLINE, STORY } from "./growing-story.ts";
import type { Entry, Reader } from "./reader.ts";

/** The headline that the story gets after it has grown, as when one is corrected or chosen again. */
export const NEW_HEADLINE = "Dunford received a second letter, ministry says";

/** The edit that changes it. */
const CHANGE: Edits = {
  [STORY]: (text) => text.replace(/^headline:.*$/m, `headline: "${NEW_HEADLINE}"`),
};

/** Milliseconds to wait until the server publishes the new headline. */
const MAX_WAIT = 30_000;

/** Changes the story's headline, and waits until the feed has it. */
export async function changeHeadline(server: Server): Promise<void> {
  await server.edit(CHANGE);
  for (const end = Date.now() + MAX_WAIT; Date.now() < end; await wait(200)) {
    const response = await fetch(`${server.url}/feed.json`).catch(() => null);
    if (response?.ok && (await response.text()).includes(NEW_HEADLINE)) return;
  }
  throw new Error("The feed did not get the new headline.");
}

/** The row of the table in docs/readers.md for what a reader makes of a headline that changes. */
function rowOf(
  { name }: Reader,
  format: string,
  before: readonly Entry[],
  after: readonly Entry[],
): string {
  const titles = new Set(after.map(({ title }) => title));
  const old = titles.has(HEADLINE);
  const shown = titles.has(NEW_HEADLINE) ? (old ? "both" : "new") : old ? "old" : "another";
  const unread = after.filter((entry) => entry.unread === true).length;
  const isKnown = after.every((entry) => entry.unread === undefined);
  return `| ${[name, format, `${before.length} → ${after.length}`, isKnown ? "" : unread, shown].join(" | ")} |`;
}

/**
 * Checks that docs/readers.md says what the reader makes of a headline that changes.
 *
 * @param document the text of docs/readers.md
 */
export function checkHeadlineChange(
  table: Table,
  reader: Reader,
  format: string,
  before: readonly Entry[],
  after: readonly Entry[],
  document: string,
): void {
  const row = rowOf(reader, format, before, after);
  const isListed = document
    .split("\n")
    .some((line) => line.replace(/ +/g, " ").trim() === row.replace(/ +/g, " "));
  table.add(
    isListed ? "pass" : "FAIL",
    [reader.name, format, "headline changes", `${before.length}`, `${after.length}`],
    `docs/readers.md does not contain: ${row}`,
  );
}
