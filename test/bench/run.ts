/** Runs the engine over a file, as a newsroom would, and keeps the books. */
import { Folder, type Decision, type Item } from "../../src/cluster/index.ts";
import { BATCH, type Labelled } from "./protocol.ts";
import { score, type Scores } from "./score.ts";

export interface Result {
  scores: Scores;
  /** Share of reports whose story changed after they were published, in per cent. */
  churn: number;
  seconds: number;
  /** Story of each report, in the order of the reports. */
  stories: string[];
}

/** What the harness needs of an engine; the peers have it too. */
export interface Engine {
  file(items: readonly Item[]): Decision[];
}

/** Keys in order of minting. */
export function counter(): () => string {
  let next = 0;
  return () => `s${++next}`;
}

/** Files `items` in batches; scores the final assignment against the gold one. */
export function run(
  items: readonly Labelled[],
  engine: Engine = new Folder({ mint: counter() }),
): Result {
  const now = new Map<string, string>();
  const members = new Map<string, Set<string>>();
  const published = new Map<string, string>();
  const put = (report: string, story: string): void => {
    const old = now.get(report);
    if (old !== undefined) members.get(old)?.delete(report);
    now.set(report, story);
    const set = members.get(story);
    if (set) set.add(report);
    else members.set(story, new Set([report]));
  };
  let spent = 0;
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    const before = performance.now();
    const decisions = engine.file(batch);
    spent += performance.now() - before;
    for (const decision of decisions) {
      if (decision.kind === "merge")
        for (const report of Array.from(members.get(decision.from) ?? []))
          put(report, decision.story);
      else if (decision.kind === "split")
        for (const report of decision.reports) put(report, decision.story);
      else put(decision.report, decision.story);
    }
    for (const { id } of batch) published.set(id, now.get(id) ?? "");
  }
  const stories = items.map(({ id }) => now.get(id) ?? "");
  const changed = items.filter(({ id }) => published.get(id) !== now.get(id)).length;
  return {
    scores: score(
      items.map(({ gold }) => gold),
      stories,
    ),
    churn: (100 * changed) / (items.length || 1),
    seconds: spent / 1000,
    stories,
  };
}
