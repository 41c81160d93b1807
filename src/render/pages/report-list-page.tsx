import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { reportListUrl, type Entry } from "../entry.tsx";
import { Headline, pluralize, PublishedTime, StoryLink } from "./common.tsx";
import { page } from "./layout.tsx";

/** One page of the list of all reports of a story, grouped by outlet. The entry's reports are those of the page. */
export function reportListPage(
  edition: Edition,
  entry: Entry,
  { number, last }: { number: number; last: number },
): string {
  const path = storyPath(entry.key);
  const title = `All reports of ${entry.title}`;
  return page({
    edition,
    title,
    description: title,
    path: reportListUrl(path, number),
    next: number < last ? reportListUrl(path, number + 1) : null,
    children: (
      <article>
        <h1>All reports</h1>
        <p>
          {pluralize(entry.counts.reports, "report")} of {pluralize(entry.counts.outlets, "outlet")}
          : <StoryLink entry={entry} />
        </p>
        <ul class="rows">
          {entry.reports.map((report) => (
            <li>
              <bdi>{report.outlet.name}</bdi>
              <span>
                <Headline report={report} />{" "}
                <small>
                  <PublishedTime published={report.published} />
                </small>
              </span>
            </li>
          ))}
        </ul>
        <p>
          Page {number} of {last}.{" "}
          {number > 1 && <a href={reportListUrl(path, number - 1)}>Previous page</a>}{" "}
          {number < last && <a href={reportListUrl(path, number + 1)}>Next page</a>}
        </p>
      </article>
    ),
  });
}
