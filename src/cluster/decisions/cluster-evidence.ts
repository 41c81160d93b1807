/** What ties two sides of several reports, as evidence of a merge or a split. */
import { evenSample } from "../collections/sampling.ts";
import type { ReportNode } from "../state/cluster.ts";
import { round, pairEvidence } from "./pair-evidence.ts";
import type { Extracted } from "../features/extract.ts";
import { score as scoreOf } from "../grouping/margin.ts";
import { settings } from "../hyperparameters.ts";
import type { ClusterEvidence } from "../types.ts";

/** Reports of a side that are compared. */
const SAMPLED = 8;

/**
 * The bond of two sides: their two most alike reports, and the link of the whole. Words are told of a report whose words
 * are still known.
 *
 * @param wordsOf the words of a report, null where they are not in memory any more
 * @returns null if a side is empty
 */
export function clusterEvidence(
  side: readonly ReportNode[],
  other: readonly ReportNode[],
  wordsOf: (entry: ReportNode) => Extracted | null,
): ClusterEvidence | null {
  let best: { score: number; one: ReportNode; two: ReportNode } | null = null;
  let sum = 0;
  let pairs = 0;
  for (const one of evenSample(side, SAMPLED)) {
    for (const two of evenSample(other, SAMPLED)) {
      const score = one.links.get(two) ?? two.links.get(one) ?? scoreOf(one, two);
      sum += score;
      pairs++;
      if (!best || score > best.score) best = { score, one, two };
    }
  }
  if (!best) return null;
  // The words of either will do; those of the later report are the likelier to be known.
  const [late, early] = best.one.seq > best.two.seq ? [best.one, best.two] : [best.two, best.one];
  const words = wordsOf(late);
  const [report, by] = words ? [late, early] : [early, late];
  return {
    ...pairEvidence(report, words ?? wordsOf(early), by, best.score, settings.threshold),
    link: round((1 - settings.bestPairShare) * (sum / pairs) + settings.bestPairShare * best.score),
  };
}
