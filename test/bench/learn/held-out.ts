/** Models that were learned without the reports that they are measured on. */
import { PairModel } from "../../../src/cluster/index.ts";
import * as current from "../../../src/cluster/scoring/model.generated.ts";
import { load, type Labelled } from "../protocol.ts";
import type { Forest } from "./gradient-boosting.ts";
import { learned, sharesOf, type TrainingFile, trainingFile } from "./training-files.ts";

/** Reports to measure, with a model that has not seen them. */
export interface HeldOut {
  path: string;
  items: Labelled[];
  model: PairModel;
}

/** Each file with the trees that were learned without its source: from all files of others, or from it if it is alone. */
export function* withoutSource(
  files: readonly TrainingFile[],
): Generator<{ file: TrainingFile; forest: Forest }> {
  for (const source of new Set(files.map((file) => file.source))) {
    const others = files.filter((file) => file.source !== source);
    const forest = learned(others.length > 0 ? others : files);
    for (const file of files.filter((each) => each.source === source)) yield { file, forest };
  }
}

/** Holds out each source. */
export function* bySource(paths: readonly string[]): Generator<HeldOut> {
  for (const { file, forest } of withoutSource(paths.map(trainingFile)))
    yield {
      path: file.path,
      items: file.items,
      model: new PairModel({ forest, threshold: current.threshold }),
    };
}

/**
 * Holds out the second half of each file: the model is learned from the labelled reports of the first halves. The first
 * half is filed as a warm-up.
 */
export function* byTime(paths: readonly string[]): Generator<HeldOut> {
  const files = paths.map((path) => ({ path, items: load(path) }));
  const forest = learned(
    files.map(({ items }) => ({ shares: sharesOf(items.slice(0, middle(items))) })),
  );
  const model = new PairModel({ forest, threshold: current.threshold });
  for (const { path, items } of files) {
    const first = items.slice(0, middle(items)).map((item) => ({ ...item, gold: null }));
    yield { path, items: [...first, ...items.slice(middle(items))], model };
  }
}

/** Index of the report in the middle of the labelled ones. */
function middle(items: readonly Labelled[]): number {
  const labelled = items.flatMap(({ gold }, i) => (gold === null ? [] : [i]));
  return labelled[labelled.length >> 1] ?? 0;
}
