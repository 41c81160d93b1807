/** Turns labelled reports into labelled pairs to train on. */
import {
  SlidingWindowIndex,
  type Indexed,
} from "../../../src/cluster/candidates/sliding-window-index.ts";
import { documentFrequency } from "../../../src/cluster/features/document-frequency.ts";
import { extract, tokenizeReport } from "../../../src/cluster/features/extract.ts";
import { settings } from "../../../src/cluster/hyperparameters.ts";
import { Comparison } from "../../../src/cluster/scoring/comparison.ts";
import { INPUT, PAIR_INPUTS } from "../../../src/cluster/scoring/pair-inputs.ts";
import { BATCH, type Labelled } from "../protocol.ts";

/** Pairs of labelled reports, as the engine compares them. */
export interface Pairs {
  /** One row of PAIR_INPUTS for each pair. */
  rows: Float32Array;
  /** 1 if both reports are about one event, else 0. */
  labels: Uint8Array;
  /** Relative weight in training. */
  weights: Float32Array;
}

/** Weight of a pair with a report that a second reader could assign to another story. */
const ARGUABLE_WEIGHT = 0.3;

interface Seen extends Indexed {
  item: Labelled;
}

/**
 * Files the reports as the engine does, and returns the pairs that it compares. Of too many an even sample is returned.
 *
 * @param limit maximum number of pairs
 */
export function pairsOf(items: readonly Labelled[], limit: number): Pairs {
  const index = new SlidingWindowIndex<Seen>(settings.workingSetSize);
  const comparison = new Comparison();
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  const weights: number[] = [];
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    const tokenized = batch.map((item) => tokenizeReport(item, index.usualLanguage()));
    index.announce(tokenized);
    for (const [i, item] of batch.entries()) {
      const { features } = extract(item, index, tokenized[i]);
      const compared = index.mostSimilar(features, settings.candidates).map((other) => {
        const inputs = comparison.inputs(features, other.features);
        if (item.gold !== null && other.item.gold !== null) {
          rows.push(Float32Array.from(inputs));
          labels.push(Number(item.gold === other.item.gold));
          weights.push(item.arguable || other.item.arguable ? ARGUABLE_WEIGHT : 1);
        }
        return { cosine: inputs[INPUT.cosine] as number, other: other.features };
      });
      features.documentFrequency = documentFrequency(compared);
      index.add({ features, seq: index.next, item });
    }
  }
  const step = Math.max(1, rows.length / limit);
  const kept = Array.from({ length: Math.floor(rows.length / step) }, (_, i) =>
    Math.floor(i * step),
  );
  const flat = new Float32Array(kept.length * PAIR_INPUTS.length);
  for (const [i, row] of kept.entries())
    flat.set(rows[row] as Float32Array, i * PAIR_INPUTS.length);
  return {
    rows: flat,
    labels: Uint8Array.from(kept, (row) => labels[row] as number),
    weights: Float32Array.from(kept, (row) => weights[row] as number),
  };
}
