import type { Edition } from "../../model/edition.ts";
import { primaryLanguage } from "../../model/language-tag.ts";
import { languageName } from "../feeds/channel.ts";
import { remarks, type Entry, type EntryReport } from "../entry.tsx";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment, PublishedTime } from "./common.tsx";

/** One report on its story's page: outlet, time, headline, summary, and why it is in the story. */
export function ReportItem({
  report,
  entry,
  edition,
}: {
  report: EntryReport;
  entry: Entry;
  edition: Edition;
}) {
  // The line about an outlet appears only with its first report.
  const isFirst = entry.reports.find(({ outlet }) => outlet.id === report.outlet.id) === report;
  const original = report.copyOf === null ? undefined : entry.reports[report.copyOf];
  return (
    <li class={original ? "copy" : ""}>
      <p class="meta">
        <Outlet report={report} /> <PublishedTime published={report.published} />
        <Notes report={report} edition={edition} />
      </p>
      {isFirst && report.outlet.about && (
        <p class="about" dir="auto" {...langAttribute(edition.language)}>
          {report.outlet.about}
        </p>
      )}
      <h3>
        <Headline report={report} />
      </h3>
      {original ? (
        <p class="same">
          Same text as <bdi>{original.outlet.name}</bdi>, nearly word for word.
        </p>
      ) : (
        report.summary && (
          <p dir="auto" {...langAttribute(report.language)}>
            {report.summary}
          </p>
        )
      )}
      <Why report={report} entry={entry} />
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
  return (
    <>
      {remarks(report).map((remark) => (
        <bdi class="note">{remark}</bdi>
      ))}
      {primaryLanguage(report.language) !== primaryLanguage(edition.language) && (
        <span class="note">in {languageName(report.language)}</span>
      )}
      {report.amended !== null && (
        <span class="note amended">
          changed by the outlet <Moment moment={new Date(report.amended)} />
        </span>
      )}
      {report.removed !== null && (
        <span class="note amended">
          no longer in the outlet’s feed since <Moment moment={new Date(report.removed)} />
        </span>
      )}
    </>
  );
}

function Why({ report: { evidence, nearest }, entry }: { report: EntryReport; entry: Entry }) {
  const other = nearest === null ? undefined : entry.reports[nearest];
  const { by } = evidence;
  return (
    <details>
      <summary>Why it is in this story</summary>
      <p>
        {by === "first" && "It opened the story: the others were compared with it."}
        {by === "editor" && "The edition’s editor says that it belongs."}
        {by === "likeness" && "It was found to tell of the same event"}
        {by === "likeness" && other ? (
          <>
            {" "}
            as <bdi>{other.outlet.name}</bdi>’s “<bdi>{other.title}</bdi>”.
          </>
        ) : (
          by === "likeness" && "."
        )}
      </p>
      <EvidenceRows evidence={evidence} />
    </details>
  );
}
