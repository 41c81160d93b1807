/** Measures one of the tasks by its number, and prints its row of the table of cpu.ts. Without a number, prints how many. */
import { gzipSync } from "node:zlib";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { rss } from "../support/outlets/outlet-feed.ts";
import { editionOf, sourceOf, storyOf, WRITERS } from "../unit/render/sample-story.ts";
import { benchOutlet } from "./bench-content.ts";

const RUNS = 100;
const NOW = Date.UTC(2026, 10, 30);
/** Items of most feeds, and stories in a feed of the edition unless it is configured otherwise. */
const ITEMS = 30;
const STORIES = 50;
const REPORTS = 3;

const edition = editionOf("The edition");
const outlet = benchOutlet("a", "https://a.example/feed");
const settings = outlet.feeds[0]!;

/** A feed's bytes. Each run reads others, as polls do. */
const feedOf = (items: number, run: number): Uint8Array =>
  new TextEncoder().encode(
    rss(
      Array.from({ length: items }, (_, n) => ({
        ...reportOf(run, n, 0),
        link: `https://a.example/${run}/${n}`,
        date: new Date(NOW - n * 3_600_000).toUTCString(),
      })),
    ),
  );

const stories = Array.from({ length: STORIES }, (_, n) => {
  const { title, text } = reportOf(1, n, 0);
  const story = storyOf(title, `https://a.example/${n}`, `key-${n}`);
  const reports = Array.from({ length: REPORTS }, (__, k) => ({
    ...storyOf(title).reports[0]!,
    url: `https://a.example/${n}/${k}`,
    summary: text,
  }));
  return { ...story, reports, counts: { reports: REPORTS, outlets: 1 } };
});

const read = feedReader(edition);
const reading = (items: number) => {
  const feeds = Array.from({ length: RUNS }, (_, run) => feedOf(items, run));
  return (run: number): unknown =>
    read(feeds[run]!, "application/rss+xml", settings.url, { outlet, settings }, [], NOW);
};

const TASKS: readonly [name: string, run: (run: number) => unknown][] = [
  [`read a feed of ${ITEMS} items`, reading(ITEMS)],
  [`read a feed of ${5 * ITEMS} items`, reading(5 * ITEMS)],
  ...Object.entries(WRITERS).map(([format, write]): [string, () => unknown] => [
    `render ${format} of ${STORIES} stories, and gzip it`,
    () => gzipSync(write(sourceOf(edition, stories))),
  ]),
];

/** CPU milliseconds of each run. */
function measure(run: (run: number) => unknown): number[] {
  return Array.from({ length: RUNS }, (_, n) => {
    const before = process.cpuUsage();
    run(n);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
}

const milliseconds = (value: number | undefined): string => `${(value ?? 0).toFixed(1)} ms`;

/** A row of the table, in Markdown. */
function row([name, run]: (typeof TASKS)[number]): string {
  const [first, ...others] = measure(run);
  const sorted = others.toSorted((a, b) => a - b);
  const shown = [first, sorted[sorted.length >> 1], sorted[Math.floor(sorted.length * 0.95)]];
  return `| ${[name, ...shown.map(milliseconds)].join(" | ")} |`;
}

const task = TASKS[Number(process.argv[2] ?? -1)];
console.log(task ? row(task) : TASKS.length);
