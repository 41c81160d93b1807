import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { legal } from "../../model/text.ts";
import { remarks, type Entry, type EntryReport } from "../entry.tsx";
import { page } from "./layout.tsx";
import { count, Day, Headline, PublishedTime, Tags } from "./parts.tsx";

/** The permanent page of a story. */
export function storyPage(edition: Edition, entry: Entry): string {
  const { language } = edition;
  return page({
    edition,
    title: entry.title,
    description: entry.summary.split("\n\n")[0] || entry.title,
    path: storyPath(entry.key),
    children: (
      <article class="story">
        <header>
          <p class="meta">
            <Day moment={entry.published} language={language} /> · {count(entry)}
          </p>
          <h1 dir="auto">{entry.title}</h1>
        </header>
        <div class="summary" dir="auto" dangerouslySetInnerHTML={{ __html: entry.summaryHtml }} />
        <section aria-labelledby="timeline">
          <h2 id="timeline">Who reported what, and when</h2>
          <ol class="timeline">
            {entry.reports.map((report) => (
              <TimelineReport report={report} language={language} />
            ))}
          </ol>
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
        <Tags tags={entry.tags} />
        <p class="meta">
          Permanent address: <a href={storyPath(entry.key)}>{legal(entry.url)}</a>
        </p>
      </article>
    ),
  });
}

function TimelineReport({ report, language }: { report: EntryReport; language: string }) {
  return (
    <li>
      <p class="meta">
        <b>
          {report.outlet.home ? (
            <a class="outlet" dir="auto" href={report.outlet.home}>
              {report.outlet.name}
            </a>
          ) : (
            <span class="outlet" dir="auto">
              {report.outlet.name}
            </span>
          )}
        </b>{" "}
        · <PublishedTime published={report.published} language={language} />
      </p>
      {report.outlet.about && (
        <p class="meta" dir="auto">
          {report.outlet.about}
        </p>
      )}
      <h3>
        <Headline report={report} language={language} />
      </h3>
      {report.summary && <p dir="auto">{report.summary}</p>}
      {remarks(report).length > 0 && <p class="meta">{remarks(report).join(" · ")}</p>}
    </li>
  );
}

/** A point of disagreement: what it is about, up to the first full stop, stands out. */
function Point({ text }: { text: string }) {
  const [, subject, rest] = /^([^.?!]{1,60}[.?!])\s+(.+)$/s.exec(text) ?? [];
  return <li dir="auto">{subject ? [<b>{subject}</b>, ` ${rest}`] : text}</li>;
}
