import { content } from "#content";
import { rss } from "../support/outlets/outlet-feed.ts";
import type { Edition } from "../../src/model/edition.ts";
import type { PollResult, FeedState } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import type { RoundContext } from "../../src/poll/round.ts";
import { optionsWith, feedState, NOW, outlet } from "./poll-support.ts";

export const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `outlet-${n}`);
export const urlOf = (id: string): string => `https://${id}.example/feed`;

export const editionOf = (outlets: readonly string[]): Edition => ({
  ...content.edition,
  outlets: outlets.map((id) => outlet(id, urlOf(id))),
});

/** A newsroom in which these feeds are due. It accepts every batch for which `refuse` does not throw. */
export class FakeNewsroom implements NewsroomPort {
  readonly batches: PollResult[][] = [];
  #due: FeedState[];
  #hasChanged = false;
  readonly #refuse: (polls: PollResult[]) => void;

  constructor(
    due: readonly string[],
    url: (id: string) => string = urlOf,
    refuse: (polls: PollResult[]) => void = () => {},
  ) {
    this.#due = due.map((id) => feedState(id, url(id), { configured: urlOf(id) }));
    this.#refuse = refuse;
  }

  async leaseDueFeeds(_: number, limit: number): Promise<FeedState[]> {
    return this.#due.splice(0, limit);
  }

  async claimDueFeeds(): Promise<FeedState[]> {
    return this.#due.splice(0);
  }

  async filePolls(polls: PollResult[]) {
    this.#refuse(polls);
    this.batches.push(polls);
    const added = polls.reduce((sum, { reports }) => sum + (reports?.length ?? 0), 0);
    this.#hasChanged ||= added > 0;
    return { added, amended: 0, stories: added, changed: added > 0, held: {} };
  }

  async takeChange(): Promise<boolean> {
    const hasChanged = this.#hasChanged;
    this.#hasChanged = false;
    return hasChanged;
  }

  get filed(): PollResult[] {
    return this.batches.flat();
  }
}

/** Responds with a feed of one report. */
export const feed = async (url: string): Promise<Response> =>
  new Response(rss([{ title: `Of ${url}`, text: "", link: new URL("/1", url).href }]));

export const logged: Record<string, unknown>[] = [];

/** The context of a polling round with these outlets; every line that it logs goes to `logged`. */
export function context(
  newsroom: NewsroomPort,
  outlets: readonly string[],
  overrides: Partial<RoundContext> = {},
): RoundContext {
  const edition = editionOf(outlets);
  logged.length = 0;
  return {
    edition,
    newsroom,
    fetchOptions: optionsWith({ fetch: feed, loopback: false }),
    read: feedReader(edition),
    clock: () => NOW,
    log: (line) => logged.push(line),
    ...overrides,
  };
}

export const outletsOf = (polls: readonly PollResult[]): string[] =>
  polls.map(({ state }) => state.outlet).toSorted();
