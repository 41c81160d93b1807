/** Days of reports of five outlets, for tests of how a newsroom grows. */
import type { PollResult } from "../../src/model/outlet-feed.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { DAY, MINUTE, NOON, poll } from "./feed-state-support.ts";
import { iso } from "./polled-reports-support.ts";

/** Ids of the outlets. */
export const OUTLETS = ["a", "b", "c", "d", "e"];
/** Filings of a day. */
export const POLLS_PER_DAY = 10;
const PER_POLL = 8;
/** Reports of a day. */
export const PER_DAY = OUTLETS.length * POLLS_PER_DAY * PER_POLL;

/** The polls of a day. Every event has reports of two or three outlets. */
export const pollsOfDay = (day: number): { polls: PollResult[]; now: number }[] =>
  Array.from({ length: POLLS_PER_DAY }, (_, round) => {
    const now = NOON + day * DAY + round * 120 * MINUTE;
    const polls = OUTLETS.map((id, n) =>
      poll(
        id,
        now,
        Array.from({ length: PER_POLL }, (__, k) => {
          const event = 1_000 * day + 2 * PER_POLL * round + 2 * k + (n % 2);
          const { title, text } = reportOf(9, event, n);
          return {
            url: `https://${id}.example/news/politics/${event}-a-title-of-usual-length-in-the-address`,
            guid: `${event}`,
            title,
            summary: `${text} `.repeat(2),
            published: { value: iso(now - (k + 1) * MINUTE), estimated: false },
          };
        }),
      ),
    );
    return { polls, now };
  });
