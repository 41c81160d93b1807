import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { pointOf } from "../disagreement.ts";
import { coverage } from "../entry-html.tsx";
import { hiddenReports, reportListUrl, type Entry } from "../entry.ts";
import type { ShownChange } from "../shown-changes.ts";
import { fillWith, stringsOf } from "../strings/index.ts";
import { ChangeHistory } from "./change-history.tsx";
import { langAttribute, Tags, textCounts, UpdatedTime } from "./common.tsx";
import { page } from "./layout.tsx";
import { storyLinked } from "./linked-data.ts";
import { OutletFacts } from "./outlet-facts.tsx";
import { ReportItem } from "./report-item.tsx";
import { StoryIcon } from "./story-icon.tsx";
import { TimelineFigure } from "./timeline-figure.tsx";
import { WordComparisonSection } from "./word-comparison.tsx";

/** The permanent page of a story. */
export function storyPage(edition: Edition, entry: Entry, changes: readonly ShownChange[]): string {
  const path = storyPath(entry.key);
  const strings = stringsOf(edition.language);
  return page({
    edition,
    title: entry.title,
    description: entry.summary.split("\n\n")[0] || entry.title,
    path,
    story: entry,
    linked: storyLinked(edition, entry),
    children: (
      <article class="story">
        <header>
          <p class="meta">
            <StoryIcon outlets={entry.counts.outlets} />
            <b>
              {entry.texts < entry.reports.length && hiddenReports(entry) === 0
                ? textCounts(entry, strings)
                : coverage(entry, strings)}
            </b>
            <span>{fillWith(strings.newest, <UpdatedTime entry={entry} edition={edition} />)}</span>
          </p>
          <h1 dir="auto" {...langAttribute(entry.language, edition)}>
            {entry.title}
          </h1>
        </header>
        <div
          class="summary"
          dir="auto"
          {...langAttribute(entry.summaryLanguage, edition)}
          dangerouslySetInnerHTML={{ __html: entry.summaryHtml }}
        />
        {entry.disagreements.length > 0 && (
          <section aria-labelledby="disagreements" class="disagreements">
            <h2 id="disagreements">{strings.whereTheyDisagree}</h2>
            <ul>
              {entry.disagreements.map(pointOf).map(({ topic, text }) => (
                <li dir="auto">{topic === "" ? text : [<b>{topic}</b>, ` ${text}`]}</li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="reports">
          <h2 id="reports">{strings.whoReportedWhat}</h2>
          <TimelineFigure entry={entry} edition={edition} />
          <ol class="reports">
            {entry.reports.map((report) => (
              <ReportItem report={report} entry={entry} edition={edition} />
            ))}
          </ol>
          {hiddenReports(entry) > 0 && (
            <p>
              <a href={reportListUrl(path)}>{strings.moreReports(hiddenReports(entry))}</a>
            </p>
          )}
        </section>
        <OutletFacts entry={entry} edition={edition} />
        <ChangeHistory changes={changes} edition={edition} />
        <WordComparisonSection entry={entry} edition={edition} />
        <Tags tags={entry.tags} edition={edition} />
        <p class="meta">
          {strings.permanentAddress}: <a href={path}>{stripIllegal(entry.url)}</a> ·{" "}
          <a href={`${path}.json`}>{strings.asData}</a>
        </p>
      </article>
    ),
  });
}
