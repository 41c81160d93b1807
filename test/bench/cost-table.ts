/** Prints what was measured, in Markdown. Pure. */
import {
  dayWith,
  dollars,
  bytesAt,
  daysUntilFull,
  maxReaders,
  rowsPerReport,
  scarcest,
  type Result,
} from "./cost-results.ts";
import { TICKS_A_DAY } from "./cost-day.ts";
import { FREE_CPU, MAX_OBJECT, PLAN, STORAGE, type Usage } from "./cost-prices.ts";
import { READERS } from "./cost-readers.ts";

const number = (value: number): string => Math.round(value).toLocaleString("en-US");

const percent = (share: number): string => `${Math.floor(100 * share)}%`;

/** Ages in days for which the stored bytes are printed. */
const STORAGE_AGES = [90, 365, 3_650];

/** Days that count as never: a hundred years. */
const FOR_EVER = 36_500;

/** Everything about one edition. @param results its first day, and a day at an age */
export const details = (results: readonly Result[]): string =>
  [
    `## ${results[0]?.size.name ?? ""}`,
    ...results.map(simulated),
    table(
      ["", ...results.map(ageName)],
      DAY_ROWS.map(([name, cell]) => [name, ...results.map(cell)]),
    ),
    ...results.filter(({ age }) => age > 0).flatMap(withReaders),
  ].join("\n\n");

/** A later day with readers. A first day happens once, so that a month of them says nothing. */
const withReaders = (result: Result): string[] => [
  `${ageName(result)}, with readers:`,
  table(
    ["readers", ...USAGE_ROWS.map(([name]) => name), "left on Free", "$ a month on Paid"],
    READERS.map((readers) => {
      const day = dayWith(readers, result);
      return [
        number(readers),
        ...USAGE_ROWS.map(([, key]) => number(day[key])),
        leftOnFree(readers, result),
        `${PLAN} + ${dollars(readers, result).toFixed(2)}`,
      ];
    }),
  ),
];

const ageName = ({ age }: Result): string => (age === 0 ? "First day" : `At ${number(age)} days`);

/** How the day was simulated. */
function simulated({ age, size, filling }: Result): string {
  const ticks = Math.round(size.hours * 60);
  const scaled = `${number(ticks)} ticks simulated and scaled to ${number(TICKS_A_DAY)}`;
  if (age === 0) return `First day: ${scaled}, after the first ones as they are.`;
  if (filling.filed === 0) return `At ${number(age)} days: ${scaled}.`;
  return `At ${number(age)} days: ${scaled}, in a store of ${number(filling.filed)} reports, of which ${number(filling.live)} are within retention, which is ${filling.retention.toFixed(1)} days here.`;
}

const DAY_ROWS: readonly [string, (result: Result) => string][] = [
  ["reports filed", ({ measured: { day } }) => number(day.added)],
  ["polls", ({ measured: { day } }) => number(day.polls)],
  [
    "polls without a change",
    ({ measured: { day } }) => (day.polls === 0 ? "–" : percent(day.unchanged / day.polls)),
  ],
  ["rows written", ({ measured: { day } }) => number(day.usage.rowsWritten)],
  [
    "rows written per report",
    ({ measured: { day } }) => (day.added === 0 ? "–" : rowsPerReport(day).toFixed(1)),
  ],
  ["rows read", ({ measured: { day } }) => number(day.usage.rowsRead)],
  ["Worker requests", ({ measured: { day } }) => number(day.usage.workerRequests)],
  ["Durable Object requests", ({ measured: { day } }) => number(day.usage.objectRequests)],
  ["Durable Object duration, GB-s", ({ measured: { day } }) => number(day.usage.duration)],
  [
    `CPU per tick, ms: mean · maximum (Free allows ${FREE_CPU})`,
    ({ measured: { day } }) =>
      `${(day.usage.cpu / TICKS_A_DAY).toFixed(1)} · ${day.maxCpu.toFixed(1)}`,
  ],
  ["purges", ({ measured: { day } }) => number(day.purges)],
  ["log of polling, MB", ({ measured: { day } }) => (day.logged / 1e6).toFixed(1)],
  [
    "Durable Object requests · rows read by /healthz",
    ({ measured: { health } }) => `${number(health.objectRequests)} · ${number(health.rowsRead)}`,
  ],
  ["rows read by /outlets", ({ measured: { outlets } }) => number(outlets.rowsRead)],
  ["rows read · written by a feed after a change", ({ measured }) => rows(measured.feed.made)],
  ["rows read · written by an unchanged feed", ({ measured }) => rows(measured.feed.kept)],
  [
    "bytes per report, within · beyond retention",
    ({ measured: { stored } }) =>
      stored === null ? "–" : `${number(stored.live)} · ${number(stored.older)}`,
  ],
  ...STORAGE_AGES.map(
    (age) =>
      [
        `GB stored at ${number(age)} days`,
        (result: Result) =>
          result.measured.stored === null ? "–" : (bytesAt(result, age) / 1e9).toFixed(2),
      ] as [string, (result: Result) => string],
  ),
  ["days until 5 GB", (result) => daysOf(result, STORAGE.free)],
  ["days until 10 GB, an object's limit", (result) => daysOf(result, MAX_OBJECT)],
];

const USAGE_ROWS: readonly [string, keyof Usage][] = [
  ["Worker requests", "workerRequests"],
  ["Durable Object requests", "objectRequests"],
  ["rows read", "rowsRead"],
  ["rows written", "rowsWritten"],
  ["GB-s", "duration"],
];

/** One line per edition, as docs/deploying.md has it. @param editions each with its first day and a day at an age */
export const summary = (editions: readonly (readonly Result[])[]): string =>
  table(
    [
      "outlets × reports of each a day",
      "rows written on the first day",
      "rows written on a later day",
      "rows read on a later day",
      "Free",
      "subscribers on Free",
      ...READERS.map((readers) => `Paid, ${number(readers)} subscribers`),
      "stored in a year",
      "5 GB after",
    ],
    editions.map((results) => {
      const [first, later] = [results[0] as Result, results.at(-1) as Result];
      const most = maxReaders(results);
      return [
        first.size.name,
        number(first.measured.day.usage.rowsWritten),
        number(later.measured.day.usage.rowsWritten),
        number(later.measured.day.usage.rowsRead),
        leftOnFree(100, worst(results)),
        most === 0 ? "–" : number(most),
        ...READERS.map((readers) => `$${(PLAN + dollars(readers, later)).toFixed(0)}`),
        `${(bytesAt(later, 365) / 1e9).toFixed(2)} GB`,
        daysOf(later, STORAGE.free).replace(/^\d.*/, "$& days"),
      ];
    }),
  );

/** The day that has the least left on Free. */
const worst = (results: readonly Result[]): Result =>
  results.reduce((a, b) => (scarcest(100, a).share <= scarcest(100, b).share ? a : b));

/** Whether the goals of the two editions that have one are met. */
export function goals(editions: readonly (readonly Result[])[]): string[] {
  const of = (name: string) => editions.find((results) => results[0]?.size.name === name);
  const lines: string[] = [];
  const fifty = of("50 × 60");
  if (fifty) {
    const day = worst(fifty);
    lines.push(
      `${verdict(scarcest(100, day).share >= 1 / 3)}: 50 × 60 leaves a third of every daily limit of Free: ${leftOnFree(100, day)}`,
    );
  }
  const later = of("1,000 × 60")?.at(-1);
  if (later) {
    const cost = dollars(10_000, later);
    lines.push(
      `${verdict(cost <= 25)}: 1,000 × 60 costs at most $25 a month beyond the plan, with 10,000 readers: $${cost.toFixed(2)}`,
      `Without the removal of the oldest stories, 1,000 × 60 would have 5 GB after days: ${daysOf(later, STORAGE.free)}`,
    );
  }
  return lines;
}

const verdict = (met: boolean): string => (met ? "met" : "MISSED");

/** The scarcest limit: "12% of rows written", or how far it is exceeded. */
function leftOnFree(readers: number, result: Result): string {
  const { meter, share } = scarcest(readers, result);
  return share < 0
    ? `no: ${(1 - share).toFixed(1)} times the ${meter}`
    : `${percent(share)} of ${meter} left`;
}

function daysOf(result: Result, limit: number): string {
  if (result.measured.stored === null) return "–";
  const days = daysUntilFull(result, limit);
  return days > FOR_EVER ? "never" : number(days);
}

const rows = ({ rowsRead, rowsWritten }: Usage): string =>
  `${number(rowsRead)} · ${number(rowsWritten)}`;

/** A Markdown table, with all columns but the first to the right. */
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
