/**
 * Days of reports of five outlets, for tests of how a newsroom grows. Their lengths are those of 20,000 reports of 124
 * outlets' feeds: addresses of 115 bytes, headlines of 75 and summaries of 250 on average, of which a tenth are missing and
 * some have more than 600. Three stories come of four reports.
 */
import type { PollResult } from "../../src/model/outlet-feed.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { DAY, MINUTE, NOON, poll } from "./feed-state-support.ts";
import { iso } from "./polled-reports-support.ts";

/** Ids of the outlets. */
export const OUTLETS = ["herald", "national-post", "evening-news", "radio-north", "observer"];
/** Filings of a day. */
export const POLLS_PER_DAY = 10;
/** Lengths of the summaries of a poll. */
const SUMMARIES = [210, 160, 240, 0, 110, 290, 190, 800];
/** Reports of a day. */
export const PER_DAY = OUTLETS.length * POLLS_PER_DAY * SUMMARIES.length;

/** Of the 40 reports of a poll of all outlets, 30 open a story. */
export const STORIES_PER_REPORT = 0.75;

/** The polls of a day. Of eight events that an outlet reports, all report two, and another outlet one more. */
export const pollsOfDay = (day: number): { polls: PollResult[]; now: number }[] =>
  Array.from({ length: POLLS_PER_DAY }, (_, round) => {
    const now = NOON + day * DAY + round * 120 * MINUTE;
    const polls = OUTLETS.map((id, n) =>
      poll(
        id,
        now,
        SUMMARIES.map((length, k) => {
          const group = k < 2 ? 0 : k < 3 ? n >> 1 : n;
          const event = 1_000 * day + 50 * round + 5 * k + group;
          const { title, text } = longReport(event, n, 75, length);
          const path = title
            .toLowerCase()
            .replaceAll(/[^a-z0-9]+/g, "-")
            .replace(/-$/, "");
          const url = `https://www.${id}.example/news/2026/11/${path}-${event}.html`;
          return {
            url,
            // Half of the feeds have the address for an id.
            guid: n % 2 === 0 ? `${event}` : url,
            title,
            summary: text,
            published: { value: iso(now - (k + 1) * MINUTE), estimated: false },
          };
        }),
      ),
    );
    return { polls, now };
  });

/** The report of an outlet about an event, with further words of the outlet up to these lengths. */
function longReport(event: number, outlet: number, title: number, text: number) {
  const told = reportOf(9, event, outlet);
  const more = Array.from({ length: 8 }, (_, i) => reportOf(10 + i, event, outlet).text).join(" ");
  const cut = (words: string, length: number): string =>
    words.slice(0, length).replace(/\s+\S*$/, "");
  return {
    title: cut(`${told.title.replace(/\.$/, "")} ${more}`, title),
    text: cut(`${told.text} ${more}`, text),
  };
}
