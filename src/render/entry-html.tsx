import type { Edition } from "../model/edition.ts";
import { instant, precision, zoned, type Published } from "../model/time.ts";
import { pointOf } from "./disagreement.ts";
import { hiddenReports, reportListUrl, type Entry, type EntryReport } from "./entry.ts";
import { clockText, longDayText, durationText, qualified, shortDayText } from "./format-date.ts";
import { isSameLanguage, languageName } from "./language-name.ts";
import { fill, pageLanguage, stringsOf, type Strings } from "./strings/index.ts";

/** The story's content in a feed, as safe HTML. */
export const entryHtml = (shown: Entry, edition: Edition): string =>
  (<EntryHtml entry={shown} edition={edition} />).toString();

function EntryHtml({ entry, edition }: { entry: Entry; edition: Edition }) {
  const { summaryHtml, summaryLanguage, reports, disagreements, url } = entry;
  const hidden = hiddenReports(entry);
  const strings = stringsOf(edition.language);
  const foreign = !isSameLanguage(summaryLanguage, edition.language);
  return (
    <>
      {entry.counts.outlets > 1 && <p>{coverage(entry, strings)}</p>}
      {summaryHtml !== "" && (
        <div
          {...(foreign && { lang: summaryLanguage })}
          dangerouslySetInnerHTML={{ __html: summaryHtml }}
        />
      )}
      <ul>
        {reports.map((report) => (
          <li>
            <b>{report.outlet.name}</b>
            {": "}
            {report.url === null ? (
              report.title
            ) : (
              <a
                href={report.url}
                {...(!isSameLanguage(report.language, edition.language) && {
                  hreflang: report.language,
                  lang: report.language,
                })}
              >
                {report.title}
              </a>
            )}
            {` (${reportNotes(report, entry, edition).join("; ")})`}
          </li>
        ))}
        {hidden > 0 && (
          <li>
            <a href={reportListUrl(url)}>{strings.moreReports(hidden)}</a>
          </li>
        )}
      </ul>
      {disagreements.length > 0 && (
        <>
          <p>
            <b>{strings.whereTheyDisagree}</b>
          </p>
          <ul>
            {disagreements.map(pointOf).map(({ topic, text }) => (
              <li>
                {topic !== "" && <b>{topic}</b>}
                {topic === "" ? text : ` ${text}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {reports.length > 1 && (
        <p>
          <a href={url}>{strings.howItSpread}</a>
        </p>
      )}
    </>
  );
}

/** The same content as plain text, for feed readers without HTML. */
export function entryText(entry: Entry, edition: Edition): string {
  const strings = stringsOf(edition.language);
  const points = entry.disagreements.map((point) => `- ${point}`).join("\n");
  const hidden = hiddenReports(entry);
  return [
    ...(entry.counts.outlets > 1 ? [coverage(entry, strings)] : []),
    ...(entry.summary ? [entry.summary] : []),
    ...entry.reports.map(
      (report) =>
        `${report.outlet.name}: ${report.title} (${reportNotes(report, entry, edition).join("; ")})\n${report.url ?? ""}`,
    ),
    ...(hidden > 0 ? [`${strings.moreReports(hidden)}:\n${reportListUrl(entry.url)}`] : []),
    ...(points ? [`${strings.whereTheyDisagree}:\n${points}`] : []),
  ].join("\n\n");
}

/** "5 outlets, 1 h 30": how many outlets report the story, and how long after the first the last one did. */
export function coverage({ counts, reports }: Entry, strings: Strings): string {
  const moments = reports.flatMap(({ published }) => momentOf(published) ?? []);
  const span = moments.length > 1 ? Math.max(...moments) - Math.min(...moments) : 0;
  return [strings.outlets(counts.outlets), durationText(span, strings)]
    .filter((part) => part !== null)
    .join(", ");
}

/** The moment of a time that is known to the minute; null for any other. */
const momentOf = (published: Published | null): number | null =>
  published !== null && !published.estimated && zoned(published) ? instant(published) : null;

/** What stands in parentheses behind a report's headline: when, in which language, and its remarks. */
function reportNotes(report: EntryReport, { reports }: Entry, edition: Edition): string[] {
  const strings = stringsOf(edition.language);
  const language = pageLanguage(edition.language);
  const zone = edition.timezone;
  const dayOf = ({ published }: EntryReport): string =>
    published === null ? "" : longDayText(instant(published), language, clockZone(published, zone));
  const isOneDay = new Set(reports.map(dayOf)).size === 1;
  const time = (published: Published | null): string => {
    if (published === null || Number.isNaN(instant(published))) return strings.dateNotKnown;
    const moment = instant(published);
    const own = clockZone(published, zone);
    if (precision(published) === "day")
      return qualified(published, longDayText(moment, language, own), strings);
    const clock = zoned(published)
      ? clockText(moment, language, own)
      : clockText(moment, language, own).replace(/ \S+$/, "");
    const text = isOneDay ? clock : `${shortDayText(moment, language, own)}, ${clock}`;
    return qualified(published, text, strings);
  };
  return [
    time(report.published),
    ...(isSameLanguage(report.language, edition.language)
      ? []
      : [fill(strings.inLanguage, languageName(report.language, edition.language))]),
    ...remarks(report, strings),
  ];
}

/** A day, and a time without its zone, are shown as the outlet gives them. */
const clockZone = (published: Published, zone: string): string => (zoned(published) ? zone : "UTC");

/** Notes that go with a report's headline: whom it cites, and whether the headline is the edition's. */
export function remarks(report: EntryReport, strings: Strings): string[] {
  return [
    ...(report.via === null ? [] : [fill(strings.citing, report.via)]),
    ...(report.titleIsOurs ? [strings.headlineOurs] : []),
  ];
}
