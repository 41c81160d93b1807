/** The engine with weights that were learned from other reports than those that it is asked about. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { hash } from "../../../src/cluster/text/hash.ts";
import type { Labelled } from "../protocol.ts";
import { counter, type Contender } from "../run.ts";
import { weightsModule } from "./learn.ts";

/** Says of a file's reports which are in its first half; those of one story all are, or none. */
export type Half = (file: readonly Labelled[]) => (item: Labelled) => boolean;

/** Stories, by a hash of their id. */
export const byStory: Half = () => (item) => hash(item.gold) % 2 === 0;

/** Stories, by whether they began in the first half of the file. */
export const byTime: Half = (file) => {
  const middle = file.length / 2;
  const early = new Set<string>();
  for (const [i, { gold }] of file.entries()) if (i < middle) early.add(gold);
  return (item) => early.has(item.gold);
};

/** The reports of each file to learn from, and those to ask about: its two halves. */
export function halved(
  files: readonly (readonly Labelled[])[],
  half: Half,
  learnFirst: boolean,
): { learnt: Labelled[]; asked: Labelled[] }[] {
  return files.map((file) => {
    const isFirst = half(file);
    return {
      learnt: file.filter((item) => isFirst(item) === learnFirst),
      asked: file.filter((item) => isFirst(item) !== learnFirst),
    };
  });
}

/** An engine with weights of its own, and numbers of its own. */
export interface Other {
  make: () => Contender;
  settings: Record<string, number>;
  done: () => void;
}

/** The engine as it learns from these files, from a copy of its source. */
export async function engine(files: readonly (readonly Labelled[])[]): Promise<Other> {
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
    done: () => rmSync(folder, { recursive: true }),
  };
}
