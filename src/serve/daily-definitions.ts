import { DAILY_PATH, dailyDayPath } from "../model/ids.ts";
import { dailySource, dayEntries } from "../render/feeds/daily-source.ts";
import { withFormer } from "../render/entry.ts";
import { dayPage, daysPage } from "../render/pages/daily-pages.tsx";
import { HTML, inView, type DocumentDefinition, type View } from "./document-definitions.ts";

/** Days in the daily feed, and the maximum number of stories of each. */
const FEED_DAYS = { limit: 7, perDay: 20 };

/** Days on the page of all days, each with its first headlines. */
const PAGE_DAYS = { limit: 60, perDay: 3 };

/** The daily feed, its preview, or the page of all days. */
export function dailyDefinition(view: View): DocumentDefinition {
  return {
    path: `${DAILY_PATH}#${view}`,
    request: { kind: "days", ...(view === "page" ? PAGE_DAYS : FEED_DAYS) },
    kept: false,
    ...inView(
      view,
      (edition, stories, { days = [], former }) =>
        dailySource(withFormer(edition, former), stories, days),
      daysPage,
    ),
  };
}

/** The page of one day. */
export function dayDefinition(day: string): DocumentDefinition {
  return {
    path: dailyDayPath(day),
    type: HTML,
    request: { kind: "day", day },
    kept: false,
    render: (current, stories, { days = [], former }) => {
      const edition = withFormer(current, former);
      const [shown] = dayEntries(edition, stories, days);
      // Every story of the day was withdrawn.
      if (!shown) return daysPage(dailySource(edition, [], []));
      return dayPage(edition, shown);
    },
  };
}
