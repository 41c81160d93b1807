/** The evidence of a merge or a split: how strongly two groups of reports are linked. */
import type { ReportNode } from "../state/cluster.ts";
import { round, pairEvidence } from "./pair-evidence.ts";
import { evenSample } from "../collections/even-sample.ts";
import type { DecisionHooks } from "./decision-hooks.ts";
import { settings } from "../hyperparameters.ts";
import type { ClusterEvidence } from "../types.ts";

/** Maximum number of reports of each group that are compared. */
const SAMPLE_SIZE = 8;

/**
 * The evidence for two groups: their most similar pair and the link of the groups, from a sample of each. Shared
 * words are listed as one report of the pair writes them: the later one, if its words are available.
 *
 * @returns null if a group is empty
 */
export function clusterEvidence(
  groupA: readonly ReportNode[],
  groupB: readonly ReportNode[],
  { model, wordsOf }: Pick<DecisionHooks, "model" | "wordsOf">,
): ClusterEvidence | null {
  let best: { score: number; a: ReportNode; b: ReportNode } | null = null;
  let sum = 0;
  let pairs = 0;
  for (const a of evenSample(groupA, SAMPLE_SIZE)) {
    for (const b of evenSample(groupB, SAMPLE_SIZE)) {
      const score = a.links.get(b) ?? b.links.get(a) ?? model.score(a.features, b.features);
      sum += score;
      pairs++;
      if (!best || score > best.score) best = { score, a, b };
    }
  }
  if (!best) return null;
  // The words of the later report are more likely to be available.
  const [later, earlier] = best.a.seq > best.b.seq ? [best.a, best.b] : [best.b, best.a];
  const words = wordsOf(later);
  const [report, other] = words ? [later, earlier] : [earlier, later];
  return {
    ...pairEvidence(report, words ?? wordsOf(earlier), other, best.score, model.threshold),
    link: round((1 - settings.bestPairShare) * (sum / pairs) + settings.bestPairShare * best.score),
  };
}
