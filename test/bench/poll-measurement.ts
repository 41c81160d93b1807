import type { Simulation } from "./poll-simulation.ts";
import type { Ticked } from "./poll-worker.ts";

/** The simulation's counters so far. */
export type Counts = Readonly<Pick<Simulation, "notModified" | "delays" | "missed">>;

/** Consecutive ticks as one row of the table. Times are milliseconds. */
export interface Row {
  size: { reports: number; stories: number; bytes: number };
  ticks: number;
  polls: number;
  notModified: number;
  /** Median from a report's publication to the next request for its feed. */
  delay: number;
  /** Reports that dropped out of their feed before it was requested. */
  missed: number;
  added: number;
  wall: { median: number; p95: number };
  cpu: number;
  /** Wall time of filing alone. */
  filing: number;
}

/** Collects the ticks between two levels. */
export class Window {
  readonly #cpu: number;
  readonly #before: { notModified: number; delays: number; missed: number };
  readonly #walls: number[] = [];
  #polls = 0;
  #added = 0;
  #filing = 0;

  /** @param cpu milliseconds that the process has used so far */
  constructor(cpu: number, { notModified, delays, missed }: Counts) {
    this.#cpu = cpu;
    this.#before = { notModified, delays: delays.length, missed };
  }

  add({ due, added, filing }: Ticked, wall: number): void {
    this.#walls.push(wall);
    this.#polls += due;
    this.#added += added;
    this.#filing += filing;
  }

  close(size: Row["size"], cpu: number, counts: Counts): Row {
    const walls = this.#walls.toSorted((a, b) => a - b);
    const delays = counts.delays.slice(this.#before.delays).toSorted((a, b) => a - b);
    return {
      size,
      ticks: walls.length,
      polls: this.#polls,
      notModified: counts.notModified - this.#before.notModified,
      delay: quantile(delays, 0.5),
      missed: counts.missed - this.#before.missed,
      added: this.#added,
      wall: { median: quantile(walls, 0.5), p95: quantile(walls, 0.95) },
      cpu: cpu - this.#cpu,
      filing: this.#filing,
    };
  }
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

const COLUMNS: readonly [title: string, cell: (row: Row) => string][] = [
  ["stored", ({ size }) => `${size.reports}`],
  ["stories", ({ size }) => `${size.stories}`],
  ["ticks", ({ ticks }) => `${ticks}`],
  ["polls a tick", ({ polls, ticks }) => (polls / ticks).toFixed(1)],
  ["304", ({ notModified, polls }) => `${Math.round((100 * notModified) / polls)} %`],
  ["new a tick", ({ added, ticks }) => (added / ticks).toFixed(1)],
  ["asked after, median", ({ delay }) => `${Math.round(delay / 60_000)} min`],
  ["missed", ({ missed }) => `${missed}`],
  ["wall a tick, median", ({ wall }) => `${Math.round(wall.median)} ms`],
  ["p95", ({ wall }) => `${Math.round(wall.p95)} ms`],
  ["CPU a tick", ({ cpu, ticks }) => `${Math.round(cpu / ticks)} ms`],
  ["CPU a poll", ({ cpu, polls }) => `${(cpu / polls).toFixed(1)} ms`],
  ["filed a second", ({ added, filing }) => `${Math.round(added / (filing / 1000))}`],
  ["database", ({ size }) => `${(size.bytes / 1e6).toFixed(1)} MB`],
  ["a report", ({ size }) => `${(size.bytes / size.reports / 1000).toFixed(2)} kB`],
];

/** The table in Markdown, line by line. docs/polling-in-detail.md has a copy. */
export const columns = {
  head: [
    `| ${COLUMNS.map(([title]) => title).join(" | ")} |`,
    `| ${COLUMNS.map(() => "--:").join(" | ")} |`,
  ].join("\n"),
  line: (row: Row): string => `| ${COLUMNS.map(([, cell]) => cell(row)).join(" | ")} |`,
};
