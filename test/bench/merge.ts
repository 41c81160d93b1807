/**
 * Measures how accurately and how fast reports are folded into stories.
 *
 *   node test/bench/merge.ts [--in-newsroom | --held-out source|time] [--json] [--assignments OUT.jsonl] FILE.jsonl…
 *   node test/bench/merge.ts --stored N [--json] FILE.jsonl…
 *   node test/bench/merge.ts --wake FILE.jsonl…
 *
 * Reports without a label (`story: null`) warm the edition up: they are filed and not scored. `arguable` ones never count
 * as a mistake in the columns foreign, wrong and twice. Foreign is the share of the stories shown with two reports or more
 * that hold reports of different affairs, wrong the same for different events, and twice the share of the events with two
 * reports or more that are shown as more than one story.
 *
 * --held-out learns a model for each file without the reports that it is measured on: from the files of other sources, or
 * from the first halves of all files, whose second halves are then measured.
 *
 * --in-newsroom files the reports with the newsroom, in workerd. Reports per second then include HTTP and writing every
 * decision to disk, and peak memory is that of the whole workerd process.
 *
 * --stored files N reports with the newsroom, repeating the files as often as needed, and measures what filing costs as
 * the store grows.
 *
 * --wake files the reports with the newsroom, and compares the CPU time of a filing that wakes it up with that of one while
 * it is awake.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Engine, type PairModel } from "../../src/cluster/index.ts";
import { type Labelled, load } from "./protocol.ts";
import { counter, type Result, run } from "./run.ts";
import { line, mean, row, type Row, TITLES } from "./table.ts";

const { values, positionals } = parseArgs({
  options: {
    "in-newsroom": { type: "boolean" },
    stored: { type: "string" },
    wake: { type: "boolean" },
    "held-out": { type: "string" },
    json: { type: "boolean" },
    assignments: { type: "string" },
  },
  allowPositionals: true,
});
const total = Number(values.stored ?? 1);
const heldOut = values["held-out"];
const isValidHeldOut = heldOut === undefined || heldOut === "source" || heldOut === "time";
if (positionals.length === 0 || !Number.isInteger(total) || total < 1 || !isValidHeldOut) {
  console.error(
    "usage: node test/bench/merge.ts [--in-newsroom | --held-out source|time | --stored N | --wake] [--json] [--assignments OUT.jsonl] FILE.jsonl…",
  );
  process.exit(2);
}

/** The reports of one file; `model` if they are not measured with the model that Storyfold comes with. */
interface Task {
  path: string;
  items: Labelled[];
  model?: PairModel;
}

function* whole(paths: readonly string[]): Generator<Task> {
  for (const path of paths) yield { path, items: load(path) };
}

// Imported only where needed: the bundler that they load would count towards the peak memory of a plain run.
if (values.wake) {
  const { benchWake } = await import("./newsroom-wake.ts");
  await benchWake(positionals.map((path) => load(path)));
} else if (values.stored) {
  const { benchStored } = await import("./newsroom-growth.ts");
  await benchStored(
    positionals.map((path) => load(path)),
    total,
    values.json ?? false,
  );
} else if (values["in-newsroom"]) {
  const { withNewsrooms } = await import("./newsroom.ts");
  const { runInNewsroom } = await import("./newsroom-run.ts");
  await withNewsrooms((open) =>
    bench(whole(positionals), async ({ items }) => {
      const newsroom = await open();
      try {
        return await runInNewsroom(items, newsroom);
      } finally {
        await newsroom.stop();
      }
    }),
  );
} else {
  const learn = heldOut && (await import("./learn/held-out.ts"));
  const tasks = !learn ? whole : heldOut === "source" ? learn.bySource : learn.byTime;
  await bench(tasks(positionals), ({ items, model }) =>
    run(items, new Engine({ mint: counter(), ...(model && { model }) })),
  );
}

async function bench(
  tasks: Iterable<Task>,
  fold: (task: Task) => Result | Promise<Result>,
): Promise<void> {
  const rows: Row[] = [];
  const assignments: string[] = [];
  if (!values.json) console.log(line(TITLES));
  for (const task of tasks) {
    const result = await fold(task);
    const cells = row(task.path, result);
    rows.push(cells);
    if (!values.json) console.log(line(cells));
    for (const [i, { id }] of task.items.entries())
      assignments.push(JSON.stringify({ id, story: result.stories[i] }));
  }
  if (!values.json && rows.length > 1) console.log(line(mean(rows)));
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  if (values.assignments) writeFileSync(values.assignments, assignments.join("\n") + "\n");
}
