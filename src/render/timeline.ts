import { instant, precision, zoned, type Published } from "../model/time.ts";
import type { EntryReport } from "./entry.tsx";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How one report shows on the time line. Places along it are from 0 to 1. */
export interface TimelineMark {
  report: EntryReport;
  /** A moment, a day of which more is not known, or nothing known at all. */
  kind: "moment" | "day" | "unknown";
  /** Not what the outlet says: the edition's estimate, or a time whose zone it does not give. */
  doubt: "estimate" | "zone" | null;
  from: number;
  to: number;
  /** The row of the report that it was found nearest to, if that is drawn. */
  nearest: number | null;
}

export interface Tick {
  at: number;
  /** Milliseconds since 1970 (UTC). */
  moment: number;
}

/** How a story spread from outlet to outlet, ready to be drawn: a row for each report, in order of publication. */
export interface Timeline {
  marks: TimelineMark[];
  ticks: Tick[];
  /** Whether the ticks are days; otherwise they are times of day. */
  daily: boolean;
  /** Reports that did not fit. */
  rest: number;
}

/** Rows that a reader can still follow. */
const ROWS = 24;

/** @returns null where there is nothing to show: fewer than two reports, or no date. */
export function timeline(reports: readonly EntryReport[]): Timeline | null {
  const known = reports.flatMap(({ published }) => extent(published) ?? []);
  if (reports.length < 2 || known.length === 0) return null;
  const first = Math.min(...known.map(({ from }) => from));
  const last = Math.max(...known.map(({ to }) => to));
  // Reports of one moment still need a line to stand on.
  const margin = Math.max((last - first) * 0.03, (HOUR - (last - first)) / 2);
  const start = first - margin;
  const length = last + margin - start;
  const place = (moment: number): number => Math.round(((moment - start) / length) * 1000) / 1000;

  const shown = reports.slice(0, ROWS);
  const marks = shown.map((report): TimelineMark => {
    const found = extent(report.published);
    const nearest = report.nearest !== null && report.nearest < ROWS ? report.nearest : null;
    if (!found) return { report, kind: "unknown", doubt: null, from: 0, to: 1, nearest };
    const from = place(found.from);
    const kind = found.from === found.to ? "moment" : "day";
    return { report, kind, doubt: doubt(report.published), from, to: place(found.to), nearest };
  });
  const step = STEPS.find((candidate) => length / candidate <= TICKS) ?? length / TICKS;
  const ticks: Tick[] = [];
  for (let moment = Math.ceil(start / step) * step; moment <= last + margin; moment += step)
    ticks.push({ at: place(moment), moment });
  return { marks, ticks, daily: step >= DAY, rest: reports.length - shown.length };
}

/** The most ticks that a phone has room for. */
const TICKS = 5;

const STEPS = [
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  ...[1, 2, 7, 14, 30, 91, 365].map((days) => days * DAY),
];

function doubt(published: Published | null): TimelineMark["doubt"] {
  if (published?.estimated) return "estimate";
  return published && precision(published) !== "day" && !zoned(published) ? "zone" : null;
}

/** What is known of the time: one moment, or a whole day in UTC. */
function extent(published: Published | null): { from: number; to: number } | null {
  const from = published === null ? Number.NaN : instant(published);
  if (published === null || Number.isNaN(from)) return null;
  return { from, to: precision(published) === "day" ? from + DAY : from };
}
