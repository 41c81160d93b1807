import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { ShownChange } from "../shown-changes.ts";
import { hiddenReports, reportListUrl, type Entry } from "../entry.tsx";
import { ChangeHistory } from "./change-history.tsx";
import { StoryIcon } from "./story-icon.tsx";
import { page } from "./layout.tsx";
import { storyLinked } from "./linked-data.ts";
import { storyCounts, FirstPublished, langAttribute, Tags } from "./common.tsx";
import { ReportItem } from "./report-item.tsx";
import { TimelineFigure } from "./timeline-figure.tsx";
import { WordComparisonSection } from "./word-comparison.tsx";

/** The permanent page of a story. */
export function storyPage(edition: Edition, entry: Entry, changes: readonly ShownChange[]): string {
  const path = storyPath(entry.key);
  return page({
    edition,
    title: entry.title,
    description: entry.summary.split("\n\n")[0] || entry.title,
    path,
    story: entry,
    linked: storyLinked(edition, entry),
    children: (
      <article class="story">
        <div class="column">
          <header>
            <p class="meta">
              <StoryIcon outlets={entry.counts.outlets} />
              <span>{storyCounts(entry)}</span> <FirstPublished entry={entry} />
            </p>
            <h1 dir="auto" {...langAttribute(entry.language)}>
              {entry.title}
            </h1>
          </header>
          <div
            class="summary"
            dir="auto"
            {...langAttribute(entry.summaryLanguage)}
            dangerouslySetInnerHTML={{ __html: entry.summaryHtml }}
          />
          <section aria-labelledby="reports">
            <h2 id="reports">Who reported what, and when</h2>
            <TimelineFigure entry={entry} />
            <ol class="reports">
              {entry.reports.map((report) => (
                <ReportItem report={report} entry={entry} edition={edition} />
              ))}
            </ol>
            {hiddenReports(entry) > 0 && (
              <p>
                <a href={reportListUrl(path)}>and {hiddenReports(entry)} more reports</a>
              </p>
            )}
          </section>
          {entry.disagreements.length > 0 && (
            <section aria-labelledby="disagreements" class="disagreements">
              <h2 id="disagreements">Where the reports disagree</h2>
              <ul>
                {entry.disagreements.map((point) => (
                  <Point text={point} />
                ))}
              </ul>
            </section>
          )}
          <ChangeHistory changes={changes} />
        </div>
        <aside aria-label="About this story">
          <WordComparisonSection entry={entry} />
          {entry.tags.length > 0 && <h2>Tags</h2>}
          <Tags tags={entry.tags} />
          <h2>This story</h2>
          <p class="meta">
            Permanent address: <a href={path}>{stripIllegal(entry.url)}</a>
          </p>
          <p class="meta">
            <a href={`${path}.json`}>The same as data</a> (JSON)
          </p>
        </aside>
      </article>
    ),
  });
}

/** A point of disagreement. Its first sentence names the subject and is bold if it is short enough. */
function Point({ text }: { text: string }) {
  const [, subject, rest] = /^([^.?!]{1,60}[.?!])\s+(.+)$/s.exec(text) ?? [];
  return <li dir="auto">{subject ? [<b>{subject}</b>, ` ${rest}`] : text}</li>;
}
