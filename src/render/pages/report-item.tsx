import type { Edition } from "../../model/edition.ts";
import { excerpt } from "../../model/excerpt.ts";
import { remarks } from "../entry-html.tsx";
import type { Entry, EntryReport } from "../entry.ts";
import { isSameLanguage, languageName } from "../language-name.ts";
import { fill, fillWith, stringsOf } from "../strings/index.ts";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment, PublishedTime } from "./common.tsx";

/** Maximum length of a report's summary on its story's page, in UTF-16 units. */
const MAX_SUMMARY = 400;

interface InStory {
  report: EntryReport;
  entry: Entry;
  edition: Edition;
}

/** One report on its story's page: outlet, time, headline, summary, and why it is in the story. */
export function ReportItem({ report, entry, edition }: InStory) {
  const original = report.copyOf === null ? undefined : entry.reports[report.copyOf];
  return (
    <li class={original ? "copy" : ""}>
      <p class="meta">
        <Outlet report={report} /> <PublishedTime published={report.published} edition={edition} />
        <Notes report={report} edition={edition} />
      </p>
      <h3>
        <Headline report={report} edition={edition} />
      </h3>
      {original ? (
        <p class="same">
          {fillWith(stringsOf(edition.language).sameText, <bdi>{original.outlet.name}</bdi>)}
        </p>
      ) : (
        report.summary !== "" &&
        report.summary !== entry.summary && (
          <p dir="auto" {...langAttribute(report.language, edition)}>
            {excerpt(report.summary, MAX_SUMMARY)}
          </p>
        )
      )}
      {entry.reports.length > 1 && <Why report={report} entry={entry} edition={edition} />}
    </li>
  );
}

/** The outlet's name as a link to the stories that it reports. */
function Outlet({ report: { outlet } }: { report: EntryReport }) {
  return (
    <a class="outlet" dir="auto" href={`/outlets/${encodeURIComponent(outlet.id)}`}>
      {outlet.name}
    </a>
  );
}

/** Notes on a report: its remarks, its language if it is not the edition's, and when the outlet changed or removed it. */
function Notes({ report, edition }: { report: EntryReport; edition: Edition }) {
  const strings = stringsOf(edition.language);
  return (
    <>
      {remarks(report, strings).map((remark) => (
        <bdi class="note">{remark}</bdi>
      ))}
      {!isSameLanguage(report.language, edition.language) && (
        <span class="note">
          {fill(strings.inLanguage, languageName(report.language, edition.language))}
        </span>
      )}
      {report.amended !== null && (
        <span class="note amended">
          {fillWith(
            strings.changedByOutlet,
            <Moment moment={new Date(report.amended)} edition={edition} />,
          )}
        </span>
      )}
      {report.removed !== null && (
        <span class="note amended">
          {fillWith(
            strings.removedByOutlet,
            <Moment moment={new Date(report.removed)} edition={edition} />,
          )}
        </span>
      )}
    </>
  );
}

function Why({ report: { evidence, nearest }, entry, edition }: InStory) {
  const strings = stringsOf(edition.language);
  const other = nearest === null ? undefined : entry.reports[nearest];
  const { by } = evidence;
  return (
    <details>
      <summary>{strings.whyHere}</summary>
      <p>
        {by === "first" && strings.whyFirst}
        {by === "editor" && strings.whyEditor}
        {by === "likeness" && !other && strings.whySimilarOnly}
        {by === "likeness" &&
          other &&
          fillWith(
            strings.whySimilar,
            <bdi>{other.outlet.name}</bdi>,
            <bdi {...langAttribute(other.language, edition)}>{other.title}</bdi>,
          )}
      </p>
      <EvidenceRows evidence={evidence} edition={edition} />
    </details>
  );
}
