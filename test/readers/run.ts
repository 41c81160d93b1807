/**
 * Subscribes real feed readers to a running server in each update mode, lets a story grow three times, and checks what
 * each reader shows. The figures in docs/readers.md have to be the same. `npm run test:readers`; FreshRSS is included with
 * `-- --freshrss CHECKOUT`.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { missing } from "../support/tools.ts";
import { temporaryFolder } from "../support/cleanup.ts";
import { feedparser } from "./feedparser.ts";
import { freshrss } from "./freshrss.ts";
import {
  FIVE_REPORTS,
  growth,
  GROWTHS,
  HEADLINE,
  joiningUrl,
  reportUrls,
} from "./growing-story.ts";
import { changeHeadline, checkHeadlineChange } from "./headline-change.ts";
import { checkReader } from "./reader-checks.ts";
import { checkMode, MODES, observe, type Mode } from "./update-modes.ts";
import { newsboat } from "./newsboat.ts";
import type { Entry, Reader, Subscription } from "./reader.ts";
import { rss2email } from "./rss2email.ts";
import { script } from "./script.ts";
import { sfeed } from "./sfeed.ts";

const { values: options } = parseArgs({ options: { freshrss: { type: "string" } } });
const READERS: readonly Reader[] = [
  newsboat,
  sfeed,
  rss2email,
  freshrss(options.freshrss),
  feedparser,
  script,
];

/** Number of readers that poll concurrently. */
const CONCURRENCY = 6;

/** A reader's subscription to one format in one mode, with its results so far. */
interface Subscriber {
  reader: Reader;
  format: string;
  mode: Mode;
  subscribe(home: string): Promise<Subscription>;
  subscription?: Subscription;
  /** The reader's entries after each poll. */
  polls: Entry[][];
  /** The entries of a new subscriber after the first growth. */
  newcomer?: Entry[];
  unchanged?: number;
  /** The reader's entries after the headline changed. */
  retitled?: Entry[];
  error?: string;
}

const table = new Table("reader", "format", "checked", "before", "after");
const homes = temporaryFolder();
const server = await startServer({ content: FIVE_REPORTS });
const document = await readFile(join(import.meta.dirname, "../../docs/readers.md"), "utf8");
const subscribers: Subscriber[] = [];
for (const reader of READERS) {
  const why = await missing(reader.needs);
  for (const [format, path] of Object.entries(reader.formats)) {
    if (why !== null) {
      const cells = [reader.name, format, "everything", "", ""];
      if (reader.optional) table.add("skip", cells, `${reader.name}: ${why}.`);
      else table.skip(cells, `${reader.name}: ${why}.`);
    } else {
      for (const mode of Object.keys(MODES) as Mode[]) {
        const address = server.url + path + MODES[mode];
        const subscribe = (folder: string): Promise<Subscription> =>
          reader.subscribe(address, folder);
        subscribers.push({ reader, format, mode, subscribe, polls: [] });
      }
    }
  }
}
const before = await reportUrls(server.content);
await server.until("all reports are filed", ({ reports }) => reports === before.length);
await forAll(async (subscriber, index) => {
  subscriber.subscription = await subscriber.subscribe(await home(`${index}`));
  await poll(subscriber);
  const { pollUnchanged } = subscriber.subscription;
  if (pollUnchanged) subscriber.unchanged = await pollUnchanged();
});

for (let number = 1; number <= GROWTHS; number++) {
  await server.edit(growth(number));
  const wanted = before.length + number;
  await server.until("another report is filed", ({ reports }) => reports === wanted);
  await forAll(async (subscriber, index) => {
    await poll(subscriber);
    if (number > 1 || subscriber.mode !== "silent") return;
    const newcomer = await subscriber.subscribe(await home(`${index}-newcomer`));
    subscriber.newcomer = await newcomer.poll();
  });
}

await changeHeadline(server);
await forAll(async (subscriber) => {
  if (subscriber.mode !== "silent") return;
  subscriber.retitled = (await subscriber.subscription?.poll()) ?? [];
});

const joining = Array.from({ length: GROWTHS }, (_, index) => joiningUrl(index + 1));
for (const subscriber of subscribers) {
  const { reader, format, mode, polls, newcomer, unchanged = null, retitled, error } = subscriber;
  if (error !== undefined) {
    const cells = [reader.name, format, `reads updates=${mode} without an error`, "", ""];
    table.add("FAIL", cells, `${reader.name}, ${format}: ${error}`);
    continue;
  }
  const [first, second] = polls;
  const after = [...before, ...joining.slice(0, 1)];
  if (first && second && newcomer) {
    const compared = { before: first, after: second, newcomer, unchanged };
    checkReader(table, reader, format, compared, { headline: HEADLINE, before, after });
  }
  const last = polls.at(-1);
  if (last && retitled) checkHeadlineChange(table, reader, format, last, retitled, document);
  checkMode(table, reader, format, mode, observe(polls, [...before, ...joining]), document);
}

await server.stop();
homes.remove();
table.print();

/** Polls the feed and then marks all entries as read. */
async function poll({ subscription, polls }: Subscriber): Promise<void> {
  if (!subscription) return;
  polls.push(await subscription.poll());
  await subscription.markRead?.();
}

/** Runs a step for all subscribers. An error stops only the subscriber that it occurs in. */
async function forAll(
  step: (subscriber: Subscriber, index: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < subscribers.length; at += CONCURRENCY)
    await Promise.all(
      subscribers.slice(at, at + CONCURRENCY).map(async (subscriber, offset) => {
        if (subscriber.error !== undefined) return;
        try {
          await step(subscriber, at + offset);
        } catch (error) {
          subscriber.error = error instanceof Error ? error.message : String(error);
        }
      }),
    );
}

/** Creates a home folder for a subscription. */
async function home(name: string): Promise<string> {
  const path = join(homes.path, name);
  await mkdir(path);
  return path;
}
