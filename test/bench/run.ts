/** Runs the engine over a file, as a newsroom would, and keeps the books. */
import { Engine as Storyfold, type Decision, type ReportInput } from "../../src/cluster/index.ts";
import { BATCH, type Labelled } from "./protocol.ts";
import { score, type Scores } from "./score.ts";

export interface Result {
  scores: Scores;
  /** Share of reports whose story changed after they were published, in per cent. */
  churn: number;
  seconds: number;
  /** Most memory that the folding process had so far, the file's own reports with it; null where the system does not say. */
  peakMegabytes: number | null;
  /** Story of each report, in the order of the reports. */
  stories: string[];
}

/** What was noted while a file ran. Stories are in the order of the reports. */
export interface Notes extends Pick<Result, "seconds" | "peakMegabytes" | "stories"> {
  /** Story of each report when its batch was published. */
  published: string[];
}

/** What the harness needs of an engine; the peers have it too. */
export interface Contender {
  file(items: readonly ReportInput[]): Decision[];
}

/** Keys in order of minting. */
export function counter(): () => string {
  let next = 0;
  return () => `s${++next}`;
}

/** Files `items` in batches; scores the final assignment against the gold one. */
export function run(
  items: readonly Labelled[],
  engine: Contender = new Storyfold({ mint: counter() }),
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
  return outcome(items, {
    published: items.map(({ id }) => published.get(id) ?? ""),
    stories: items.map(({ id }) => now.get(id) ?? ""),
    seconds: spent / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  });
}

/** Scores what a run noted. */
export function outcome(items: readonly Labelled[], { published, ...noted }: Notes): Result {
  const changed = published.filter((story, i) => story !== noted.stories[i]).length;
  return {
    ...noted,
    scores: score(
      items.map(({ gold }) => gold),
      noted.stories,
    ),
    churn: (100 * changed) / (items.length || 1),
  };
}
