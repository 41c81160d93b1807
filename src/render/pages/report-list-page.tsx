import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { reportListUrl, type Entry } from "../entry.ts";
import { fill, stringsOf } from "../strings/index.ts";
import { Headline, PublishedTime, StoryLink } from "./common.tsx";
import { page } from "./layout.tsx";

/** One page of the list of all reports of a story, grouped by outlet. The entry's reports are those of the page. */
export function reportListPage(
  edition: Edition,
  entry: Entry,
  { number, last }: { number: number; last: number },
): string {
  const path = storyPath(entry.key);
  const strings = stringsOf(edition.language);
  const title = fill(strings.allReportsOf, entry.title);
  return page({
    edition,
    title,
    description: title,
    path: reportListUrl(path, number),
    next: number < last ? reportListUrl(path, number + 1) : null,
    children: (
      <article>
        <h1>{strings.allReports}</h1>
        <p>
          {strings.reports(entry.counts.reports)}, {strings.outlets(entry.counts.outlets)}:{" "}
          <StoryLink entry={entry} edition={edition} />
        </p>
        <ul class="rows">
          {entry.reports.map((report) => (
            <li>
              <bdi>{report.outlet.name}</bdi>
              <span>
                <Headline report={report} edition={edition} />{" "}
                <small>
                  <PublishedTime published={report.published} edition={edition} />
                </small>
              </span>
            </li>
          ))}
        </ul>
        <p>
          {fill(strings.pageOfPages, number, last)}{" "}
          {number > 1 && <a href={reportListUrl(path, number - 1)}>{strings.previousPage}</a>}{" "}
          {number < last && <a href={reportListUrl(path, number + 1)}>{strings.nextPage}</a>}
        </p>
      </article>
    ),
  });
}
