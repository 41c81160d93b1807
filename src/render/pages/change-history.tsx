import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import type { NamedReport, ShownEvidence, ShownChange } from "../shown-changes.ts";
import { fillWith, stringsOf, type Strings } from "../strings/index.ts";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment } from "./common.tsx";

interface InChange {
  change: ShownChange;
  edition: Edition;
}

/** The changes of a story other than reports joining it. Renders nothing if there are none. */
export function ChangeHistory({
  changes,
  edition,
}: {
  changes: readonly ShownChange[];
  edition: Edition;
}) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{stringsOf(edition.language).howItChanged}</h2>
      <ol class="changes">
        {changes.map((change) => (
          <li>
            <p class="meta">
              <Moment moment={change.at} edition={edition} />
            </p>
            <p>
              <ChangeSentence change={change} edition={edition} />
            </p>
            <MovedReports change={change} edition={edition} />
            <Why change={change} edition={edition} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChangeSentence({ change, edition }: InChange): Child {
  const { kind, moved, other } = change;
  const strings = stringsOf(edition.language);
  const reports = moved === 0 ? strings.someReports : strings.reports(moved);
  const story = <OtherStory change={change} edition={edition} linked={kind !== "merge"} />;
  if (kind === "merge")
    return (
      <>
        {moved === 0
          ? fillWith(strings.becamePart, story)
          : fillWith(strings.becamePartWith, story, reports)}{" "}
        <a href={other.path}>{strings.oldAddress}</a>
      </>
    );
  return <>{fillWith(strings[SENTENCES[kind]], reports, story)}</>;
}

/** The sentence for each change but a merge, about the reports that moved and the other story. */
const SENTENCES = {
  split: "cameOut",
  part: "becameOwn",
  gain: "movedHere",
  loss: "movedAway",
} as const satisfies Record<Exclude<ShownChange["kind"], "merge">, keyof Strings>;

/** The other story, named by the headline that it had at the time. */
function OtherStory({ change: { other }, edition, linked }: InChange & { linked: boolean }) {
  const { headline, language, path } = other;
  const name = headline ? (
    <>
      “<bdi {...(language !== null && langAttribute(language, edition))}>{headline}</bdi>”
    </>
  ) : (
    stringsOf(edition.language).anotherStory
  );
  return linked ? <a href={path}>{name}</a> : name;
}

/** The reports that moved from one story to the other. */
function MovedReports({ change: { reports, moved }, edition }: InChange) {
  const rest = moved - reports.length;
  return reports.length === 0 ? null : (
    <ul>
      {reports.map((report) => (
        <li>
          <bdi>{report.outlet.name}</bdi>: <Headline report={report} edition={edition} />
        </li>
      ))}
      {rest > 0 && <li>{stringsOf(edition.language).moreReports(rest)}</li>}
    </ul>
  );
}

function Why({ change: { kind, evidence, pull }, edition }: InChange) {
  const strings = stringsOf(edition.language);
  const separated = kind === "split" || kind === "part";
  return (
    <details>
      <summary>{strings.why}</summary>
      {evidence.by === "editor" ? (
        <p>{strings.editorSays}</p>
      ) : (
        <>
          <EvidenceDetails
            evidence={evidence}
            sentence={separated ? strings.remainingEvidence : strings.linkEvidence}
            edition={edition}
          />
          {pull && (
            <EvidenceDetails evidence={pull} sentence={strings.pullEvidence} edition={edition} />
          )}
        </>
      )}
    </details>
  );
}

function EvidenceDetails({
  evidence,
  sentence,
  edition,
}: {
  evidence: ShownEvidence;
  sentence: string;
  edition: Edition;
}) {
  const { report, nearest } = evidence;
  return report === null || nearest === null ? (
    <p>{stringsOf(edition.language).evidenceGone}</p>
  ) : (
    <>
      <p>
        {fillWith(
          sentence,
          <ReportName report={report} edition={edition} />,
          <ReportName report={nearest} edition={edition} />,
        )}
      </p>
      <EvidenceRows evidence={evidence} link={evidence.link} edition={edition} />
    </>
  );
}

/** Names a report by outlet and headline. If only its address is known, it is a link that shows the host name. */
function ReportName({ report, edition }: { report: NamedReport | string; edition: Edition }) {
  return typeof report === "string" ? (
    <a href={report}>{new URL(report).hostname}</a>
  ) : (
    <>
      <bdi>{report.outlet.name}</bdi>: “
      <bdi {...langAttribute(report.language, edition)}>{report.title}</bdi>”
    </>
  );
}
