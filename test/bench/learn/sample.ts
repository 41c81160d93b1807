/** Labelled reports become pairs to learn from. */
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
import type { Sample } from "./grow.ts";

/** Pairs of one file, as rows of similarities. */
export interface Pairs {
  width: number;
  rows: number[];
  labels: number[];
  weights: number[];
}

/** The models that are learned, each with its own view of a pair. */
export const VIEWS = {
  model: { similarities: PAIR_FEATURES, compare },
  foreignModel: { similarities: CROSS_LANGUAGE_FEATURES, compare: compareAcrossLanguages },
} as const;

export type View = keyof typeof VIEWS;

interface Seen extends Indexed {
  gold: string;
}

/** Reports that each one is paired with: those the index finds, and some of their stories' others. */
const FOUND = 24;
const EXTRA = 3;

/**
 * Goes through reports as the engine would, and pairs each with those that the
 * index finds, and with a few members of the stories that come up: average link
 * asks about these too.
 */
export function pairs(items: readonly Labelled[], view: View): Pairs {
  const { similarities, compare: fill } = VIEWS[view];
  const width = similarities.length;
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
    const near = index.mostSimilar(features, FOUND);
    const others = new Set(near);
    for (const gold of new Set([
      ...near
        .slice(0, 6)
        .map((other) => other.gold)
        .slice(0, 3),
      item.gold,
    ])) {
      const members = stories.get(gold) ?? [];
      for (let k = 0; k < EXTRA && members.length > 0; k++)
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

/** Joins files' pairs into one sample, each file with its share of the weight. */
export function sample(parts: readonly { pairs: Pairs; share: number }[], view: View): Sample {
  const { similarities } = VIEWS[view];
  const total = parts.reduce((sum, { pairs: { labels } }) => sum + labels.length, 0);
  const rows = new Float64Array(total * similarities.length);
  const labels = new Uint8Array(total);
  const weights = new Float64Array(total);
  const odds = new Float64Array(total);
  let at = 0;
  for (const { pairs: own, share } of parts) {
    const sum = own.weights.reduce((a, b) => a + b, 0) || 1;
    if (view === "model") {
      // How many of a file's pairs are of one event is for the engine to find out.
      const one = own.weights.reduce((a, weight, i) => a + weight * (own.labels[i] as number), 0);
      odds.fill(Math.log(one / (sum - one)), at, at + own.labels.length);
    }
    for (let i = 0; i < own.labels.length; i++) {
      labels[at + i] = own.labels[i] as number;
      weights[at + i] = ((own.weights[i] as number) * share) / sum;
    }
    for (let i = 0; i < own.rows.length; i++)
      rows[at * similarities.length + i] = own.rows[i] as number;
    at += own.labels.length;
  }
  return {
    rows,
    width: similarities.length,
    labels,
    weights,
    odds,
    signs: similarities.map(([, sign]) => sign),
  };
}

/** The same numbers on every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
