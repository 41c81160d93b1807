/** Trains the pair models on labelled files. */
import { hash } from "../../../src/cluster/text/hash.ts";
import { compileForest } from "../../../src/cluster/scoring/boosted-trees.ts";
import type { Labelled } from "../protocol.ts";
import { type Forest, grow, type Growth } from "./gradient-boosting.ts";
import { pairs, sample, type View } from "./training-pairs.ts";
import { likenessByBucket, sureLogOddsByBucket } from "./time-gap-log-odds.ts";

/**
 * Each file is also used without dates, without dates and URLs, without text, and with truncated text. Otherwise the
 * model could tell from a missing field which file a report comes from.
 */
const VARIANTS: { share: number; change: (item: Labelled) => Labelled }[] = [
  { share: 1, change: (item) => item },
  { share: 0.3, change: (item) => ({ ...item, time: null }) },
  { share: 0.3, change: (item) => ({ ...item, time: null, url: null }) },
  { share: 0.3, change: (item) => ({ ...item, text: "" }) },
  { share: 0.3, change: (item) => ({ ...item, text: truncated(item) }) },
];

/** The text, truncated after a number of words that the hash of the id picks. */
function truncated({ id, text }: Labelled): string {
  const words = text.split(" ");
  return words.slice(0, Math.abs(hash(id)) % (words.length + 1)).join(" ");
}

const GROWTH: Record<View, Growth> = {
  sameLanguage: { trees: 120, depth: 4, learningRate: 0.15, minLeafWeight: 2e-4, ridge: 2e-4 },
  crossLanguage: { trees: 30, depth: 4, learningRate: 0.2, minLeafWeight: 1e-3, ridge: 1e-3 },
};

/** Trains one model. Every file has the same weight, however many reports it contains. */
function learn(files: readonly (readonly Labelled[])[], view: View): Forest {
  const parts = files.flatMap((file) =>
    VARIANTS.flatMap(({ share, change }) => {
      const items = file.map(change);
      const differs =
        share === 1 ||
        items.some((item, i) => item.time !== file[i]?.time || item.text !== file[i]?.text) ||
        items.some((item, i) => item.url !== file[i]?.url);
      return differs ? [{ pairs: pairs(items, view), share }] : [];
    }),
  );
  return grow(sample(parts, view), GROWTH[view]);
}

/** The source text of src/cluster/scoring/model.generated.ts, trained on these files. */
export function weightsModule(files: readonly (readonly Labelled[])[]): string {
  const trainingPairs = files.map((file) => pairs(file, "sameLanguage"));
  const sameLanguage = learn(files, "sameLanguage");
  const likeness = likenessByBucket(trainingPairs);
  const sure = sureLogOddsByBucket(trainingPairs, likeness, compileForest(sameLanguage));
  const table = (forest: Forest): string =>
    `{
  base: ${short(forest.base)},
  inputs: [${forest.inputs.join(",")}],
  thresholds: [${forest.thresholds.map((t) => (Number.isFinite(t) ? String(t) : "9e9")).join(",")}],
  leaves: [${forest.leaves.map(short).join(",")}],
}`;
  return `/** Written by test/bench/learn/learn-weights.ts; do not edit. */
import type { Forest } from "./boosted-trees.ts";

/** Scores two reports in the same language. Its inputs are PAIR_FEATURES. */
export const sameLanguageForest: Forest = ${table(sameLanguage)};

/** Scores two reports in different languages. Its inputs are CROSS_LANGUAGE_FEATURES. */
export const crossLanguageForest: Forest = ${table(learn(files, "crossLanguage"))};

/** Log odds that each time gap adds to a pair being about one event, as the trees have learned it. Mean of the files. */
export const likenessByBucket = [${likeness.map(short).join(",")}];

/** The same for a pair whose words alone make it certain that it is about one event. */
export const sureLogOddsByBucket = [${sure.map(short).join(",")}];
`;
}

function short(value: number): string {
  return String(Number(value.toFixed(3)));
}
