import type { NamedReport, ShownEvidence, ShownChange } from "../shown-changes.ts";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment, pluralize } from "./common.tsx";

/** The changes of a story other than reports joining it. Renders nothing if there are none. */
export function ChangeHistory({ changes }: { changes: readonly ShownChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">How this story changed</h2>
      <ol class="changes">
        {changes.map((change) => (
          <li>
            <p class="meta">
              <Moment moment={change.at} />
            </p>
            <p>
              <ChangeSentence change={change} />
            </p>
            <MovedReports change={change} />
            <Why change={change} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChangeSentence({ change }: { change: ShownChange }) {
  const { kind, moved, other } = change;
  const reports = moved === 0 ? "Reports" : pluralize(moved, "report");
  const itsOwn = moved === 1 ? "its own" : "their own";
  switch (kind) {
    case "merge":
      return (
        <>
          <OtherStory change={change} linked={false} /> became part of this story
          {moved > 0 && `, with ${pluralize(moved, "report")}`}.{" "}
          <a href={other.path}>Its old address</a> leads here.
        </>
      );
    case "split":
      return (
        <>
          {reports} came out of <OtherStory change={change} />, as a story of {itsOwn}.
        </>
      );
    case "part":
      return (
        <>
          {reports} became a story of {itsOwn}: <OtherStory change={change} />.
        </>
      );
    case "gain":
      return (
        <>
          {reports} came over from <OtherStory change={change} />.
        </>
      );
    case "loss":
      return (
        <>
          {reports} went over to <OtherStory change={change} />.
        </>
      );
  }
}

/** The other story, named by the headline that it had at the time. */
function OtherStory({
  change: { other },
  linked = true,
}: {
  change: ShownChange;
  linked?: boolean;
}) {
  const { headline, language, path } = other;
  const name = headline ? (
    <>
      “<bdi {...(language !== null && langAttribute(language))}>{headline}</bdi>”
    </>
  ) : (
    "another story"
  );
  return linked ? <a href={path}>{name}</a> : name;
}

/** The reports that moved from one story to the other. */
function MovedReports({ change: { reports, moved } }: { change: ShownChange }) {
  const rest = moved - reports.length;
  return reports.length === 0 ? null : (
    <ul>
      {reports.map((report) => (
        <li>
          <bdi>{report.outlet.name}</bdi>: <Headline report={report} />
        </li>
      ))}
      {rest > 0 && <li>and {rest} more</li>}
    </ul>
  );
}

function Why({ change: { kind, evidence, pull } }: { change: ShownChange }) {
  const separated = kind === "split" || kind === "part";
  return (
    <details>
      <summary>Why</summary>
      {evidence.by === "editor" ? (
        <p>The edition’s editor says so.</p>
      ) : (
        <>
          <EvidenceDetails evidence={evidence} role={separated ? "remaining" : "link"} />
          {pull && <EvidenceDetails evidence={pull} role="pull" />}
        </>
      )}
    </details>
  );
}

/** The sentence for each role of the evidence: before, between and after the two reports. */
const SENTENCES = {
  link: ["", " was found to tell of the same event as ", "."],
  remaining: ["What tied them still was not enough: of ", " and ", "."],
  pull: ["Other reports drew them away: ", " was found to tell of the same event as ", "."],
} as const;

function EvidenceDetails({
  evidence,
  role,
}: {
  evidence: ShownEvidence;
  role: keyof typeof SENTENCES;
}) {
  const [before, between, after] = SENTENCES[role];
  const { report, nearest } = evidence;
  return report === null || nearest === null ? (
    <p>The reports that were compared are no longer at hand.</p>
  ) : (
    <>
      <p>
        {before}
        <ReportName report={report} />
        {between}
        <ReportName report={nearest} />
        {after}
      </p>
      <EvidenceRows evidence={evidence} link={evidence.link} />
    </>
  );
}

/** Names a report by outlet and headline. If only its address is known, it is a link that shows the host name. */
function ReportName({ report }: { report: NamedReport | string }) {
  return typeof report === "string" ? (
    <a href={report}>{new URL(report).hostname}</a>
  ) : (
    <>
      <bdi>{report.outlet.name}</bdi>’s “
      <bdi {...langAttribute(report.language)}>{report.title}</bdi>”
    </>
  );
}
