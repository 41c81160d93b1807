/** Learns the pair models from labelled files. */
import { hash } from "../../../src/cluster/text/hash.ts";
import { compileForest } from "../../../src/cluster/scoring/boosted-trees.ts";
import type { Labelled } from "../protocol.ts";
import { type Forest, grow, type Growth } from "./grow.ts";
import { pairs, sample, type View } from "./sample.ts";
import { surePace, usualPace } from "./usual-pace.ts";

/**
 * Each file is also shown without dates, without addresses too, without text, and with
 * texts that end anywhere: what a report lacks must not tell the model which file it
 * is from.
 */
const VARIANTS: { share: number; change: (item: Labelled) => Labelled }[] = [
  { share: 1, change: (item) => item },
  { share: 0.3, change: (item) => ({ ...item, time: null }) },
  { share: 0.3, change: (item) => ({ ...item, time: null, url: null }) },
  { share: 0.3, change: (item) => ({ ...item, text: "" }) },
  { share: 0.3, change: (item) => ({ ...item, text: cutSomewhere(item) }) },
];

/** A text up to a word that its id chooses. */
function cutSomewhere({ id, text }: Labelled): string {
  const words = text.split(" ");
  return words.slice(0, Math.abs(hash(id)) % (words.length + 1)).join(" ");
}

const GROWTH: Record<View, Growth> = {
  model: { trees: 120, depth: 4, rate: 0.15, least: 2e-4, ridge: 2e-4 },
  foreignModel: { trees: 30, depth: 4, rate: 0.2, least: 1e-3, ridge: 1e-3 },
};

/** Grows the trees of one model from files, each of which counts the same. */
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

/** The module that the engine reads what was learned from. */
export function weightsModule(files: readonly (readonly Labelled[])[]): string {
  const own = files.map((file) => pairs(file, "model"));
  const model = learn(files, "model");
  const usual = usualPace(own);
  const sure = surePace(own, usual, compileForest(model));
  const table = (forest: Forest): string =>
    `{
  base: ${short(forest.base)},
  inputs: [${forest.inputs.join(",")}],
  thresholds: [${forest.thresholds.map((t) => (Number.isFinite(t) ? String(t) : "9e9")).join(",")}],
  leaves: [${forest.leaves.map(short).join(",")}],
}`;
  return `/** Written by test/bench/learn/learn-weights.ts; do not edit. */
import type { Forest } from "./boosted-trees.ts";

/** For two reports in one language; its inputs are SIMILARITIES. */
export const model: Forest = ${table(model)};

/** For two reports in different languages; its inputs are FOREIGN_SIMILARITIES. */
export const foreignModel: Forest = ${table(learn(files, "foreignModel"))};

/** For each span of days apart what it adds to the odds of two reports, which the trees know: the files' mean. */
export const usualPace = [${usual.map(short).join(",")}];

/** The same for the odds that they are surely of one event by their words alone. */
export const surePace = [${sure.map(short).join(",")}];
`;
}

function short(value: number): string {
  return String(Number(value.toFixed(3)));
}
