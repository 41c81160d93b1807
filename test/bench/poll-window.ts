import type { Ticked } from "./poll-worker.ts";

type Answers = Readonly<Record<"full" | "notModified" | "failed", number>>;

/** Some ticks in a row, as one row of the table. Times are milliseconds. */
export interface Row {
  size: { reports: number; stories: number; bytes: number };
  ticks: number;
  polls: number;
  notModified: number;
  added: number;
  wall: { median: number; p95: number };
  cpu: number;
  filing: number;
}

/** Collects ticks between two levels. */
export class Window {
  readonly #cpu: number;
  readonly #answers: Answers;
  readonly #walls: number[] = [];
  #polls = 0;
  #added = 0;
  #filing = 0;

  constructor(cpu: number, answers: Answers) {
    this.#cpu = cpu;
    this.#answers = { ...answers };
  }

  add({ due, added, filing }: Ticked, wall: number): void {
    this.#walls.push(wall);
    this.#polls += due;
    this.#added += added;
    this.#filing += filing;
  }

  close(size: Row["size"], cpu: number, answers: Answers): Row {
    const sorted = this.#walls.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return {
      size,
      ticks: sorted.length,
      polls: this.#polls,
      notModified: answers.notModified - this.#answers.notModified,
      added: this.#added,
      wall: { median: at(0.5), p95: at(0.95) },
      cpu: cpu - this.#cpu,
      filing: this.#filing,
    };
  }
}

const COLUMNS: readonly [title: string, cell: (row: Row) => string][] = [
  ["stored", ({ size }) => `${size.reports}`],
  ["stories", ({ size }) => `${size.stories}`],
  ["ticks", ({ ticks }) => `${ticks}`],
  ["polls a tick", ({ polls, ticks }) => (polls / ticks).toFixed(1)],
  ["304", ({ notModified, polls }) => `${Math.round((100 * notModified) / polls)} %`],
  ["new a tick", ({ added, ticks }) => (added / ticks).toFixed(1)],
  ["wall a tick, median", ({ wall }) => `${Math.round(wall.median)} ms`],
  ["p95", ({ wall }) => `${Math.round(wall.p95)} ms`],
  ["CPU a tick", ({ cpu, ticks }) => `${Math.round(cpu / ticks)} ms`],
  ["CPU a poll", ({ cpu, polls }) => `${(cpu / polls).toFixed(1)} ms`],
  ["filed a second", ({ added, filing }) => `${Math.round(added / (filing / 1000))}`],
  ["database", ({ size }) => `${(size.bytes / 1e6).toFixed(1)} MB`],
  ["a report", ({ size }) => `${(size.bytes / size.reports / 1000).toFixed(2)} kB`],
];

/** The table in Markdown, a line at a time. */
export const columns = {
  head: [
    `| ${COLUMNS.map(([title]) => title).join(" | ")} |`,
    `| ${COLUMNS.map(() => "--:").join(" | ")} |`,
  ].join("\n"),
  line: (row: Row): string => `| ${COLUMNS.map(([, cell]) => cell(row)).join(" | ")} |`,
};
