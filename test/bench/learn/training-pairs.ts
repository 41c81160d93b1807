/** Turns labelled reports into labelled pairs to train on. */
import { HourUniformity } from "../../../src/cluster/calibration/hour-uniformity.ts";
import { extract } from "../../../src/cluster/features/extract.ts";
import {
  compare,
  compareAcrossLanguages,
  CROSS_LANGUAGE_FEATURES,
  PAIR_FEATURES,
} from "../../../src/cluster/scoring/pair-features.ts";
import {
  SlidingWindowIndex,
  type Indexed,
} from "../../../src/cluster/candidates/sliding-window-index.ts";
import type { Labelled } from "../protocol.ts";
import type { Sample } from "./gradient-boosting.ts";

/** The pairs of one file, as rows of features. */
export interface Pairs {
  width: number;
  rows: number[];
  labels: number[];
  weights: number[];
}

/** The models to train, each with its own features of a pair. */
export const VIEWS = {
  sameLanguage: { inputs: PAIR_FEATURES, compare },
  crossLanguage: { inputs: CROSS_LANGUAGE_FEATURES, compare: compareAcrossLanguages },
} as const;

export type View = keyof typeof VIEWS;

interface Seen extends Indexed {
  gold: string;
}

/** Maximum number of reports that the index returns for each report. */
const MAX_NEIGHBOURS = 24;
/** Random members added from each story that the nearest neighbours belong to. */
const EXTRA_MEMBERS = 3;

/**
 * Goes through the reports in the engine's order and pairs each one with its nearest neighbours in the index, and with
 * random members of their stories, because average linkage scores those pairs too.
 */
export function pairs(items: readonly Labelled[], view: View): Pairs {
  const { inputs, compare: fill } = VIEWS[view];
  const width = inputs.length;
  const out: Pairs = { width, rows: [], labels: [], weights: [] };
  const index = new SlidingWindowIndex<Seen>(items.length + 1);
  const stories = new Map<string, Seen[]>();
  const clock = new HourUniformity();
  const random = sequence(1);
  const row = new Float64Array(width);
  for (const [seq, item] of items.entries()) {
    const { features } = extract(item, index);
    features.hasHour = clock.isInformative;
    clock.learn(features.day);
    const near = index.mostSimilar(features, MAX_NEIGHBOURS);
    const others = new Set(near);
    for (const gold of new Set([
      ...near
        .slice(0, 6)
        .map((other) => other.gold)
        .slice(0, 3),
      item.gold,
    ])) {
      const members = stories.get(gold) ?? [];
      for (let k = 0; k < EXTRA_MEMBERS && members.length > 0; k++)
        others.add(members[Math.floor(random() * members.length)] as Seen);
    }
    for (const other of others) {
      fill(features, other.features, row);
      out.rows.push(...row);
      out.labels.push(other.gold === item.gold ? 1 : 0);
      out.weights.push(1 / Math.max(8, others.size));
    }
    const members = stories.get(item.gold) ?? [];
    features.documentFrequency = 1 / (members.length + 1);
    const seen: Seen = { features, seq, gold: item.gold };
    index.add(seen);
    stories.set(item.gold, [...members, seen]);
  }
  return out;
}

/** Joins the pairs of several files into one sample, in which each file has its share of the weight. */
export function sample(parts: readonly { pairs: Pairs; share: number }[], view: View): Sample {
  const { inputs } = VIEWS[view];
  const total = parts.reduce((sum, { pairs: { labels } }) => sum + labels.length, 0);
  const rows = new Float64Array(total * inputs.length);
  const labels = new Uint8Array(total);
  const weights = new Float64Array(total);
  const offsets = new Float64Array(total);
  let at = 0;
  for (const { pairs: file, share } of parts) {
    const sum = file.weights.reduce((a, b) => a + b, 0) || 1;
    if (view === "sameLanguage") {
      // The file's base rate is left out of the trees because the engine estimates it from the stream itself.
      const positive = file.weights.reduce(
        (subtotal, weight, i) => subtotal + weight * (file.labels[i] as number),
        0,
      );
      offsets.fill(Math.log(positive / (sum - positive)), at, at + file.labels.length);
    }
    for (let i = 0; i < file.labels.length; i++) {
      labels[at + i] = file.labels[i] as number;
      weights[at + i] = ((file.weights[i] as number) * share) / sum;
    }
    for (let i = 0; i < file.rows.length; i++)
      rows[at * inputs.length + i] = file.rows[i] as number;
    at += file.labels.length;
  }
  return {
    rows,
    width: inputs.length,
    labels,
    weights,
    offsets,
    signs: inputs.map(([, sign]) => sign),
  };
}

/** A linear congruential generator: the same numbers from 0 to 1 on every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
