import type { NamedReport, ShownEvidence, ShownChange } from "../shown-changes.ts";
import { EvidenceRows } from "./evidence-rows.tsx";
import { langAttribute, Headline, Moment, number } from "./common.tsx";

/** What became of a story beside reports that joined it. Nothing where nothing did. */
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
              <What change={change} />
            </p>
            <Moved change={change} />
            <Why change={change} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function What({ change }: { change: ShownChange }) {
  const { kind, moved, other } = change;
  const reports = moved === 0 ? "Reports" : number(moved, "report");
  const own = moved === 1 ? "its own" : "their own";
  switch (kind) {
    case "merge":
      return (
        <>
          <Other change={change} linked={false} /> became part of this story
          {moved > 0 && `, with ${number(moved, "report")}`}.{" "}
          <a href={other.path}>Its old address</a> leads here.
        </>
      );
    case "split":
      return (
        <>
          {reports} came out of <Other change={change} />, as a story of {own}.
        </>
      );
    case "part":
      return (
        <>
          {reports} became a story of {own}: <Other change={change} />.
        </>
      );
    case "gain":
      return (
        <>
          {reports} came over from <Other change={change} />.
        </>
      );
    case "loss":
      return (
        <>
          {reports} went over to <Other change={change} />.
        </>
      );
  }
}

/** The other story, under the headline that it had then. */
function Other({ change: { other }, linked = true }: { change: ShownChange; linked?: boolean }) {
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

/** The reports that went from one story to the other. */
function Moved({ change: { reports, moved } }: { change: ShownChange }) {
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
  const apart = kind === "split" || kind === "part";
  return (
    <details>
      <summary>Why</summary>
      {evidence.by === "editor" ? (
        <p>The edition’s editor says so.</p>
      ) : (
        <>
          <Tie tie={evidence} as={apart ? "rest" : "bond"} />
          {pull && <Tie tie={pull} as="pull" />}
        </>
      )}
    </details>
  );
}

const SAID = {
  bond: ["", " was found to tell of the same event as ", "."],
  rest: ["What tied them still was not enough: of ", " and ", "."],
  pull: ["Other reports drew them away: ", " was found to tell of the same event as ", "."],
} as const;

function Tie({ tie, as }: { tie: ShownEvidence; as: keyof typeof SAID }) {
  const [before, between, after] = SAID[as];
  const { report, nearest } = tie;
  return report === null || nearest === null ? (
    <p>The reports that were compared are no longer at hand.</p>
  ) : (
    <>
      <p>
        {before}
        <Named report={report} />
        {between}
        <Named report={nearest} />
        {after}
      </p>
      <EvidenceRows evidence={tie} link={tie.link} />
    </>
  );
}

/** A report that is in neither list on the page is a link, which tells by its address whose it is. */
function Named({ report }: { report: NamedReport | string }) {
  return typeof report === "string" ? (
    <a href={report}>{new URL(report).hostname}</a>
  ) : (
    <>
      <bdi>{report.outlet.name}</bdi>’s “
      <bdi {...langAttribute(report.language)}>{report.title}</bdi>”
    </>
  );
}
