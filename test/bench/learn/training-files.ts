/** The labelled files to learn from. */
import { basename } from "node:path";
import { load, type Labelled } from "../protocol.ts";
import type { Forest } from "./gradient-boosting.ts";
import { withLookalikes } from "./lookalikes.ts";
import { translated } from "./translations.ts";
import { train, type Share } from "./train.ts";
import { pairsOf } from "./training-pairs.ts";

/** Maximum number of pairs of a file. */
const MAX_PAIRS = 8_000;
/**
 * The same for its headlines alone, for its lookalikes, and for the file with half of its reports translated, with their
 * weight compared with the file's own reports.
 */
const HEADLINES = { maxPairs: 8_000, share: 0.6 };
const LOOKALIKES = { maxPairs: 2_000, share: 0.1 };
const TRANSLATIONS = { maxPairs: 2_000, share: 0.15 };

export interface TrainingFile {
  path: string;
  name: string;
  /** Files of one source have the same name but for a number: rss-us-dev, rss-us2-dev. */
  source: string;
  items: Labelled[];
  shares: Share[];
}

export function trainingFile(path: string): TrainingFile {
  const name = basename(path, ".jsonl");
  const items = load(path);
  return { path, name, source: name.replace(/\d*-dev$/, ""), items, shares: sharesOf(items) };
}

/** The pairs of a file, of its headlines, of its lookalikes and of its translations. */
export function sharesOf(items: readonly Labelled[]): Share[] {
  return [
    { pairs: pairsOf(items, MAX_PAIRS), share: 1 },
    { pairs: pairsOf(headlinesOf(items), HEADLINES.maxPairs), share: HEADLINES.share },
    { pairs: pairsOf(withLookalikes(items), LOOKALIKES.maxPairs), share: LOOKALIKES.share },
    { pairs: pairsOf(translated(items), TRANSLATIONS.maxPairs), share: TRANSLATIONS.share },
  ];
}

/** The reports without their texts, as feeds with headlines only publish them. Few labelled files have such feeds. */
const headlinesOf = (items: readonly Labelled[]): Labelled[] =>
  items.map((item) => ({ ...item, text: "" }));

/** Trains a forest on files, each with the same weight. */
export function learned(files: readonly Pick<TrainingFile, "shares">[]): Forest {
  return train(files.flatMap(({ shares }) => shares));
}
