import type { Edition } from "../../model/edition.ts";
import { languageName } from "../feeds/channel.ts";
import { remarks, type Entry, type EntryReport } from "../entry.tsx";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment, PublishedTime } from "./common.tsx";

/** One report on its story's page: who, when, what, and why it is here. */
export function ReportItem({
  report,
  entry,
  edition,
}: {
  report: EntryReport;
  entry: Entry;
  edition: Edition;
}) {
  // Who is behind an outlet is said once.
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

/** Leads to the stories that the outlet reports. */
function Outlet({ report: { outlet } }: { report: EntryReport }) {
  return (
    <a class="outlet" dir="auto" href={`/outlets/${encodeURIComponent(outlet.id)}`}>
      {outlet.name}
    </a>
  );
}

/** What a reader should know beside: whom it cites, its language, that it was changed. */
function Notes({ report, edition }: { report: EntryReport; edition: Edition }) {
  return (
    <>
      {remarks(report).map((remark) => (
        <bdi class="note">{remark}</bdi>
      ))}
      {primary(report.language) !== primary(edition.language) && (
        <span class="note">in {languageName(report.language)}</span>
      )}
      {report.amended !== null && (
        <span class="note amended">
          changed by the outlet <Moment moment={new Date(report.amended)} />
        </span>
      )}
    </>
  );
}

const primary = (language: string): string | undefined => language.toLowerCase().split("-")[0];

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
