/** Newsrooms for benchmarks: the Durable Object with its SQLite, in workerd, over HTTP on this machine. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { heapOf } from "./newsroom-heap.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run as start, type Running } from "./serve-workerd.ts";

/** What the newsroom reads of an edition; with this one it starts empty. */
const NOTHING = `export const content = { digest: "nothing", build: "nothing", edition: { outlets: [], retention: 90 }, reports: [], stories: [] };\n`;

/** Longest wait for one answer, in milliseconds. */
const PATIENCE = 120_000;
/** Reports whose stories are asked for at once. */
const PAGE = 5_000;

/** A newsroom that starts empty. */
export interface Newsroom {
  /** Files a batch. @returns the seconds until the answer */
  file(batch: readonly Report[]): Promise<number>;
  /** The keys of the stories that the reports at these URLs are in; "" for one that is in none. */
  storiesOf(urls: readonly string[]): Promise<string[]>;
  /** Bytes of the database. */
  size(): Promise<number>;
  /** Megabytes that the isolate holds, after what nobody needs is collected; null unless it is inspected. */
  heap(): Promise<number | null>;
  /** The most megabytes that the process had at any time; null where the system does not say. */
  peak(): Promise<number | null>;
  /** Seconds of processor time that the process had so far, in all its threads; null where the system does not say. */
  cpu(): Promise<number | null>;
  stop(): Promise<void>;
}

/**
 * Lends out newsrooms, and clears everything away behind them, also when told to stop by a signal.
 *
 * @param use is given what opens one; each is to be stopped before the next is opened
 */
export async function withNewsrooms(
  use: (open: (inspected?: boolean) => Promise<Newsroom>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
  try {
    const content = join(folder, "content.js");
    await writeFile(content, NOTHING);
    const bundle = join(folder, "bundle");
    await bundleWorker("test/bench/newsroom-worker.ts", content, bundle, stop.signal);
    await use(async (inspected = false) => {
      const at = await mkdtemp(join(folder, "run-"));
      await copyFile(join(bundle, "index.js"), join(at, "index.js"));
      return open(at, inspected, stop.signal);
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    // A workerd that was just stopped may leave something behind once more.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param folder has the bundled Worker, and takes the database */
async function open(folder: string, inspected: boolean, signal: AbortSignal): Promise<Newsroom> {
  const worker = await start(
    { folder, compatibilityDate: COMPATIBILITY_DATE, newsroom: true, given: {}, inspected },
    signal,
  );
  const ask = async (path: string, body: string): Promise<string> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const reply = await fetch(worker.address + path, { method: "POST", body, signal: limit });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`the newsroom answers ${path} with ${reply.status}: ${text}`);
    return text;
  };
  const newsroom: Newsroom = {
    async file(batch) {
      const body = JSON.stringify(batch);
      const before = performance.now();
      await ask("/file", body);
      return (performance.now() - before) / 1000;
    },
    async storiesOf(urls) {
      const stories: string[] = [];
      for (let at = 0; at < urls.length; at += PAGE) {
        const page = JSON.stringify(urls.slice(at, at + PAGE));
        for (const story of JSON.parse(await ask("/stories", page)) as (string | null)[])
          stories.push(story ?? "");
      }
      return stories;
    },
    size: async () => Number(await ask("/size", "")),
    async heap() {
      if (worker.inspector === null) return null;
      await ask("/collect", "");
      return heapOf(worker.inspector);
    },
    peak: () => peakOf(worker),
    cpu: () => cpuOf(worker),
    stop: () => worker.stop(),
  };
  try {
    // The object starts with the first call, and makes its tables.
    await newsroom.size();
    return newsroom;
  } catch (error) {
    await worker.stop();
    throw error;
  }
}

/** The most memory that the process had at any time; null where the system does not say. */
async function peakOf({ pid }: Running): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** Ticks of the clock by which Linux counts processor time, a second: the same on every machine of today. */
const TICKS = 100;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 14 and 15, counted from behind the name. */
async function cpuOf({ pid }: Running): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? null : ticks / TICKS;
}
