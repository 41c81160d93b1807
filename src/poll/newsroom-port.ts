import type { Filing, Poll, WireState } from "../model/outlet-feed.ts";

/** The newsroom as the poller sees it. */
export interface Desk {
  /**
   * Feeds that are due, the longest overdue first, each lent out: nobody else gets it until it is filed or the lease ends.
   *
   * @param lease milliseconds
   */
  due(now: number, most: number, lease: number): Promise<WireState[]>;
  /** Files what came of polls, in one transaction. The same again changes nothing. */
  filePolls(polls: Poll[], now: number): Promise<Filing>;
}

/** Writes one line of the log. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

export const NOTHING_FILED: Filing = { added: 0, amended: 0, stories: 0, changed: false };

export const sum = (a: Filing, b: Filing): Filing => ({
  added: a.added + b.added,
  amended: a.amended + b.amended,
  stories: a.stories + b.stories,
  changed: a.changed || b.changed,
});
