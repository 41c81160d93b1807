/** Amends a report to what its feed gives now. */
import { hash } from "../../cluster/index.ts";
import type { FeedReport } from "../../model/outlet-feed.ts";
import { instant } from "../../model/time.ts";
import type { NewRows } from "../new-rows.ts";
import { momentOf } from "./content-reports.ts";
import { unpackDate } from "./packed-columns.ts";
import type { KnownReport } from "../stories/report-row.ts";

/** Maximum number of text hashes stored per report, to recognize a text that comes back. */
const MAX_TEXTS = 16;

/**
 * Updates a known report to the text and tags that its feed gives now. A former text is accepted once more, in case the
 * outlet reverted a change. After that it is ignored, since some feeds alternate between two texts.
 *
 * A report keeps its first date, since many feeds change the date at every edit, and some at every poll. Only a date that
 * was missing or in the future is corrected.
 *
 * @returns whether the report changed
 */
export function amend(rows: NewRows, known: KnownReport, report: FeedReport, now: number): boolean {
  const texts = JSON.parse(known.texts ?? "[]") as number[];
  const text = textHash(report);
  const occurrences = texts.filter((other) => other === text).length;
  const changed = text !== texts.at(-1) && occurrences < 2;
  const reworded =
    occurrences === 0 &&
    texts.length > 0 &&
    words(report) !== words(known) &&
    !isShortened(report, known);
  const dated = isDateBetter(known, report, now);
  if (changed)
    rows.updateReport(known.id, {
      title: report.title,
      title_is_ours: Number(report.titleIsOurs),
      summary: report.summary,
      language: report.language,
      tags: JSON.stringify(report.tags),
      via: report.via,
      texts: JSON.stringify([...texts, text].slice(-MAX_TEXTS)),
      amended: reworded ? now : known.amended,
      image: report.image ?? null,
    });
  if (dated)
    rows.updateReport(known.id, {
      published: report.published?.value ?? null,
      estimated: Number(report.published?.estimated ?? false),
      moment: momentOf(report, now) ?? known.moment,
    });
  return changed || dated;
}

function isDateBetter(known: KnownReport, { published }: FeedReport, now: number): boolean {
  const moment = published === null ? Number.NaN : instant(published);
  if (Number.isNaN(moment) || moment > now) return false;
  const before = unpackDate(known.published, known.moment);
  return before === null || instant({ value: before, estimated: false }) > known.moment;
}

/** A report's headline and summary, with white space normalized. */
const words = ({ title, summary }: Words): string =>
  `${title}\n${summary}`.replaceAll(/\s+/g, " ").trim();

type Words = Pick<FeedReport, "title" | "summary">;

/**
 * Whether a text only lacks sentences that it had: then it may be the reader that has learned to leave them out, and not
 * the outlet that changed its words.
 */
function isShortened(report: Words, before: Words): boolean {
  if (report.title !== before.title) return false;
  const text = words(before);
  return words({ title: "", summary: report.summary })
    .split(/(?<=[.!?…。！？])\s*/)
    .every((sentence) => text.includes(sentence.replace(/…$/, "").trim()));
}

/** A hash of everything in a report that its feed may amend. The order of tags does not matter. */
export const textHash = (report: FeedReport): number =>
  hash([words(report), report.language, ...report.tags.toSorted()].join("\n"));
