/**
 * Scores an assignment of reports to stories against the gold one: what subscribers notice, and B³ and pairwise
 * precision, recall and F1.
 */
import type { Labelled } from "./protocol.ts";

/** Per cent. */
export interface Agreement {
  precision: number;
  recall: number;
  f1: number;
}

export interface Scores {
  /** Share of the stories shown with two reports or more that contain reports of different affairs, in per cent. */
  foreign: number;
  /** The same for different events, so also for the next development of one affair. */
  wrong: number;
  /** Share of the events with two reports or more that are shown as more than one story, in per cent. */
  twice: number;
  /** Number of labelled reports. */
  reports: number;
  /** Number of gold stories. */
  gold: number;
  /** Number of stories found. */
  found: number;
  bcubed: Agreement;
  pairs: Agreement;
}

/**
 * Scores the labelled reports among `items`.
 *
 * @param stories the story of each report, in the order of `items`
 */
export function score(items: readonly Labelled[], stories: readonly string[]): Scores {
  const labelled = items.flatMap(({ gold, affair, arguable }, i) =>
    gold === null ? [] : [{ gold, affair: affair ?? gold, arguable, found: stories[i] as string }],
  );
  const certain = labelled.filter(({ arguable }) => !arguable);
  const gold = labelled.map((report) => report.gold);
  const found = labelled.map((report) => report.found);
  const shown = several(found);
  const events = several(gold);
  const golds = sizes(gold);
  const founds = sizes(found);
  const cells = new Map<string, { size: number; gold: number; found: number }>();
  for (let i = 0; i < gold.length; i++) {
    const g = gold[i] as string;
    const f = found[i] as string;
    const key = JSON.stringify([g, f]);
    const cell = cells.get(key);
    if (cell) cell.size++;
    else cells.set(key, { size: 1, gold: golds.get(g) as number, found: founds.get(f) as number });
  }
  let precision = 0;
  let recall = 0;
  let both = 0;
  for (const cell of cells.values()) {
    precision += (cell.size * cell.size) / cell.found;
    recall += (cell.size * cell.size) / cell.gold;
    both += choose(cell.size);
  }
  const n = gold.length || 1;
  return {
    foreign: shareMixed(shown, certain, "found", "affair"),
    wrong: shareMixed(shown, certain, "found", "gold"),
    twice: shareMixed(events, certain, "gold", "found"),
    reports: gold.length,
    gold: golds.size,
    found: founds.size,
    bcubed: agreement(precision / n, recall / n),
    pairs: agreement(both / (total(founds) || 1), both / (total(golds) || 1)),
  };
}

/** The labels that occur at least twice. */
function several(labels: string[]): Set<string> {
  return new Set([...sizes(labels)].flatMap(([label, size]) => (size > 1 ? [label] : [])));
}

/** Share of `groups` whose reports have different values of `value`, in per cent. */
function shareMixed<K extends string>(
  groups: ReadonlySet<string>,
  reports: readonly Record<K, string>[],
  group: K,
  value: K,
): number {
  const first = new Map<string, string>();
  const mixed = new Set<string>();
  for (const report of reports) {
    const label = report[group];
    if (!groups.has(label)) continue;
    const seen = first.get(label);
    if (seen === undefined) first.set(label, report[value]);
    else if (seen !== report[value]) mixed.add(label);
  }
  return (100 * mixed.size) / (groups.size || 1);
}

function sizes(labels: string[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const label of labels) out.set(label, (out.get(label) ?? 0) + 1);
  return out;
}

function choose(n: number): number {
  return (n * (n - 1)) / 2;
}

function total(groups: Map<string, number>): number {
  let sum = 0;
  for (const size of groups.values()) sum += choose(size);
  return sum;
}

function agreement(precision: number, recall: number): Agreement {
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: 100 * precision, recall: 100 * recall, f1: 100 * f1 };
}
