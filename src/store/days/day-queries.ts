import type { Story } from "../../model/story.ts";
import { storiesOf } from "../stories/story-queries.ts";
import type { Day } from "../api.ts";

/** Days with their stories, and those stories. */
export interface FoundDays {
  days: Day[];
  stories: Story[];
}

/**
 * The days that ended last, the latest first.
 *
 * @param perDay maximum number of stories of each
 */
export const latestDays = (sql: SqlStorage, limit: number, perDay: number): FoundDays =>
  found(
    sql,
    sql.exec<DayRow>("SELECT * FROM days ORDER BY ended DESC LIMIT ?", limit).toArray(),
    perDay,
  );

/** One day; nothing if it has not ended or had no stories. */
export const findDay = (sql: SqlStorage, day: string): FoundDays =>
  found(sql, sql.exec<DayRow>("SELECT * FROM days WHERE day = ?", day).toArray(), Infinity);

interface DayRow extends Record<string, SqlStorageValue> {
  day: string;
  ended: number;
  stories: string;
}

/** A merged story is shown in place of the story that it was; a withdrawn one is left out. */
function found(sql: SqlStorage, rows: readonly DayRow[], perDay: number): FoundDays {
  const listed = rows.map(({ day, ended, stories }) => ({
    day,
    ended,
    keys: (JSON.parse(stories) as string[]).slice(0, perDay),
  }));
  const current = new Map(
    sql
      .exec<{ listed: string; id: number; key: string }>(
        `SELECT listed.value AS listed, stories.id, stories.key FROM json_each(?) AS listed JOIN stories
         ON stories.id = coalesce((SELECT id FROM stories WHERE key = listed.value),
              (SELECT story FROM aliases WHERE key = listed.value))
         WHERE stories.gone = 0`,
        JSON.stringify([...new Set(listed.flatMap(({ keys }) => keys))]),
      )
      .toArray()
      .map(({ listed: key, ...story }) => [key, story]),
  );
  const days = listed.map(({ day, ended, keys }) => ({
    day,
    ended,
    stories: [...new Set(keys.flatMap((key) => current.get(key)?.key ?? []))],
  }));
  return { days, stories: storiesOf(sql, [...new Set([...current.values()].map(({ id }) => id))]) };
}
