/**
 * Measures polling: a thousand simulated outlets publish 30,000 reports a day, and the Worker's own code polls them in
 * workerd, over HTTP on this machine. `npm run bench:poll`; `-- --reports 30000` stops at 30,000 stored reports.
 *
 * The first day is polled minute by minute. Later reports are filed directly, except those of the last hour before the
 * final level, which is polled again.
 */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { polledContent, pollsOf } from "./poll-content.ts";
import { columns, Window, type Row } from "./poll-measurement.ts";
import { publications, Simulation } from "./poll-simulation.ts";
import type { Ticked } from "./poll-worker.ts";
import { cpuOf } from "./process-cpu.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run, WORKERD, type Running } from "./serve-workerd.ts";

const MINUTE = 60_000;
const SIMULATED = { outlets: 1_000, reportsADay: 30_000, feedLength: 20, skew: 2 };
/** Numbers of stored reports at which a row is printed. */
const LEVELS = [1_000, 3_000, 10_000, 30_000, 100_000];
/** Maximum number of reports that come by polling; the rest is filed directly. */
const MAX_POLLED = SIMULATED.reportsADay;
/** Reports in one call while filing directly. */
const BATCH = 500;
/** Milliseconds to wait for one answer. */
const TIMEOUT = 10 * MINUTE;

const { values } = parseArgs({ options: { reports: { type: "string", default: "100000" } } });
const goal = Number(values.reports);
const levels = LEVELS.filter((level) => level <= goal);

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
// The newsroom computes an outlet's first due time from the real clock, so the simulated day starts after it.
const start = Math.ceil(Date.now() / MINUTE) * MINUTE + 10 * MINUTE;
const all = publications(Math.ceil((goal * 1.2) / SIMULATED.reportsADay), SIMULATED);
const outlets = new Simulation(all, start, SIMULATED);
outlets.server.listen(0);
await once(outlets.server, "listening");
const { port } = outlets.server.address() as AddressInfo;

try {
  const content = join(folder, "content.js");
  await writeFile(
    content,
    `export const content = ${JSON.stringify(polledContent(SIMULATED.outlets, 90, port))};\n`,
  );
  await bundleWorker("test/bench/poll-worker.ts", content, folder, stop.signal);
  const worker = await run(
    {
      folder,
      compatibilityDate: COMPATIBILITY_DATE,
      newsroom: true,
      bindings: { STORYFOLD_PLAN: "unlimited" },
    },
    stop.signal,
  );
  try {
    await measure(worker);
  } finally {
    await worker.stop();
  }
} finally {
  outlets.server.closeAllConnections();
  outlets.server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(worker: Running): Promise<void> {
  const ask = async <T>(path: string, body: unknown): Promise<T> => {
    const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT)]);
    const init = { method: "POST", body: JSON.stringify(body), signal: limit };
    const reply = await fetch(worker.address + path, init);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path} is answered with ${reply.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const size = () => ask<Row["size"]>("/size", null);
  console.log(
    `${SIMULATED.outlets} outlets, ${SIMULATED.reportsADay} reports a day, workerd ${WORKERD}`,
  );
  console.log(columns.head);

  let window = new Window(await cpuOf(worker), outlets);
  const close = async (): Promise<void> => {
    const row = window.close(await size(), await cpuOf(worker), outlets);
    console.log(columns.line(row));
    window = new Window(await cpuOf(worker), outlets);
  };
  const tickAt = async (minute: number): Promise<void> => {
    outlets.now = start + minute * MINUTE;
    const before = performance.now();
    const ticked = await ask<Ticked>("/tick", { now: outlets.now });
    window.add(ticked, performance.now() - before);
  };

  let stored = 0;
  let minute = 0;
  const remaining = [...levels];
  for (; stored < Math.min(goal, MAX_POLLED); minute++) {
    await tickAt(minute);
    stored = (await size()).reports;
    if (remaining[0] !== undefined && remaining[0] <= stored) {
      remaining.shift();
      await close();
    }
  }
  if (remaining.length === 0) return;

  // File directly up to one hour before the last level.
  const rest = all.filter(({ at }) => at >= minute * MINUTE);
  const toFile = goal - stored - SIMULATED.reportsADay / 24;
  const cpu = await cpuOf(worker);
  let milliseconds = 0;
  let filed = 0;
  for (; filed < toFile; filed += BATCH) {
    const batch = rest.slice(filed, filed + BATCH);
    const last = batch.at(-1);
    if (last === undefined) break;
    minute = Math.ceil(last.at / MINUTE);
    const now = start + minute * MINUTE;
    const polls = pollsOf(batch, start, now, port);
    const before = performance.now();
    await ask("/file", { now, polls });
    milliseconds += performance.now() - before;
  }
  const each = ((await cpuOf(worker)) - cpu) / filed;
  const rate = Math.round(filed / (milliseconds / 1000));
  console.log(`filed directly: ${filed} reports, ${rate}/s, ${each.toFixed(2)} ms CPU each`);
  outlets.now = start + minute * MINUTE;
  outlets.markAllFetched();
  // In the next tick every outlet is due, so the measured hour starts after it.
  await tickAt(minute);
  window = new Window(await cpuOf(worker), outlets);
  for (const end = minute + 60; minute < end;) await tickAt(++minute);
  await close();
}
