/**
 * Subscribes real feed readers to a real server, lets a story grow by one report, and checks that each reader still has
 * one entry, with one link more. `npm run test:readers`
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { missing } from "../support/tools.ts";
import { temporaryFolder } from "../support/undo.ts";
import { feedparser } from "./feedparser.ts";
import { judge } from "./judge.ts";
import { newsboat } from "./newsboat.ts";
import type { Entry, Reader, Subscription } from "./reader.ts";
import { rss2email } from "./rss2email.ts";
import { script } from "./script.ts";
import { sfeed } from "./sfeed.ts";
import { FIVE_REPORTS, HEADLINE, reportUrls, SIXTH_REPORT, SIXTH_URL } from "./growing-story.ts";

const READERS: readonly Reader[] = [newsboat, sfeed, rss2email, feedparser, script];

/** A reader's subscription to one format, and what came of it so far. */
interface Subscriber {
  reader: Reader;
  format: string;
  subscribe(home: string): Promise<Subscription>;
  subscription?: Subscription;
  before?: Entry[];
  unchanged?: number;
  error?: string;
}

const table = new Table("reader", "format", "checked", "before", "after");
const homes = temporaryFolder();
const server = await startServer({ content: FIVE_REPORTS });
const subscribers: Subscriber[] = [];
for (const reader of READERS) {
  const why = await missing(reader.needs);
  for (const [format, path] of Object.entries(reader.formats)) {
    if (why !== null)
      table.skip([reader.name, format, "everything", "", ""], `${reader.name}: ${why}.`);
    else {
      const subscribe = (folder: string): Promise<Subscription> =>
        reader.subscribe(server.url + path, folder);
      subscribers.push({ reader, format, subscribe });
    }
  }
}
const before = await reportUrls(server.content);
await server.until("does it have the reports", ({ reports }) => reports === before.length);

for (const [index, subscriber] of subscribers.entries())
  await attempt(subscriber, async () => {
    const subscription = await subscriber.subscribe(await home(`${index}`));
    subscriber.subscription = subscription;
    subscriber.before = await subscription.poll();
    await subscription.markRead?.();
    if (subscription.pollUnchanged) subscriber.unchanged = await subscription.pollUnchanged();
  });

await server.edit(SIXTH_REPORT);
const after = [...before, SIXTH_URL];
await server.until("does it take the sixth report", ({ reports }) => reports === after.length);

for (const [index, subscriber] of subscribers.entries()) {
  const { reader, format, subscription, before: first, unchanged = null } = subscriber;
  await attempt(subscriber, async () => {
    if (!subscription || !first) return;
    const second = await subscription.poll();
    const newcomer = await subscriber.subscribe(await home(`${index}-newcomer`));
    const polls = { before: first, after: second, newcomer: await newcomer.poll(), unchanged };
    judge(table, reader, format, polls, { headline: HEADLINE, before, after });
  });
  if (subscriber.error !== undefined)
    table.add(
      "FAIL",
      [reader.name, format, "reads without an error", "", ""],
      `${reader.name}, ${format}: ${subscriber.error}`,
    );
}

await server.stop();
homes.remove();
table.print();

/** A reader that fails is one failed row, and the others are still checked. */
async function attempt(subscriber: Subscriber, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    subscriber.error ??= error instanceof Error ? error.message : String(error);
  }
}

async function home(name: string): Promise<string> {
  const path = join(homes.path, name);
  await mkdir(path);
  return path;
}
