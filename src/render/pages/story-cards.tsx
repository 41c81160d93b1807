import type { Entry } from "../entry.tsx";
import { StoryIcon } from "./story-icon.tsx";
import {
  storyCounts,
  FirstPublished,
  langAttribute,
  Headline,
  pluralize,
  PAGE_LANGUAGE,
  StoryLink,
  Tags,
} from "./common.tsx";

/** Maximum number of outlets named on a card; the story's page lists all. */
const MAX_OUTLETS = 8;

/** Maximum number of headlines on the first card. */
const MAX_HEADLINES = 6;

/** Maximum number of tags on a card. */
const MAX_TAGS = 5;

/** Maximum length of the summary on a card, in UTF-16 code units. */
const MAX_SUMMARY_LENGTH = 240;

/** The cards of a list. The first shows its reports' headlines, the others link each outlet to its first report. */
export function StoryCards({
  entries,
  empty = "No story yet. The first one appears here, and in the feeds, as soon as a report is filed.",
}: {
  entries: Entry[];
  /** Text shown if there are no stories. */
  empty?: string;
}) {
  const [first, ...others] = entries;
  if (!first) return <p class="empty">{empty}</p>;
  return (
    <div class="stories">
      <Card entry={first} first />
      {others.map((entry) => (
        <Card entry={entry} />
      ))}
    </div>
  );
}

function Card({ entry, first = false }: { entry: Entry; first?: boolean }) {
  const lang = langAttribute(entry.summaryLanguage);
  return (
    <article class={first ? "card first" : "card"}>
      <p class="meta">
        <StoryIcon outlets={entry.counts.outlets} />
        <span>{storyCounts(entry)}</span> <FirstPublished entry={entry} />
      </p>
      <h3>
        <StoryLink entry={entry} />
      </h3>
      {entry.summary && (
        <p class="summary" dir="auto" {...lang}>
          {excerpt(entry.summary)}
        </p>
      )}
      {first ? <Headlines entry={entry} /> : <Outlets entry={entry} />}
      <Tags tags={entry.tags.slice(0, MAX_TAGS)} />
    </article>
  );
}

function Headlines({ entry }: { entry: Entry }) {
  const rest = entry.reports.length - MAX_HEADLINES;
  return (
    <ul class="headlines" aria-label="Reports">
      {entry.reports.slice(0, MAX_HEADLINES).map((report) => (
        <li>
          <b>
            <bdi>{report.outlet.name}</bdi>
          </b>{" "}
          <span>
            <Headline report={report} />
          </span>
        </li>
      ))}
      {rest > 0 && <li class="rest">and {pluralize(rest, "more report")} on the story’s page</li>}
    </ul>
  );
}

/** The outlets of a story; each name links to the outlet's first report. */
function Outlets({ entry }: { entry: Entry }) {
  const rest = entry.outlets.length - MAX_OUTLETS;
  return (
    <ul class="outlets" aria-label="Outlets">
      {entry.outlets.slice(0, MAX_OUTLETS).map(({ id, name }) => {
        const report = entry.reports.find(({ outlet, url }) => outlet.id === id && url !== null);
        return (
          <li>
            {report?.url ? (
              <a
                dir="auto"
                href={report.url}
                {...(report.language !== PAGE_LANGUAGE && { hreflang: report.language })}
              >
                {name}
              </a>
            ) : (
              <span dir="auto">{name}</span>
            )}
          </li>
        );
      })}
      {rest > 0 && <li>and {rest} more</li>}
    </ul>
  );
}

/** The leading sentences that fit, or the leading words if those sentences would leave most of the room empty. */
function excerpt(summary: string): string {
  const [paragraph = ""] = summary.split("\n\n");
  if (paragraph.length <= MAX_SUMMARY_LENGTH) return paragraph;
  const cut = paragraph.slice(0, MAX_SUMMARY_LENGTH);
  const sentences = /^.*(?:[.!?]["”’)]?(?=\s)|[。！？۔।])/su.exec(cut)?.[0] ?? "";
  if (sentences.length > MAX_SUMMARY_LENGTH / 3) return sentences;
  const end = cut.lastIndexOf(" ");
  return `${(end > MAX_SUMMARY_LENGTH / 2 ? cut.slice(0, end) : cut).replace(/[\s.,;:]+$/, "")} …`;
}
