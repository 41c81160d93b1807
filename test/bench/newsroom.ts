/** Runs the protocol through the newsroom: the Durable Object with its SQLite, in workerd, over HTTP on this machine. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asReports } from "./newsroom-report.ts";
import { BATCH, type Labelled } from "./protocol.ts";
import { outcome, type Result } from "./run.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run as start, type Running } from "./serve-workerd.ts";

/** What the newsroom reads of an edition; with this one it starts empty. */
const NOTHING = `export const content = { digest: "nothing", build: "nothing", edition: { outlets: [], retention: 90 }, reports: [], stories: [] };\n`;

/** Longest wait for one answer, in milliseconds. */
const PATIENCE = 60_000;
/** Reports whose stories are asked for at once. */
const PAGE = 5_000;

/**
 * Lends out newsrooms, and clears everything away behind them, also when told to stop by a signal.
 *
 * @param use is given what runs a file through an empty newsroom of its own
 */
export async function withNewsrooms(
  use: (run: (items: readonly Labelled[]) => Promise<Result>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
  try {
    const content = join(folder, "content.js");
    await writeFile(content, NOTHING);
    const bundle = join(folder, "bundle");
    await bundleWorker("test/bench/newsroom-worker.ts", content, bundle, stop.signal);
    await use(async (items) => {
      const at = await mkdtemp(join(folder, "run-"));
      await copyFile(join(bundle, "index.js"), join(at, "index.js"));
      return runInNewsroom(items, at, stop.signal);
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
async function runInNewsroom(
  items: readonly Labelled[],
  folder: string,
  signal: AbortSignal,
): Promise<Result> {
  const worker = await start(
    { folder, compatibilityDate: COMPATIBILITY_DATE, newsroom: true, given: {} },
    signal,
  );
  try {
    const post = async (path: string, body: string): Promise<string> => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
      const reply = await fetch(worker.address + path, { method: "POST", body, signal: limit });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`the newsroom answers ${path} with ${reply.status}: ${text}`);
      return text;
    };
    const storiesOf = async (urls: readonly string[]): Promise<string[]> => {
      const stories = JSON.parse(await post("/stories", JSON.stringify(urls))) as (string | null)[];
      return stories.map((story) => story ?? "");
    };

    // The object starts with the first call, and makes its tables.
    await storiesOf([]);
    const reports = asReports(items);
    const published: string[] = [];
    let spent = 0;
    for (let at = 0; at < reports.length; at += BATCH) {
      const batch = reports.slice(at, at + BATCH);
      const body = JSON.stringify(batch);
      const before = performance.now();
      await post("/file", body);
      spent += performance.now() - before;
      published.push(...(await storiesOf(batch.map(({ url }) => url))));
    }
    const peakMegabytes = await peakOf(worker);
    const stories: string[] = [];
    for (let at = 0; at < reports.length; at += PAGE)
      stories.push(...(await storiesOf(reports.slice(at, at + PAGE).map(({ url }) => url))));
    return outcome(items, { published, stories, seconds: spent / 1000, peakMegabytes });
  } finally {
    await worker.stop();
  }
}

/** The most memory that the process had at any time; null where the system does not say. */
async function peakOf({ pid }: Running): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
