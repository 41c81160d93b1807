/** Measures one edition: its first day, or a day at an age. */
import {
  dayOf,
  meanUsage,
  storedBytes,
  type PollingDay,
  type StoredBytes,
  type MeasuredTick,
} from "./cost-day.ts";
import type { EditionSize, Filling } from "./cost-editions.ts";
import { add, type Usage } from "./cost-prices.ts";
import { FEEDS, type Misses } from "./cost-readers.ts";
import { withEdition, type RunningEdition } from "./cost-run.ts";
import type { Answer } from "./cost-worker.ts";

/**
 * Number of ticks at the beginning that are not usual, since they read every feed from beginning to end: at least, and at
 * most if some feed has not been polled by then. They are part of an edition's first day, and not of a later one.
 */
const FIRST_TICKS = { least: 10, most: 360 };
/** Number of times that documents are requested. */
const SAMPLES = 5;

export interface Measurement {
  day: PollingDay;
  feed: Misses;
  page: Misses;
  /** What one request to /healthz and one to /outlets use. */
  health: Usage;
  outlets: Usage;
  /** Null for a first day. */
  stored: StoredBytes | null;
}

/** @param progress is told what is being done */
export function measure(
  size: EditionSize,
  filling: Filling,
  isFirstDay: boolean,
  folder: string,
  signal: AbortSignal,
  progress: (text: string) => void,
): Promise<Measurement> {
  return withEdition(size, filling, folder, signal, async (edition) => {
    // The first request makes the tables, and files what is in content.
    const opening = meanUsage([await edition.document("/healthz")], 0);
    const stored = filling.filed === 0 ? null : await fill(edition, filling, progress);
    const first: MeasuredTick[] = [];
    for (let polls = 0; first.length < FIRST_TICKS.least || polls < size.outlets;) {
      if (first.length === FIRST_TICKS.most) break;
      progress(`tick ${first.length} of the first ones`);
      const tick = await run(edition);
      first.push(tick);
      polls += tick.due;
    }
    const documents = new Documents(edition);
    const count = Math.round(size.hours * 60);
    const usual: MeasuredTick[] = [];
    for (let sample = 1; sample <= SAMPLES; sample++) {
      while (usual.length < Math.round((sample * count) / SAMPLES)) {
        progress(`tick ${usual.length} of ${count}`);
        usual.push(await run(edition));
      }
      await documents.sample();
    }
    const day = isFirstDay ? dayOf(first, usual) : dayOf([], usual);
    return {
      day: isFirstDay ? { ...day, usage: add(day.usage, opening) } : day,
      ...documents.misses(),
      ...(await statusPages(edition)),
      stored,
    };
  });
}

/** Files the reports of the time before, and measures the size of the database. */
async function fill(
  edition: RunningEdition,
  filling: Filling,
  progress: (text: string) => void,
): Promise<StoredBytes> {
  const { filed, live } = filling;
  const sizes = { empty: (await edition.size()).bytes, live: 0, filed: 0 };
  let done = 0;
  const fillTo = async (end: number): Promise<number> => {
    for (const step = 1_000; done < end; done += Math.min(step, end - done)) {
      progress(`report ${done} of ${filed} filed`);
      await edition.fill(Math.min(step, end - done));
    }
    return (await edition.size()).bytes;
  };
  sizes.live = await fillTo(live);
  sizes.filed = await fillTo(filed);
  return storedBytes(filling, sizes);
}

async function run(edition: RunningEdition): Promise<MeasuredTick> {
  const before = await edition.cpu();
  const tick = await edition.tick();
  return { ...tick, cpu: (await edition.cpu()) - before };
}

/** Requests the documents that readers ask for, after a change and once more. */
class Documents {
  readonly #edition: RunningEdition;
  readonly #groups = { feed: newGroup(), page: newGroup() };

  constructor(edition: RunningEdition) {
    this.#edition = edition;
  }

  async sample(): Promise<void> {
    const latest = await this.#edition.document("/feed.json?limit=1");
    const [story] = (JSON.parse(latest.body) as { items: { url: string }[] }).items;
    const pages = story === undefined ? [] : [new URL(story.url).pathname];
    for (const [group, paths] of [
      ["feed", FEEDS],
      ["page", pages],
    ] as const)
      for (const kind of ["made", "kept"] as const) {
        const { answers, cpu } = await this.#request(paths);
        const total = this.#groups[group][kind];
        total.answers.push(...answers);
        total.cpu += cpu;
      }
  }

  misses(): { feed: Misses; page: Misses } {
    const missesOf = ({ made, kept }: ReturnType<typeof newGroup>): Misses => ({
      made: meanUsage(made.answers, made.cpu),
      kept: meanUsage(kept.answers, kept.cpu),
    });
    return { feed: missesOf(this.#groups.feed), page: missesOf(this.#groups.page) };
  }

  async #request(paths: readonly string[]): Promise<{ answers: Answer[]; cpu: number }> {
    const before = await this.#edition.cpu();
    const answers: Answer[] = [];
    for (const path of paths) answers.push(await answered(this.#edition, path));
    return { answers, cpu: (await this.#edition.cpu()) - before };
  }
}

const newGroup = () => ({
  made: { answers: [] as Answer[], cpu: 0 },
  kept: { answers: [] as Answer[], cpu: 0 },
});

async function statusPages(
  edition: RunningEdition,
): Promise<Pick<Measurement, "health" | "outlets">> {
  // The first request may render the newest feed, which happens once per change.
  await edition.document("/healthz");
  return {
    health: meanUsage([await edition.document("/healthz")], 0),
    outlets: meanUsage([await answered(edition, "/outlets")], 0),
  };
}

/** @throws when the document is not answered, since its rows would say nothing */
async function answered(edition: RunningEdition, path: string): Promise<Answer> {
  const answer = await edition.document(path);
  if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}`);
  return answer;
}
