import type { Entry } from "../entry.tsx";
import { StoryIcon } from "./story-icon.tsx";
import {
  count,
  FirstPublished,
  langAttribute,
  Headline,
  number,
  PAGE_LANGUAGE,
  StoryLink,
  Tags,
} from "./common.tsx";

/** Outlets named under a story in a list; the rest are on its own page. */
const OUTLETS = 8;

/** Headlines shown of the first story in a list. */
const HEADLINES = 6;

/** Tags shown of a story in a list. */
const TAGS = 5;

/** Letters of a summary that a list has room for. */
const SUMMARY = 240;

/** Stories in a list: the first with what each outlet wrote, the others with a link to each outlet's report. */
export function StoryCards({
  entries,
  empty = "No story yet. The first one appears here, and in the feeds, as soon as a report is filed.",
}: {
  entries: Entry[];
  /** What is said where there is none. */
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
        <StoryIcon outlets={entry.outlets.length} />
        <span>{count(entry)}</span> <FirstPublished entry={entry} />
      </p>
      <h3>
        <StoryLink entry={entry} />
      </h3>
      {entry.summary && (
        <p class="summary" dir="auto" {...lang}>
          {opening(entry.summary)}
        </p>
      )}
      {first ? <Headlines entry={entry} /> : <Outlets entry={entry} />}
      <Tags tags={entry.tags.slice(0, TAGS)} />
    </article>
  );
}

function Headlines({ entry }: { entry: Entry }) {
  const rest = entry.reports.length - HEADLINES;
  return (
    <ul class="headlines" aria-label="Reports">
      {entry.reports.slice(0, HEADLINES).map((report) => (
        <li>
          <b>
            <bdi>{report.outlet.name}</bdi>
          </b>{" "}
          <span>
            <Headline report={report} />
          </span>
        </li>
      ))}
      {rest > 0 && <li class="rest">and {number(rest, "more report")} on the story’s page</li>}
    </ul>
  );
}

/** Each outlet's name leads to its first report. */
function Outlets({ entry }: { entry: Entry }) {
  const rest = entry.outlets.length - OUTLETS;
  return (
    <ul class="outlets" aria-label="Outlets">
      {entry.outlets.slice(0, OUTLETS).map(({ id, name }) => {
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

/** The first sentences of a summary that there is room for; of a sentence that has no end here, its first words. */
function opening(summary: string): string {
  const [paragraph = ""] = summary.split("\n\n");
  if (paragraph.length <= SUMMARY) return paragraph;
  const cut = paragraph.slice(0, SUMMARY);
  const sentences = /^.*(?:[.!?]["”’)]?(?=\s)|[。！？۔।])/su.exec(cut)?.[0] ?? "";
  if (sentences.length > SUMMARY / 3) return sentences;
  const end = cut.lastIndexOf(" ");
  return `${(end > SUMMARY / 2 ? cut.slice(0, end) : cut).replace(/[\s.,;:]+$/, "")} …`;
}
