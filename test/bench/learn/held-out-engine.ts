/** The engine, trained on one part of the labelled reports so that it can be tested on the rest. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { hash } from "../../../src/cluster/text/hash.ts";
import type { Labelled } from "../protocol.ts";
import { counter, type Contender } from "../run.ts";
import { weightsModule } from "./pair-models.ts";

/** Tells which reports of a file are in its first half. The reports of one story are always in the same half. */
export type Half = (file: readonly Labelled[]) => (item: Labelled) => boolean;

/** Splits stories by a hash of their id. */
export const byStory: Half = () => (item) => hash(item.gold) % 2 === 0;

/** Splits stories by whether their first report is in the first half of the file. */
export const byTime: Half = (file) => {
  const middle = file.length / 2;
  const early = new Set<string>();
  for (const [i, { gold }] of file.entries()) if (i < middle) early.add(gold);
  return (item) => early.has(item.gold);
};

/** Splits each file into a half to train on and a half to test on. */
export function halved(
  files: readonly (readonly Labelled[])[],
  half: Half,
  trainOnFirst: boolean,
): { training: Labelled[]; held: Labelled[] }[] {
  return files.map((file) => {
    const isFirst = half(file);
    return {
      training: file.filter((item) => isFirst(item) === trainOnFirst),
      held: file.filter((item) => isFirst(item) !== trainOnFirst),
    };
  });
}

/** A copy of the engine with its own weights and hyperparameters. */
export interface TrainedEngine {
  make: () => Contender;
  /** The copy's hyperparameters. Changing them affects engines made afterwards. */
  settings: Record<string, number>;
  /** Deletes the copy. */
  remove: () => void;
}

/** Copies the engine's source to a temporary folder and trains the copy on these files. */
export async function trainedEngine(
  files: readonly (readonly Labelled[])[],
): Promise<TrainedEngine> {
  const folder = mkdtempSync(join(tmpdir(), "storyfold-"));
  cpSync("src/cluster", folder, { recursive: true });
  writeFileSync(join(folder, "scoring/model.generated.ts"), weightsModule(files));
  const { Engine } = (await import(
    join(resolve(folder), "index.ts")
  )) as typeof import("../../../src/cluster/index.ts");
  const { settings } = (await import(
    join(resolve(folder), "hyperparameters.ts")
  )) as typeof import("../../../src/cluster/hyperparameters.ts");
  return {
    make: () => new Engine({ mint: counter() }),
    settings,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
