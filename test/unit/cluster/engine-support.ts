/** Reports, and an engine whose decisions are carried out, for the tests of folding. */
import type { TermStatistics } from "../../../src/cluster/features/term-statistics.ts";
import {
  type Decision,
  Engine,
  type ReportInput,
  type EngineOptions,
} from "../../../src/cluster/index.ts";

/** Term statistics of a new edition: only the prior. */
export const coldStatistics: TermStatistics = {
  probability: (_term, prior) => prior,
  atOutlet: () => ({ reports: 0, withTerm: 0 }),
  rarity: () => 5,
  capitals: () => ({ capital: 0, lower: 0 }),
  usualLanguage: () => "",
};

let next = 0;

/** A report whose fields are unknown unless overridden. */
export function report(title: string, overrides: Partial<ReportInput> = {}): ReportInput {
  return {
    id: `r${++next}`,
    outlet: null,
    url: null,
    title,
    text: "",
    time: null,
    language: "en",
    ...overrides,
  };
}

/** Runs an engine and tracks which story each report is in. */
export class StoryTracker {
  engine: Engine;
  readonly story = new Map<string, string>();
  readonly log: Decision[] = [];
  #minted = 0;
  readonly #options: EngineOptions;

  constructor(options: Partial<EngineOptions> = {}) {
    this.#options = { mint: () => `s${++this.#minted}`, ...options };
    this.engine = new Engine(this.#options);
  }

  /** Goes on with a new engine that is given what the newsroom stores, as after every hibernation. */
  restart(): void {
    const stored = [...this.story.keys()].flatMap((id) => this.engine.stored(id) ?? []);
    this.engine = new Engine(this.#options);
    this.engine.restore(stored);
  }

  file(...items: ReportInput[]): Decision[] {
    return this.apply(this.engine.file(items));
  }

  apply(decisions: Decision[]): Decision[] {
    for (const decision of decisions) {
      this.log.push(decision);
      if (decision.kind === "merge") {
        for (const [id, story] of this.story)
          if (story === decision.from) this.story.set(id, decision.story);
      } else if (decision.kind === "split")
        for (const id of decision.reports) this.story.set(id, decision.story);
      else this.story.set(decision.report, decision.story);
    }
    return decisions;
  }

  /** The ids of each story's reports, sorted, without story keys. */
  fold(): string[][] {
    const stories = new Map<string, string[]>();
    for (const [id, story] of this.story) stories.set(story, [...(stories.get(story) ?? []), id]);
    return [...stories.values()]
      .map((ids) => ids.sort())
      .sort((a, b) => (a.join() < b.join() ? -1 : 1));
  }
}

/** All orders of a list. */
export function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, i) =>
    orders([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]),
  );
}
