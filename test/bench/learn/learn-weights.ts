/**
 * Trains the pair models on labelled files and writes src/cluster/scoring/model.generated.ts.
 *
 *   node test/bench/learn/learn-weights.ts FILE.jsonl…
 */
import { writeFileSync } from "node:fs";
import { load } from "../protocol.ts";
import { weightsModule } from "./pair-models.ts";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node test/bench/learn/learn-weights.ts FILE.jsonl…");
  process.exit(2);
}
const files = paths.map((path) => load(path));
writeFileSync("src/cluster/scoring/model.generated.ts", weightsModule(files));
