/** Runs an engine over a file in batches, as a newsroom does, and scores the outcome. */
import { Engine as Storyfold, type Decision, type ReportInput } from "../../src/cluster/index.ts";
import { BATCH, type Labelled } from "./protocol.ts";
import { score, type Scores } from "./score.ts";

export interface Result {
  scores: Scores;
  /** Reports whose story changed after publication, in per cent. */
  churn: number;
  seconds: number;
  /** Peak memory of the process so far in mebibytes, including the file's reports; null where the system does not report it. */
  peakMegabytes: number | null;
  /** Story of each report, in the order of the reports. */
  stories: string[];
}

/** What was recorded during a run. Stories are in the order of the reports. */
export interface Recording extends Pick<Result, "seconds" | "peakMegabytes" | "stories"> {
  /** Story of each report when its batch was published. */
  published: string[];
}

/** The part of an engine's interface that the benchmark uses. The peers implement it too. */
export interface Contender {
  file(items: readonly ReportInput[]): Decision[];
}

/** Mints the keys s1, s2, s3, … */
export function counter(): () => string {
  let next = 0;
  return () => `s${++next}`;
}

/** Files `items` in batches and scores the final assignment against the gold one. */
export function run(
  items: readonly Labelled[],
  engine: Contender = new Storyfold({ mint: counter() }),
): Result {
  const storyOf = new Map<string, string>();
  const members = new Map<string, Set<string>>();
  const published = new Map<string, string>();
  const put = (report: string, story: string): void => {
    const previous = storyOf.get(report);
    if (previous !== undefined) members.get(previous)?.delete(report);
    storyOf.set(report, story);
    const set = members.get(story);
    if (set) set.add(report);
    else members.set(story, new Set([report]));
  };
  let milliseconds = 0;
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    const before = performance.now();
    const decisions = engine.file(batch);
    milliseconds += performance.now() - before;
    for (const decision of decisions) {
      if (decision.kind === "merge")
        for (const report of Array.from(members.get(decision.from) ?? []))
          put(report, decision.story);
      else if (decision.kind === "split")
        for (const report of decision.reports) put(report, decision.story);
      else put(decision.report, decision.story);
    }
    for (const { id } of batch) published.set(id, storyOf.get(id) ?? "");
  }
  return outcome(items, {
    published: items.map(({ id }) => published.get(id) ?? ""),
    stories: items.map(({ id }) => storyOf.get(id) ?? ""),
    seconds: milliseconds / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  });
}

/** Scores a finished run. */
export function outcome(items: readonly Labelled[], { published, ...rest }: Recording): Result {
  const labelled = items.flatMap(({ gold }, i) => (gold === null ? [] : [i]));
  const changed = labelled.filter((i) => published[i] !== rest.stories[i]).length;
  return {
    ...rest,
    scores: score(items, rest.stories),
    churn: (100 * changed) / (labelled.length || 1),
  };
}
