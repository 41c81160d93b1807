/**
 * Subscribes real feed readers to a real server, in each update mode, lets a story grow three times, and checks what each
 * reader has of it, and that docs/readers.md says so. `npm run test:readers`, with `--freshrss CHECKOUT` for that too.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { missing } from "../support/tools.ts";
import { temporaryFolder } from "../support/undo.ts";
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
import { judge } from "./judge.ts";
import { judgeMode, MODES, seenIn, type Mode } from "./modes.ts";
import { newsboat } from "./newsboat.ts";
import type { Entry, Reader, Subscription } from "./reader.ts";
import { rss2email } from "./rss2email.ts";
import { script } from "./script.ts";
import { sfeed } from "./sfeed.ts";

const { values: given } = parseArgs({ options: { freshrss: { type: "string" } } });
const READERS: readonly Reader[] = [
  newsboat,
  sfeed,
  rss2email,
  freshrss(given.freshrss),
  feedparser,
  script,
];

/** Readers that look at the same time. */
const AT_ONCE = 6;

/** A reader's subscription to one format in one mode, and what came of it so far. */
interface Subscriber {
  reader: Reader;
  format: string;
  mode: Mode;
  subscribe(home: string): Promise<Subscription>;
  subscription?: Subscription;
  /** What it had after each poll. */
  polls: Entry[][];
  /** What a person has who subscribes after the first growth. */
  newcomer?: Entry[];
  unchanged?: number;
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
await server.until("does it have the reports", ({ reports }) => reports === before.length);
await forAll(async (subscriber, index) => {
  subscriber.subscription = await subscriber.subscribe(await home(`${index}`));
  await look(subscriber);
  const { pollUnchanged } = subscriber.subscription;
  if (pollUnchanged) subscriber.unchanged = await pollUnchanged();
});

for (let number = 1; number <= GROWTHS; number++) {
  await server.edit(growth(number));
  const wanted = before.length + number;
  await server.until("does it take another report", ({ reports }) => reports === wanted);
  await forAll(async (subscriber, index) => {
    await look(subscriber);
    if (number > 1 || subscriber.mode !== "silent") return;
    const newcomer = await subscriber.subscribe(await home(`${index}-newcomer`));
    subscriber.newcomer = await newcomer.poll();
  });
}

const joining = Array.from({ length: GROWTHS }, (_, index) => joiningUrl(index + 1));
for (const { reader, format, mode, polls, newcomer, unchanged = null, error } of subscribers) {
  if (error !== undefined) {
    const cells = [reader.name, format, `reads updates=${mode} without an error`, "", ""];
    table.add("FAIL", cells, `${reader.name}, ${format}: ${error}`);
    continue;
  }
  const [first, second] = polls;
  const after = [...before, ...joining.slice(0, 1)];
  if (first && second && newcomer) {
    const compared = { before: first, after: second, newcomer, unchanged };
    judge(table, reader, format, compared, { headline: HEADLINE, before, after });
  }
  judgeMode(table, reader, format, mode, seenIn(polls, [...before, ...joining]), document);
}

await server.stop();
homes.remove();
table.print();

/** Looks for news, and reads what there is. */
async function look({ subscription, polls }: Subscriber): Promise<void> {
  if (!subscription) return;
  polls.push(await subscription.poll());
  await subscription.markRead?.();
}

/** A reader that fails is one failed row, and the others are still checked. */
async function forAll(
  step: (subscriber: Subscriber, index: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < subscribers.length; at += AT_ONCE)
    await Promise.all(
      subscribers.slice(at, at + AT_ONCE).map(async (subscriber, offset) => {
        if (subscriber.error !== undefined) return;
        try {
          await step(subscriber, at + offset);
        } catch (error) {
          subscriber.error = error instanceof Error ? error.message : String(error);
        }
      }),
    );
}

async function home(name: string): Promise<string> {
  const path = join(homes.path, name);
  await mkdir(path);
  return path;
}
