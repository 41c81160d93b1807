import type { Edition } from "../../model/edition.ts";
import { DAILY_PATH, dailyDayPath } from "../../model/ids.ts";
import type { DayEntry } from "../day-entry.ts";
import { dailyChannel } from "../feeds/daily-source.ts";
import type { FeedSource } from "../feeds/feed-source.ts";
import { fill, stringsOf } from "../strings/index.ts";
import { DayList } from "./day-list.tsx";
import { FeedLinks } from "./feed-links.tsx";
import { page } from "./layout.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The page of all days. */
export function daysPage({ edition, channel, entries }: FeedSource): string {
  const strings = stringsOf(edition.language);
  return page({
    edition,
    title: strings.dailyTitle,
    description: channel.description,
    path: DAILY_PATH,
    channels: [channel],
    children: (
      <div class="wide">
        <div class="lead">
          <h1>{strings.dailyTitle}</h1>
          <p class="order">
            {strings.dailyDescription} <DayEnd edition={edition} />
          </p>
          <FeedLinks channel={channel} edition={edition} />
        </div>
        {entries.length === 0 ? (
          <p class="empty">{strings.noDays}</p>
        ) : (
          <DayList days={entries} edition={edition} />
        )}
      </div>
    ),
  });
}

/** The permanent page of a day. */
export function dayPage(edition: Edition, day: DayEntry): string {
  const strings = stringsOf(edition.language);
  const channel = dailyChannel(edition);
  return page({
    edition,
    title: day.title,
    description: day.summary,
    path: dailyDayPath(day.key),
    channels: [channel],
    children: (
      <>
        <div class="lead">
          <h1>{day.title}</h1>
          <p class="order">
            <DayEnd edition={edition} /> <a href={DAILY_PATH}>{strings.dailyTitle}</a>
          </p>
          <FeedLinks channel={channel} edition={edition} />
        </div>
        <StoryCards entries={day.stories} edition={edition} />
      </>
    ),
  });
}

function DayEnd({ edition }: { edition: Edition }) {
  const hour = `${String(edition.daily).padStart(2, "0")}:00`;
  return <>{fill(stringsOf(edition.language).daysEnd, hour, edition.timezone)}</>;
}
