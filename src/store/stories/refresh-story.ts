/** Brings the rows of stories up to date with their reports. Times are milliseconds since 1970 (UTC). */
import { MAX_MIN_OUTLETS } from "../api.ts";
import { listStory } from "../lists/list-story.ts";
import type { NewRows } from "../new-rows.ts";
import { withHeadline } from "./headline.ts";
import type { ReportRow } from "./report-row.ts";
import { shownReports } from "./shown-reports.ts";
import { asStory } from "./story-queries.ts";
import { storyRow, updateStoryRow, type StoryRow } from "./story-row.ts";
import { UnusedTimestamps } from "./timestamps.ts";
import { independentOutlets, placeOf } from "./top-order.ts";

interface Membership extends Record<string, SqlStorageValue> {
  outlet: string;
  /** Time of the outlet's first report. */
  first: number;
  /** How many reports of the outlet the story has. */
  reports: number;
}

/** How many stories and reports are published, or how many more. */
export interface Totals {
  stories: number;
  reports: number;
}

/** A story before and after a filing. */
export interface RefreshedStory {
  before: StoryRow;
  after: StoryRow;
}

interface Refreshed {
  /** How many more stories and reports are published. */
  published: Totals;
  stories: RefreshedStory[];
}

/**
 * Updates stories that a filing changed: dates, outlets, counts, headline and place, and the lists that they are in. Each
 * row is written once.
 *
 * @param language the edition's, a BCP 47 tag
 */
export function refreshStories(
  sql: SqlStorage,
  rows: NewRows,
  ids: Iterable<number>,
  revision: number,
  language: string,
): Refreshed {
  rows.writeReports();
  const timestamps = new UnusedTimestamps(sql);
  const published: Totals = { stories: 0, reports: 0 };
  const stories: RefreshedStory[] = [];
  for (const id of ids) {
    const opened = rows.stories.get(id);
    const before = opened ?? storyRow(sql, id);
    // It may have been merged into another.
    if (!before) continue;
    const { row, shown } = refreshed(sql, before, revision, language, timestamps);
    const after = { ...row, ...listStory(sql, row, row.gone ? null : asStory(row, shown)) };
    if (opened) rows.writeStory(after);
    else updateStoryRow(sql, before, after);
    stories.push({ before, after });
    published.stories += Number(isPublished(after)) - Number(isPublished(before));
    published.reports += (after.gone ? 0 : after.reports) - (before.gone ? 0 : before.reports);
  }
  return { published, stories };
}

const isPublished = ({ gone, reports }: StoryRow): boolean => gone === 0 && reports > 0;

/**
 * The row of a story as its reports have it now, and the reports that it shows. Its date is that of the report that
 * opened it, so that no later report changes it, whatever date it claims.
 *
 * A story counts as updated when an outlet joins, not at every edit. The time is that of the outlet's first report, but
 * at least a second after the previous update, since RSS dates have a resolution of one second. No two stories share it.
 */
function refreshed(
  sql: SqlStorage,
  before: StoryRow,
  revision: number,
  language: string,
  timestamps: UnusedTimestamps,
): { row: StoryRow; shown: ReportRow[] } {
  const { id } = before;
  const members = sql
    .exec<Membership>(
      "SELECT outlet, min(moment) AS first, count(*) AS reports FROM reports WHERE story = ? GROUP BY outlet",
      id,
    )
    .toArray();
  if (members.length === 0) {
    const gone = { gone: 1, outlets: "[]", present: "[]", joined: "[]", reports: 0, place: null };
    return { row: { ...before, ...gone, outlet_count: 0, revision }, shown: [] };
  }
  const known = JSON.parse(before.outlets) as string[];
  const joining = members
    .filter(({ outlet }) => !known.includes(outlet))
    .sort((a, b) => a.first - b.first);
  const latest = Math.max(...joining.map(({ first }) => first));
  const updated =
    joining.length === 0
      ? before.updated
      : timestamps.from(Math.max(latest, before.updated + 1_000));
  const independent = members.length === 1 ? 1 : independentOutlets(sql, id);
  const excess = before.excess === 1 && members.length === 1;
  const all = [...new Set([...known, ...joining.map(({ outlet }) => outlet)])];
  const present = new Set(members.map(({ outlet }) => outlet));
  const place = placeOf(updated, independent, excess);
  const row: StoryRow = {
    ...before,
    gone: 0,
    outlets: JSON.stringify(all),
    present: JSON.stringify(all.filter((outlet) => present.has(outlet))),
    joined: JSON.stringify(
      joinedAt(JSON.parse(before.joined) as number[], members.length, updated),
    ),
    reports: members.reduce((sum, { reports }) => sum + reports, 0),
    updated,
    independent,
    place: place === updated ? null : place,
    revision,
    excess: Number(excess),
    outlet_count: Math.min(members.length, MAX_MIN_OUTLETS),
  };
  const shownBefore = reportsShown(sql, row);
  const opener = shownBefore.find((report) => report.id === row.opener);
  const titled = withHeadline(row, shownBefore, language);
  // Whatever its place, the report of the headline is shown.
  const shown = titled.lead === row.lead ? shownBefore : reportsShown(sql, titled);
  return { row: { ...titled, first_published: opener?.moment ?? row.first_published }, shown };
}

const reportsShown = (sql: SqlStorage, row: StoryRow): ReportRow[] =>
  shownReports(sql, [row], "all").get(row.id) ?? [];

/**
 * When each outlet joined: the times recorded before, then this update for the others. An outlet that left takes nothing
 * back, so that an entry never enters a feed twice.
 */
const joinedAt = (before: readonly number[], outlets: number, updated: number): number[] => [
  ...before,
  ...Array.from(
    { length: Math.max(0, Math.min(outlets, MAX_MIN_OUTLETS) - before.length) },
    () => updated,
  ),
];
