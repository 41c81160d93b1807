import type { FilingResult, PollResult, FeedState } from "../model/outlet-feed.ts";

/** The newsroom as the poller sees it. */
export interface NewsroomPort {
  /**
   * Feeds that are due, the longest overdue first, each lent out: nobody else gets it until it is filed or the lease ends.
   *
   * @param lease milliseconds
   */
  leaseDueFeeds(now: number, most: number, lease: number): Promise<FeedState[]>;
  /** Files what came of polls, in one transaction. The same again changes nothing. */
  filePolls(polls: PollResult[], now: number): Promise<FilingResult>;
}

/** Writes one line of the log. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

export const NOTHING_FILED: FilingResult = { added: 0, amended: 0, stories: 0, changed: false };

export const addResults = (a: FilingResult, b: FilingResult): FilingResult => ({
  added: a.added + b.added,
  amended: a.amended + b.amended,
  stories: a.stories + b.stories,
  changed: a.changed || b.changed,
});
