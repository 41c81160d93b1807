import { instant, precision, zoned, type Published } from "../model/time.ts";
import type { EntryReport } from "./entry.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One report on the timeline. Positions along the axis run from 0 to 1. */
export interface TimelineMark {
  report: EntryReport;
  /** What is known of the time: a moment, only the day, or nothing. */
  kind: "moment" | "day" | "unknown";
  /** Why the time is uncertain: the edition estimated it, or the outlet gives no zone. Null if neither applies. */
  doubt: "estimate" | "zone" | null;
  from: number;
  to: number;
  /** The row of the nearest report; null if there is none or its row is not drawn. */
  nearest: number | null;
}

export interface Tick {
  at: number;
  /** Milliseconds after the first report. */
  elapsed: number;
}

/** How a story spread from outlet to outlet, laid out for drawing: one row per report, in order of publication. */
export interface Timeline {
  marks: TimelineMark[];
  ticks: Tick[];
  /** Number of reports beyond the last row. */
  rest: number;
}

/** Maximum number of rows: a reader cannot follow more. */
const MAX_ROWS = 24;

/**
 * Lays out the reports of a story on a timeline.
 *
 * @param reports in order of publication.
 * @returns null if there are fewer than two reports, or none of them has a date.
 */
export function timeline(reports: readonly EntryReport[]): Timeline | null {
  const known = reports.flatMap(({ published }) => extent(published) ?? []);
  if (reports.length < 2 || known.length === 0) return null;
  const first = Math.min(...known.map(({ from }) => from));
  const last = Math.max(...known.map(({ to }) => to));
  // Reports of a single moment still need an axis: it is at least an hour long.
  const margin = Math.max((last - first) * 0.03, (HOUR - (last - first)) / 2);
  const start = first - margin;
  const length = last + margin - start;
  const position = (moment: number): number =>
    Math.round(((moment - start) / length) * 1000) / 1000;

  const shown = reports.slice(0, MAX_ROWS);
  const marks = shown.map((report): TimelineMark => {
    const span = extent(report.published);
    const nearest = report.nearest !== null && report.nearest < MAX_ROWS ? report.nearest : null;
    if (!span) return { report, kind: "unknown", doubt: null, from: 0, to: 1, nearest };
    const from = position(span.from);
    const kind = span.from === span.to ? "moment" : "day";
    return { report, kind, doubt: doubt(report.published), from, to: position(span.to), nearest };
  });
  const step = STEPS.find((candidate) => length / candidate <= MAX_TICKS) ?? length / MAX_TICKS;
  const ticks: Tick[] = [];
  for (let elapsed = 0; first + elapsed <= last + margin; elapsed += step)
    ticks.push({ at: position(first + elapsed), elapsed });
  return { marks, ticks, rest: reports.length - shown.length };
}

/** Maximum number of ticks that fit on a phone. */
const MAX_TICKS = 5;

/** Intervals between ticks, in milliseconds. */
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

/** The known extent of a publication time, in milliseconds since 1970: one moment, or a whole day in UTC. */
function extent(published: Published | null): { from: number; to: number } | null {
  const from = published === null ? Number.NaN : instant(published);
  if (published === null || Number.isNaN(from)) return null;
  return { from, to: precision(published) === "day" ? from + DAY : from };
}
