/** Scores an assignment of reports to stories against the gold one: B³ and pairwise precision, recall and F1. */

/** Per cent. */
export interface Agreement {
  precision: number;
  recall: number;
  f1: number;
}

export interface Scores {
  reports: number;
  /** Number of gold stories. */
  gold: number;
  /** Number of stories found. */
  found: number;
  bcubed: Agreement;
  pairs: Agreement;
}

/** @param found the story of each report, in the order of `gold` */
export function score(gold: string[], found: string[]): Scores {
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
    reports: gold.length,
    gold: golds.size,
    found: founds.size,
    bcubed: agreement(precision / n, recall / n),
    pairs: agreement(both / (total(founds) || 1), both / (total(golds) || 1)),
  };
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
