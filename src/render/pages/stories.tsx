import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import type { Entry } from "../entry.tsx";
import { count, Day, Headline, Tags } from "./parts.tsx";

/** Reports shown under a story in a list; the rest are on its own page. */
const SHOWN = 8;

/** Stories in a list, each with its outlets. */
export function Stories({ edition, entries }: { edition: Edition; entries: Entry[] }) {
  return entries.length === 0 ? (
    <p class="empty">
      No story yet. The first one appears here, and in the feeds, as soon as a report is filed.
    </p>
  ) : (
    <div class="stories">
      {entries.map((entry) => (
        <StoryCard edition={edition} entry={entry} />
      ))}
    </div>
  );
}

function StoryCard({ edition: { language }, entry }: { edition: Edition; entry: Entry }) {
  const rest = entry.reports.length - SHOWN;
  return (
    <article class="card">
      <p class="meta">
        <Day moment={entry.published} language={language} /> · {count(entry)}
      </p>
      <h3 dir="auto">
        <a href={storyPath(entry.key)}>{entry.title}</a>
      </h3>
      {entry.summary && (
        <p class="summary" dir="auto">
          {entry.summary.split("\n\n")[0]}
        </p>
      )}
      <ul class="outlets rows" aria-label="Reports">
        {entry.reports.slice(0, SHOWN).map((report) => (
          <li>
            <b dir="auto">{report.outlet.name}</b> <Headline report={report} language={language} />
          </li>
        ))}
        {rest > 0 && (
          <li>
            <a href={storyPath(entry.key)}>and {rest} more</a>
          </li>
        )}
      </ul>
      <Tags tags={entry.tags} />
    </article>
  );
}
