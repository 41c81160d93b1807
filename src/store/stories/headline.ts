import { chooseHeadline } from "./headline-choice.ts";
import { asReport, urlsById, type ReportRow } from "./report-row.ts";
import type { StoryRow } from "./story-row.ts";

/** Number of outlets at which a story's headline is chosen among its reports. */
const CHOICE_AT = 3;

/**
 * The story with its headline up to date. It changes at few moments only, since some readers show an entry with another
 * title as another entry:
 *
 * - While the story has one report, the headline follows that report's corrections.
 * - When the third outlet joins, it is chosen among the reports, once.
 * - When its report has left the story, another takes its place.
 *
 * @param shown the reports that the story shows: a bounded number, in an order that no outlet can change by claiming
 *   earlier dates. The report of the headline is among them, unless it has left.
 * @param language the edition's, a BCP 47 tag
 */
export function withHeadline(
  story: StoryRow,
  shown: readonly ReportRow[],
  language: string,
): StoryRow {
  const outlets = (JSON.parse(story.present) as string[]).length;
  const isDue = outlets >= CHOICE_AT && story.chosen === 0;
  const isLed = shown.some(({ id }) => id === story.lead);
  if (story.reports > 1 && !isDue && isLed) return story;
  const urls = urlsById(shown);
  const candidates = shown.map((row) => {
    const {
      url,
      outlet,
      title,
      titleIsOurs,
      summary,
      language: own,
      evidence,
    } = asReport(row, urls);
    const isCopy = evidence.sameTextAs !== null;
    return { id: row.id, url, outlet, title, titleIsOurs, summary, language: own, isCopy };
  });
  const choice = chooseHeadline(candidates, language);
  if (!choice) return story;
  return { ...story, headline: "", lead: choice.id, chosen: isDue ? 1 : story.chosen };
}
