/** Models that were learned without the reports that they are measured on. */
import { PairModel } from "../../../src/cluster/index.ts";
import * as current from "../../../src/cluster/scoring/model.generated.ts";
import { load, type Labelled } from "../protocol.ts";
import { learned, sharesOf, trainingFile } from "./training-files.ts";

/** Reports to measure, with a model that has not seen them. */
export interface HeldOut {
  items: Labelled[];
  model: PairModel;
}

/** Holds out each source: the model is learned from all other files. */
export function* bySource(paths: readonly string[]): Generator<HeldOut & { path: string }> {
  const files = paths.map((path) => ({ path, ...trainingFile(path) }));
  for (const source of new Set(files.map((file) => file.source))) {
    const forest = learned(files.filter((file) => file.source !== source));
    const model = new PairModel({ forest, threshold: current.threshold });
    for (const { path, items } of files.filter((file) => file.source === source))
      yield { path, items, model };
  }
}

/**
 * Holds out the second half of each file: the model is learned from the labelled reports of the first halves. The first
 * half is filed as a warm-up.
 */
export function* byTime(paths: readonly string[]): Generator<HeldOut & { path: string }> {
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
