/** Reads the reports that a story shows: a bounded number of rows and bytes, however many reports it has. */
import { inStoryOrder } from "./report-order.ts";
import { REPORT_COLUMNS, type ReportRow } from "./report-row.ts";

/** Maximum number of reports that a story shows, of one outlet and in all. Its list of reports has the others. */
const MAX_SHOWN = { perOutlet: 5, inAll: 60 };

/**
 * Maximum size of the reports that one answer contains, in UTF-16 units, divided among its stories. An RPC answer may
 * have 32 MiB (https://developers.cloudflare.com/workers/runtime-apis/rpc/), and a Worker has 128 MB for all of its work.
 */
const MAX_SIZE = 6_000_000;
/** Share of MAX_SIZE that one story may have at most. A story's page is stored in a row of 2 MB. */
const MAX_STORY_SIZE = 500_000;

/** What decides which of a story's reports are shown. */
interface StoryOfReports {
  id: number;
  opener: number | null;
  lead: number | null;
  /** How many reports it has. */
  reports: number;
  /** Ids of its outlets, as JSON. */
  present: string;
}

/**
 * The reports that these stories show, by story id, in order.
 *
 * @param summaries "all", or "one": only the summary that the story shows as its own, which is all that a list needs
 */
export function shownReports(
  sql: SqlStorage,
  stories: readonly StoryOfReports[],
  summaries: "all" | "one",
): Map<number, ReportRow[]> {
  const isLarge = ({ reports }: StoryOfReports): boolean => reports > MAX_SHOWN.inAll;
  const byStory = new Map(stories.map((story) => [story.id, { story, rows: [] as ReportRow[] }]));
  const add = (rows: Iterable<ReportRow>): void => {
    for (const row of rows) {
      const found = byStory.get(row.story);
      if (!found) continue;
      found.rows.push(row);
      // At once, so that the summaries of a long list are never all in memory.
      if (summaries === "one") keepOneSummary(found.rows, found.story.lead);
    }
  };
  // Ids are passed through json_each, since a statement takes at most 100 bound parameters.
  add(
    sql.exec<ReportRow>(
      `SELECT ${REPORT_COLUMNS} FROM reports WHERE story IN (SELECT value FROM json_each(?))`,
      JSON.stringify(stories.filter((story) => !isLarge(story)).map(({ id }) => id)),
    ),
  );
  for (const story of stories.filter(isLarge)) add(firstOfEachOutlet(sql, story));
  const maxSize = Math.min(MAX_STORY_SIZE, MAX_SIZE / Math.max(stories.length, 1));
  return new Map(
    Array.from(byStory.values(), ({ story, rows }) => [story.id, select(rows, story, maxSize)]),
  );
}

/**
 * The report whose summary the story shows: that of the headline, or if it has none, the one filed first of those that
 * have one. A later report never replaces it.
 */
export const summaryReport = <T extends Pick<ReportRow, "id" | "summary">>(
  rows: readonly T[],
  lead: number | null,
): T | undefined => {
  const summarized = rows.filter(({ summary }) => summary !== "");
  return (
    summarized.find(({ id }) => id === lead) ??
    summarized.reduce<T | undefined>((a, b) => (a === undefined || b.id < a.id ? b : a), undefined)
  );
};

function keepOneSummary(rows: readonly ReportRow[], lead: number | null): void {
  const kept = summaryReport(rows, lead);
  for (const row of rows) if (row !== kept) row.summary = "";
}

/** The first reports of each outlet of a story that has more than can be shown, and those that it depends on. */
function firstOfEachOutlet(sql: SqlStorage, story: StoryOfReports): ReportRow[] {
  const outlets = (JSON.parse(story.present) as string[]).slice(0, MAX_SHOWN.inAll);
  const perOutlet = Math.max(
    1,
    Math.min(MAX_SHOWN.perOutlet, Math.floor(MAX_SHOWN.inAll / Math.max(outlets.length, 1))),
  );
  return sql
    .exec<ReportRow>(
      `SELECT ${REPORT_COLUMNS} FROM reports WHERE id IN (
         SELECT listed.id FROM json_each(?1) AS one CROSS JOIN reports AS listed ON listed.id IN (
           SELECT id FROM reports AS own WHERE own.story = ?2 AND own.outlet = one.value ORDER BY own.moment LIMIT ?3)
         UNION SELECT id FROM reports WHERE id IN (?4, ?5) AND story = ?2)`,
      JSON.stringify(outlets),
      story.id,
      perOutlet,
      story.opener,
      story.lead,
    )
    .toArray();
}

/** The reports to show, in order: the opener and the lead in any case, the others as long as there is room. */
function select(
  rows: readonly ReportRow[],
  { opener, lead }: StoryOfReports,
  maxSize: number,
): ReportRow[] {
  const isFixed = ({ id }: ReportRow): boolean => id === opener || id === lead;
  const ordered = inStoryOrder(rows, opener);
  const counts = new Map<string, number>();
  const chosen = new Set<ReportRow>();
  let size = 0;
  for (const row of [...ordered.filter(isFixed), ...ordered]) {
    if (chosen.has(row)) continue;
    const count = (counts.get(row.outlet) ?? 0) + 1;
    size += sizeOf(row);
    const fits = chosen.size < MAX_SHOWN.inAll && count <= MAX_SHOWN.perOutlet && size <= maxSize;
    if (!fits && !isFixed(row) && chosen.size > 0) continue;
    counts.set(row.outlet, count);
    chosen.add(row);
  }
  return ordered.filter((row) => chosen.has(row));
}

const sizeOf = (row: ReportRow): number =>
  row.url.length +
  row.title.length +
  row.summary.length +
  row.tags.length +
  (row.evidence?.length ?? 0);
