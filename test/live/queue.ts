import { setTimeout as wait } from "node:timers/promises";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { startLive, type Live } from "./edition.ts";
import { SIX_REPORTS } from "./events.ts";

const SECONDS = 30;

/** The setting of wrangler.toml that has a queue poll: the same six reports become the same two stories. */
export async function queue(table: Table): Promise<void> {
  const check = checker(table, "with a queue");
  const live = await startLive(SIX_REPORTS, uncommented);
  try {
    await live.tick(0);
    const stories = await eventually(live, 2);
    check("six items on two events become two entries", stories.length, 2);
    check(
      "each with all three links",
      stories.map(({ links }) => links.length),
      [3, 3],
    );
    check(
      "a tick hands feeds on",
      live.server.printed().includes('{"event":"handed on","messages":1}'),
      true,
    );
  } finally {
    await live.stop();
  }
}

/** With the lines on queues. */
const uncommented = (toml: string): string =>
  toml.replace(/^# (?=\[\[queues|binding = "POLLS"|queue = |max_)/gm, "");

/** A queue delivers when it likes. */
async function eventually(live: Live, count: number) {
  const end = Date.now() + SECONDS * 1_000;
  for (;;) {
    const stories = await live.stories();
    if (stories.length === count || Date.now() > end) return stories;
    await wait(500);
  }
}
