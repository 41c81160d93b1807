import { setTimeout as wait } from "node:timers/promises";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { startLive, type Live } from "./edition.ts";
import { SIX_ITEMS } from "./sample-items.ts";

const TIMEOUT_SECONDS = 30;

/** Polls through a queue, with the queue settings in wrangler.toml: six items have to become the same two stories. */
export async function queue(table: Table): Promise<void> {
  const check = checker(table, "with a queue");
  const live = await startLive(SIX_ITEMS, withQueue);
  try {
    await live.tick(0);
    const stories = await waitForStories(live, 2);
    check("six items about two events become two entries", stories.length, 2);
    check(
      "each entry has all three links",
      stories.map(({ links }) => links.length),
      [3, 3],
    );
    check(
      "a tick sends the due feeds to the queue",
      live.server.printed().includes('{"event":"handed on","messages":1}'),
      true,
    );
  } finally {
    await live.stop();
  }
}

/** Uncomments the queue settings in wrangler.toml. */
const withQueue = (toml: string): string =>
  toml.replace(/^# (?=\[\[queues|binding = "POLLS"|queue = |max_)/gm, "");

/** Waits for this many stories, because the queue delivers asynchronously. Gives up after 30 seconds. */
async function waitForStories(live: Live, count: number) {
  const end = Date.now() + TIMEOUT_SECONDS * 1_000;
  for (;;) {
    const stories = await live.stories();
    if (stories.length === count || Date.now() > end) return stories;
    await wait(500);
  }
}
