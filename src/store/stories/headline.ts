import { chooseHeadline, type HeadlineCandidate } from "./headline-choice.ts";

/** Number of outlets at which a story's headline is chosen among its reports. */
const CHOICE_AT = 3;

/** Maximum number of a story's reports that are read for the choice. */
const MAX_READ = 60;

interface HeadlineState extends Record<string, SqlStorageValue> {
  lead: number | null;
  chosen: number;
  /** At most 2. */
  reports: number;
  present: number;
}

/**
 * Updates the headline of a story, which changes at few moments only, since some readers show an entry with another title
 * as another entry:
 *
 * - While the story has one report, the headline follows that report's corrections.
 * - When the third outlet joins, it is chosen among the reports, once.
 * - When its report has left the story, another takes its place.
 *
 * @param outlets the number of outlets in the story now
 * @param language the edition's, a BCP 47 tag
 */
export function updateHeadline(
  sql: SqlStorage,
  story: number,
  outlets: number,
  language: string,
): void {
  const { lead, chosen, reports, present } = sql
    .exec<HeadlineState>(
      `SELECT lead, chosen, (SELECT count(*) FROM (SELECT 1 FROM reports WHERE story = stories.id LIMIT 2)) AS reports,
         EXISTS (SELECT 1 FROM reports WHERE id = lead AND story = stories.id) AS present
       FROM stories WHERE id = ?`,
      story,
    )
    .one();
  const isDue = outlets >= CHOICE_AT && chosen === 0;
  const isLost = lead !== null && present === 0;
  if (reports > 1 && !isDue && !isLost) return;
  const choice = chooseHeadline(candidatesOf(sql, story), language);
  if (!choice) return;
  // Rows written cost a thousand times as much as rows read, and most stories keep their headline.
  sql.exec(
    `UPDATE stories SET headline = ?1, lead = ?2, chosen = ?3
     WHERE id = ?4 AND (headline <> ?1 OR lead IS NOT ?2 OR chosen <> ?3)`,
    choice.title,
    choice.id,
    isDue ? 1 : chosen,
    story,
  );
}

function candidatesOf(sql: SqlStorage, story: number): HeadlineCandidate[] {
  return sql
    .exec<{
      id: number;
      outlet: string;
      url: string;
      title: string;
      title_is_ours: number;
      summary: string;
      language: string;
      copy: number;
    }>(
      `SELECT id, outlet, url, title, title_is_ours, summary, language,
         evidence ->> '$.sameTextAs' IS NOT NULL AS copy
       FROM reports WHERE story = ? ORDER BY moment, url LIMIT ${MAX_READ}`,
      story,
    )
    .toArray()
    .map(({ title_is_ours, copy, ...candidate }) => ({
      ...candidate,
      titleIsOurs: title_is_ours === 1,
      isCopy: copy === 1,
    }));
}
