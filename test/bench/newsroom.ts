/** Runs newsrooms for benchmarks: the Durable Object with its SQLite, in workerd, over HTTP on this machine. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { benchContent } from "./bench-content.ts";
import { heapOf } from "./newsroom-heap.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run as start, type Running } from "./serve-workerd.ts";

/** Milliseconds to wait for one answer. */
const TIMEOUT = 120_000;
/** Maximum number of URLs in one request for stories. */
const PAGE = 5_000;

/** A newsroom that starts empty. */
export interface Newsroom {
  /** Files a batch. @returns the seconds until the answer */
  file(batch: readonly Report[]): Promise<number>;
  /** The story key of each report, in the order of the URLs; "" for a report that is not in a story. */
  storiesOf(urls: readonly string[]): Promise<string[]>;
  /** Size of the database in bytes. */
  size(): Promise<number>;
  /** Mebibytes used by the isolate after a garbage collection; null without an inspector. */
  heap(): Promise<number | null>;
  /** Peak memory of the process in mebibytes; null where the system does not report it. */
  peak(): Promise<number | null>;
  /** Seconds of CPU time used so far by all threads of the process; null where the system does not report it. */
  cpu(): Promise<number | null>;
  /** Makes the newsroom forget everything in memory, as hibernation does. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Bundles the newsroom, passes `use` a function that starts one, and cleans up afterwards, also on SIGINT and SIGTERM.
 *
 * @param use must stop each newsroom before it opens the next
 */
export async function withNewsrooms(
  use: (open: (inspected?: boolean) => Promise<Newsroom>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
  try {
    const content = join(folder, "content.js");
    await writeFile(content, `export const content = ${JSON.stringify(benchContent([]))};\n`);
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
    // A workerd that was just killed may still write a file.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param folder contains the bundled Worker and receives the database */
async function open(folder: string, inspected: boolean, signal: AbortSignal): Promise<Newsroom> {
  const worker = await start(
    {
      folder,
      compatibilityDate: COMPATIBILITY_DATE,
      newsroom: true,
      bindings: { STORYFOLD_PLAN: "unlimited" },
      inspected,
    },
    signal,
  );
  const ask = async (path: string, body: string): Promise<string> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
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
    forget: async () => void (await ask("/forget", "")),
    cpu: () => cpuOf(worker),
    stop: () => worker.stop(),
  };
  try {
    // The first call starts the object, which then creates its tables.
    await newsroom.size();
    return newsroom;
  } catch (error) {
    await worker.stop();
    throw error;
  }
}

/** Peak resident memory in mebibytes (VmHWM, https://man7.org/linux/man-pages/man5/proc_pid_status.5.html). */
async function peakOf({ pid }: Running): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** Clock ticks per second (USER_HZ), which is 100 on every current Linux architecture. */
const TICKS_PER_SECOND = 100;

/**
 * CPU seconds: utime and stime, fields 14 and 15 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. They are
 * counted from behind the command name, which may contain spaces.
 */
async function cpuOf({ pid }: Running): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? null : ticks / TICKS_PER_SECOND;
}
