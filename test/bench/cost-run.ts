/** Runs an edition in workerd and simulates the world around it: outlets that publish, and cron ticks each minute. */
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../src/content/directory.ts";
import { DAY, FEED_LENGTH, MINUTE, type EditionSize, type Filling } from "./cost-editions.ts";
import type { Answer, DocumentAsked, Tick } from "./cost-worker.ts";
import { polledContent, pollsOf } from "./poll-content.ts";
import { publications, Simulation, type Outlets } from "./poll-simulation.ts";
import { cpuOf } from "./process-cpu.ts";
import { bundleContent, bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { run } from "./serve-workerd.ts";

/** How unevenly outlets publish. The first tenth of them publishes a sixth of all reports. */
const SKEW = 1.25;
/** Reports, and milliseconds of simulated time, that are filed in one call while an edition is filled. */
const BATCH = { reports: 500, time: 60 * MINUTE };
/** Days after which simulated outlets publish evenly: reports of an event follow its first one by hours. */
const LEAD_IN = 1;
/** Milliseconds to wait for one answer. */
const TIMEOUT = 10 * MINUTE;

/** A running edition. */
export interface RunningEdition {
  /** Runs the next minute's tick. */
  tick(): Promise<Tick>;
  document(path: string): Promise<Answer>;
  /** Files reports of the time before the first tick, from the oldest on. @param count how many, at most */
  fill(count: number): Promise<void>;
  size(): Promise<{ reports: number; stories: number; bytes: number }>;
  /** Milliseconds of CPU that the process has used so far. */
  cpu(): Promise<number>;
}

/**
 * Starts an edition, lets `use` work with it, and stops it.
 *
 * @param folder receives all files
 */
export async function withEdition<T>(
  size: EditionSize,
  filling: Filling,
  folder: string,
  signal: AbortSignal,
  use: (edition: RunningEdition) => Promise<T>,
): Promise<T> {
  const shape: Outlets = {
    outlets: size.outlets,
    reportsADay: size.outlets * size.reports,
    feedLength: FEED_LENGTH,
    skew: SKEW,
  };
  // The newsroom computes an outlet's first due time from the real clock, so the simulated time starts after it.
  const firstTick = Math.ceil(Date.now() / MINUTE) * MINUTE + 10 * MINUTE;
  // What the feeds list at the first tick was published before it, and so was what the edition is filled with.
  const before = filling.filed > 0 ? filling.filed / shape.reportsADay : historyOf(size);
  const start = firstTick - (LEAD_IN + before) * DAY;
  const all = publications(LEAD_IN + before + 1, shape).filter(({ at }) => at >= LEAD_IN * DAY);
  const earlier = all.filter(({ at }) => start + at < firstTick);
  const outlets = new Simulation(all, start, shape);
  outlets.server.listen(0);
  await once(outlets.server, "listening");
  const { port } = outlets.server.address() as AddressInfo;
  try {
    const at = await mkdtemp(join(folder, "edition-"));
    const content = await contentOf(size, filling, port, at);
    await bundleWorker("test/bench/cost-worker.ts", content, at, signal);
    const worker = await run(
      {
        folder: at,
        compatibilityDate: COMPATIBILITY_DATE,
        compatibilityFlags: ["unsafe_module"],
        newsroom: true,
        // What the edition would use is measured, and not what is left once it slows down near a limit.
        bindings: { STORYFOLD_PLAN: "unlimited", POLLING_PLAN: size.plan },
      },
      signal,
    );
    const ask = async <A>(path: string, body: unknown): Promise<A> => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
      const init = { method: "POST", body: JSON.stringify(body), signal: limit };
      const reply = await fetch(worker.address + path, init);
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${path} is answered with ${reply.status}: ${text}`);
      return JSON.parse(text) as A;
    };
    let now = firstTick;
    let filled = 0;
    try {
      return await use({
        async tick() {
          outlets.now = now;
          const ticked = await ask<Tick>("/tick", now);
          now += MINUTE;
          return ticked;
        },
        document: (path) => ask<Answer>("/document", { path, now } satisfies DocumentAsked),
        async fill(count) {
          for (const end = filled + count; filled < end;) {
            const first = earlier[filled];
            if (first === undefined) break;
            const batch = earlier
              .slice(filled, Math.min(end, filled + BATCH.reports))
              .filter((each) => each.at < first.at + BATCH.time);
            const last = start + (batch.at(-1) ?? first).at;
            const filedAt = Math.ceil(last / MINUTE) * MINUTE;
            const polls = pollsOf(batch, start, filedAt, port);
            await ask("/file", { now: filedAt, polls });
            filled += batch.length;
          }
        },
        size: () => ask("/size", null),
        cpu: () => cpuOf(worker),
      });
    } finally {
      await worker.stop();
    }
  } finally {
    outlets.server.closeAllConnections();
    outlets.server.close();
  }
}

/** Days after which every feed of a new edition is full. */
const historyOf = ({ reports }: EditionSize): number =>
  reports === 0 ? 0 : (2 * FEED_LENGTH) / reports;

/** @returns the path of the edition's content module */
async function contentOf(
  { outlets }: EditionSize,
  { retention }: Filling,
  port: number,
  folder: string,
): Promise<string> {
  if (outlets === 0) return bundleContent(join(ROOT, "content"), folder);
  const content = join(folder, "content.js");
  const module = JSON.stringify(polledContent(outlets, retention, port));
  await writeFile(content, `export const content = ${module};\n`);
  return content;
}
