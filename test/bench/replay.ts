/**
 * Replays a day of reports hour by hour, and prints how many new entries a subscriber of each feed was shown.
 *
 *   npm run bench:replay -- [--day 2026-08-18] FILE.jsonl
 *
 * Without --day, the day with most reports is replayed. Earlier reports of the file are filed first, as in an edition that
 * has been running. Each outlet is polled every ten minutes.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FeedReport, PollResult } from "../../src/model/outlet-feed.ts";
import { benchContent, benchOutlet } from "./bench-content.ts";
import { asReports } from "./newsroom-report.ts";
import { load } from "./protocol.ts";
import { FEEDS, Subscriber, type Entry, type FeedName } from "./replay-feeds.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run } from "./serve-workerd.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLL_EVERY = 10 * MINUTE;

/** Hours between two looks of the subscriber who looks rarely. */
const RARELY = 6;

const { values, positionals } = parseArgs({
  options: { day: { type: "string" } },
  allowPositionals: true,
});
const [path] = positionals;
if (path === undefined) {
  console.error("usage: npm run bench:replay -- [--day DAY] FILE.jsonl");
  process.exit(2);
}

const reports = asReports(load(path)).flatMap((report): (FeedReport & { moment: number })[] =>
  report.published === null
    ? []
    : [{ ...report, guid: null, moment: Date.parse(report.published.value) }],
);
const byDay = Map.groupBy(reports, ({ moment }) => new Date(moment).toISOString().slice(0, 10));
const day = values.day ?? [...byDay].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
const start = Date.parse(`${day}T00:00Z`);
const outlets = [...new Set(reports.map(({ outlet }) => outlet))];

const feedOf = (outlet: string): string => `https://${outlet}.invalid/feed`;

/** An edition with the file's outlets. */
const content = benchContent(outlets.map((id) => benchOutlet(id, feedOf(id))));

/** The polls of all outlets at a time, with what each published since the last one. */
function pollsAt(now: number, since: number): PollResult[] {
  const recent = reports.filter(({ moment }) => moment > since && moment <= now);
  return [...Map.groupBy(recent, ({ outlet }) => outlet)].map(([outlet, items]) => ({
    state: {
      outlet,
      url: feedOf(outlet),
      configured: feedOf(outlet),
      movedTo: null,
      etag: null,
      lastModified: null,
      digest: null,
      due: now + POLL_EVERY,
      interval: POLL_EVERY,
      failures: 0,
      lastPoll: now,
      lastGood: now,
      lastSent: now,
      error: null,
      stopped: false,
      notes: [],
      boilerplate: [],
    },
    reports: items,
  }));
}

const stop = new AbortController();
const folder = await mkdtemp(join(tmpdir(), "storyfold-replay-"));
try {
  const module = join(folder, "content.js");
  await writeFile(module, `export const content = ${JSON.stringify(content)};\n`);
  await bundleWorker("test/bench/replay-worker.ts", module, folder, stop.signal);
  const worker = await run(
    {
      folder,
      compatibilityDate: COMPATIBILITY_DATE,
      newsroom: true,
      bindings: { STORYFOLD_PLAN: "unlimited" },
    },
    stop.signal,
  );
  const file = async (now: number, since: number): Promise<void> => {
    const polls = pollsAt(now, since);
    const response = await fetch(`${worker.address}/poll`, {
      method: "POST",
      body: JSON.stringify({ polls, now }),
    });
    if (!response.ok) throw new Error(`filing failed: ${await response.text()}`);
    await response.body?.cancel();
  };
  const entries = (feed: FeedName): Promise<Entry[]> => itemsAt(worker.address + FEEDS[feed]);

  let last = start - 7 * 24 * HOUR;
  for (let now = start - 48 * HOUR; now <= start; now += HOUR) {
    await file(now, last);
    last = now;
  }
  const names = Object.keys(FEEDS) as FeedName[];
  const often = new Map(names.map((name) => [name, new Subscriber()]));
  const rarely = new Map(names.map((name) => [name, new Subscriber()]));
  for (const [name, subscriber] of [...often, ...rarely]) subscriber.look(await entries(name));

  console.log(
    `${path}, ${day}: ${byDay.get(day)?.length ?? 0} reports, ${outlets.length} outlets\n`,
  );
  console.log(`| hour | ${names.join(" | ")} |`);
  console.log(`| ---- | ${names.map((name) => "-".repeat(name.length)).join(" | ")} |`);
  const totals = new Map(names.map((name) => [name, 0]));
  for (let hour = 1; hour <= 24; hour++) {
    for (let minutes = 10; minutes <= 60; minutes += 10) {
      const now = start + (hour - 1) * HOUR + minutes * MINUTE;
      await file(now, last);
      last = now;
    }
    const counts: number[] = [];
    for (const name of names) {
      const shown = await entries(name);
      const fresh = often.get(name)?.look(shown) ?? 0;
      if (hour % RARELY === 0) rarely.get(name)?.look(shown);
      totals.set(name, (totals.get(name) ?? 0) + fresh);
      counts.push(fresh);
    }
    console.log(`| ${String(hour).padStart(2, "0")}:00 | ${counts.join(" | ")} |`);
  }
  console.log(`| day | ${names.map((name) => totals.get(name)).join(" | ")} |`);
  console.log(
    `| titles that changed | ${names.map((name) => often.get(name)?.retitled).join(" | ")} |`,
  );
  const three = new Set<string>();
  for (const { id } of await itemsAt(
    `${worker.address}/feed.json?min_outlets=3&hours=24&limit=200`,
  ))
    three.add(id);
  console.log(
    `| of ${three.size} stories of 3 outlets, missed with a look every ${RARELY} hours | ${names
      .map((name) => rarely.get(name)?.missed(three))
      .join(" | ")} |`,
  );
  await worker.stop();
} finally {
  stop.abort();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function itemsAt(url: string): Promise<Entry[]> {
  const response = await fetch(url);
  return (await response.json<{ items: Entry[] }>()).items;
}
