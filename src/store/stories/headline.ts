import { chooseHeadline, type HeadlineCandidate } from "./headline-choice.ts";
import { asReport } from "./report-row.ts";
import { shownReports } from "./shown-reports.ts";

/** Number of outlets at which a story's headline is chosen among its reports. */
const CHOICE_AT = 3;

interface HeadlineState extends Record<string, SqlStorageValue> {
  id: number;
  opener: number | null;
  lead: number | null;
  chosen: number;
  reports: number;
  present: string;
  /** 1 if the story still has the report of its headline. */
  led: number;
}

/**
 * Updates the headline of a story, which changes at few moments only, since some readers show an entry with another title
 * as another entry:
 *
 * - While the story has one report, the headline follows that report's corrections.
 * - When the third outlet joins, it is chosen among the reports, once.
 * - When its report has left the story, another takes its place.
 *
 * @param language the edition's, a BCP 47 tag
 */
export function updateHeadline(sql: SqlStorage, story: number, language: string): void {
  const state = sql
    .exec<HeadlineState>(
      `SELECT id, opener, lead, chosen, reports, present,
         EXISTS (SELECT 1 FROM reports WHERE reports.id = stories.lead AND reports.story = stories.id) AS led
       FROM stories WHERE id = ?`,
      story,
    )
    .one();
  const outlets = (JSON.parse(state.present) as string[]).length;
  const isDue = outlets >= CHOICE_AT && state.chosen === 0;
  if (state.reports > 1 && !isDue && state.led === 1) return;
  const choice = chooseHeadline(candidatesOf(sql, state), language);
  if (!choice) return;
  // Rows written cost a thousand times as much as rows read, and most stories keep their headline.
  sql.exec(
    `UPDATE stories SET headline = ?1, lead = ?2, chosen = ?3
     WHERE id = ?4 AND (headline <> ?1 OR lead IS NOT ?2 OR chosen <> ?3)`,
    choice.title,
    choice.id,
    isDue ? 1 : state.chosen,
    story,
  );
}

/** The reports that the story shows: a bounded number, in an order that no outlet can change by claiming earlier dates. */
function candidatesOf(sql: SqlStorage, story: HeadlineState): HeadlineCandidate[] {
  const rows = shownReports(sql, [story], "all").get(story.id) ?? [];
  return rows.map((row) => {
    const { url, outlet, title, titleIsOurs, summary, language, evidence } = asReport(row);
    const isCopy = evidence.sameTextAs !== null;
    return { id: row.id, url, outlet, title, titleIsOurs, summary, language, isCopy };
  });
}
