/** Formats each run as one row of a table. */
import { basename } from "node:path";
import type { Result } from "./run.ts";

export interface Row {
  file: string;
  reports: number;
  gold: number;
  found: number;
  foreign: number;
  wrong: number;
  twice: number;
  bcubedPrecision: number;
  bcubedRecall: number;
  bcubedF1: number;
  pairPrecision: number;
  pairRecall: number;
  pairF1: number;
  churn: number;
  reportsPerSecond: number;
  /** Null where the system does not report it. */
  peakMegabytes: number | null;
}

export const TITLES: Record<keyof Row, string> = {
  file: "file",
  reports: "reports",
  gold: "gold",
  found: "found",
  foreign: "foreign %",
  wrong: "wrong %",
  twice: "twice %",
  bcubedPrecision: "B³ P",
  bcubedRecall: "B³ R",
  bcubedF1: "B³ F1",
  pairPrecision: "pair P",
  pairRecall: "pair R",
  pairF1: "pair F1",
  churn: "churn %",
  reportsPerSecond: "reports/s",
  peakMegabytes: "peak MB",
};

/** @param name the path of the file, or another name for the row */
export function row(name: string, { scores, churn, seconds, peakMegabytes, stories }: Result): Row {
  return {
    file: basename(name, ".jsonl"),
    reports: scores.reports,
    gold: scores.gold,
    found: scores.found,
    foreign: round(scores.foreign),
    wrong: round(scores.wrong),
    twice: round(scores.twice),
    bcubedPrecision: round(scores.bcubed.precision),
    bcubedRecall: round(scores.bcubed.recall),
    bcubedF1: round(scores.bcubed.f1),
    pairPrecision: round(scores.pairs.precision),
    pairRecall: round(scores.pairs.recall),
    pairF1: round(scores.pairs.f1),
    churn: round(churn),
    reportsPerSecond: Math.round(stories.length / (seconds || 1)),
    peakMegabytes: peakMegabytes === null ? null : Math.round(peakMegabytes),
  };
}

/** Pads the cells of a row into columns. */
export function line(cells: Record<keyof Row, string | number | null>): string {
  return Object.values(cells)
    .map((cell) => cell ?? "n/a")
    .map((cell, i) =>
      i === 0
        ? String(cell).padEnd(28)
        : (i > 3 && i < 14 && typeof cell === "number" ? cell.toFixed(1) : String(cell)).padStart(
            10,
          ),
    )
    .join("");
}

/** The mean of the shares and of the speed over several files. */
export function mean(rows: readonly Row[]): Record<keyof Row, string | number | null> {
  const cells: Record<keyof Row, string | number | null> = { ...(rows[0] as Row), file: "mean" };
  for (const key of Object.keys(cells) as (keyof Row)[]) {
    if (key === "file") continue;
    const sum = rows.reduce((total, cell) => total + Number(cell[key]), 0);
    cells[key] = key === "peakMegabytes" ? null : round(sum / rows.length);
  }
  for (const key of ["reports", "gold", "found", "reportsPerSecond"] as const)
    cells[key] = Math.round(Number(cells[key]));
  return cells;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
