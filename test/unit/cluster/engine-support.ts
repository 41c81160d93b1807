/** Reports and newsrooms for the tests of the folding engine. */
import type { TermStatistics } from "../../../src/cluster/features/extract.ts";
import {
  type Decision,
  Engine,
  type ReportInput,
  type EngineOptions,
} from "../../../src/cluster/index.ts";

/** What a new edition knows of terms: nothing but the background. */
export const cold: TermStatistics = {
  weigh: (_term, chance) => -Math.log(chance),
  rarity: () => 5,
  usualLanguage: () => "",
};

let next = 0;

/** A report; what is not given is not known. */
export function report(title: string, more: Partial<ReportInput> = {}): ReportInput {
  return {
    id: `r${++next}`,
    outlet: null,
    url: null,
    title,
    text: "",
    time: null,
    language: "en",
    ...more,
  };
}

/** Keeps a newsroom's books by the engine's decisions. */
export class Books {
  readonly folder: Engine;
  readonly story = new Map<string, string>();
  readonly log: Decision[] = [];
  #minted = 0;

  constructor(options: Partial<EngineOptions> = {}) {
    this.folder = new Engine({ mint: () => `s${++this.#minted}`, ...options });
  }

  file(...items: ReportInput[]): Decision[] {
    return this.apply(this.folder.file(items));
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

  /** Reports by story, each story's and all of them sorted: the fold itself, without keys. */
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
