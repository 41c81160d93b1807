/** Why any two reports are, or are not, taken for one event. */
import { tie } from "./evidence.ts";
import { type Statistics, take } from "./features.ts";
import { compare, compareForeign, FOREIGN_SIMILARITIES, foreign, SIMILARITIES } from "./pair.ts";
import { settings } from "./settings.ts";
import { similarity } from "./similarity.ts";
import type { Evidence, Item } from "./types.ts";

export interface Explanation {
  evidence: Evidence;
  /** True if the two alone would be one story. */
  one: boolean;
  /** What the pair model saw, by name. */
  similarities: Record<string, number>;
}

/** Counts of an edition that has seen nothing yet. */
const COLD: Statistics = {
  weigh: (_term, chance) => -Math.log(chance),
  rarity: (_term, weight) => Math.log(302 / (1 + 300 * Math.exp(-weight))),
};

/** Compares two reports; with an edition's statistics as that edition would. */
export function explain(a: Item, b: Item, statistics: Statistics = COLD): Explanation {
  const [earlier, later] = (a.time ?? 0) <= (b.time ?? 0) ? [a, b] : [b, a];
  const one = take(later, statistics);
  const other = take(earlier, statistics).features;
  const score = similarity(one.features, other);
  const abroad = foreign(one.features, other);
  const names = abroad ? FOREIGN_SIMILARITIES : SIMILARITIES;
  const row = new Float64Array(names.length);
  (abroad ? compareForeign : compare)(one.features, other, row);
  return {
    evidence: tie(
      { id: later.id, features: one.features },
      one,
      { id: earlier.id, features: other },
      score,
      settings.threshold,
    ),
    one: score >= settings.threshold,
    similarities: Object.fromEntries(
      names.map(([name], i) => [name, Math.round(1000 * (row[i] as number)) / 1000]),
    ),
  };
}
