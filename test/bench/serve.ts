/** Measures how fast the edition is served, compared with a Worker that does nothing. `npm run bench:serve` */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../../src/content/directory.ts";
import { COLUMNS, measure } from "./serve-measure.ts";
import { WRANGLER } from "./serve-bundle.ts";
import { writeContent } from "./serve-content.ts";
import { WORKERD } from "./serve-workerd.ts";
import { CONNECTIONS, wrkVersion } from "./serve-wrk.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "1" },
    rounds: { type: "string", default: "9" },
  },
});
const length = { seconds: count("seconds"), rounds: count("rounds") };

const wrk = await wrkVersion();
if (wrk === null) {
  console.log(
    "skipped: the load generator wrk is not installed. " +
      "Install it with `apt-get install wrk` on Debian or Ubuntu, or `brew install wrk` on macOS.",
  );
} else {
  await bench(wrk);
}

async function bench(tool: string): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
  try {
    console.log(
      `node ${process.versions.node}, wrangler ${WRANGLER}, workerd ${WORKERD}, ${tool}, ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} at the start`,
    );
    console.log(
      `${CONNECTIONS} connections; ${length.rounds} rounds of ${length.seconds} s for each Worker, in turn.\n${COLUMNS}`,
    );
    const fifty = join(folder, "fifty");
    await writeContent(fifty);
    for (const [name, content] of [
      ["the project's content", join(ROOT, "content")],
      ["50 stories of 3 reports", fifty],
    ] as const) {
      const at = await mkdtemp(join(folder, "run-"));
      console.log(`\n${name}\n${await measure(content, at, length, stop.signal)}`);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count(name: "seconds" | "rounds"): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0 && value <= 100) return value;
  console.error(`--${name} is "${values[name]}". Use a whole number from 1 to 100.`);
  process.exit(2);
}
