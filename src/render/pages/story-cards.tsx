import type { Edition } from "../../model/edition.ts";
import { excerpt } from "../../model/excerpt.ts";
import { coverage } from "../entry-html.tsx";
import type { Entry, EntryReport } from "../entry.ts";
import { fillWith, stringsOf } from "../strings/index.ts";
import { Headline, langAttribute, StoryLink, UpdatedTime } from "./common.tsx";

/** Number of outlets from which a story is shown large, and its summary with it. */
const LARGE = 4;

/** Maximum number of other outlets' headlines with a story: of a large one, and of any other. */
const MAX_HEADLINES = { large: 3, medium: 2 };

/** Maximum length of a summary, in UTF-16 code units. */
const MAX_SUMMARY = 220;

/**
 * The stories of a list, in its order. How much of a story is shown depends on how many outlets report it: a story of one
 * outlet is one line.
 */
export function StoryCards({
  entries,
  edition,
  level = 2,
}: {
  entries: readonly Entry[];
  edition: Edition;
  /** Level of the stories' headings. */
  level?: 2 | 3;
}) {
  return (
    <div class="stories">
      {runsOf(entries).map((run) =>
        isSingle(run[0]) ? (
          <ul class="briefs" aria-label={stringsOf(edition.language).oneOutletEach}>
            {run.map((entry) => (
              <Brief entry={entry} edition={edition} />
            ))}
          </ul>
        ) : (
          run.map((entry) => <Card entry={entry} edition={edition} level={level} />)
        ),
      )}
    </div>
  );
}

const isSingle = (entry: Entry | undefined): boolean => entry?.counts.outlets === 1;

/** Neighbours that are shown in the same way, together. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run && isSingle(run[0]) === isSingle(entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** A story of one outlet, in one line. */
function Brief({ entry, edition }: { entry: Entry; edition: Edition }) {
  return (
    <li>
      <StoryLink entry={entry} edition={edition} />{" "}
      <span class="meta">
        <bdi>{entry.outlets[0]?.name}</bdi> <UpdatedTime entry={entry} edition={edition} />
      </span>
    </li>
  );
}

function Card({ entry, edition, level }: { entry: Entry; edition: Edition; level: 2 | 3 }) {
  const link = <StoryLink entry={entry} edition={edition} />;
  const strings = stringsOf(edition.language);
  const large = entry.counts.outlets >= LARGE;
  const summary = excerpt(entry.summary.split("\n\n")[0] ?? "", MAX_SUMMARY);
  return (
    <article class={large ? "card large" : "card"}>
      <div>
        {level === 2 ? <h2>{link}</h2> : <h3>{link}</h3>}
        {large && summary !== "" && (
          <p class="summary" dir="auto" {...langAttribute(entry.summaryLanguage, edition)}>
            {summary}
          </p>
        )}
        <p class="meta">
          <b>{coverage(entry, strings)}</b>{" "}
          <span>{fillWith(strings.newest, <UpdatedTime entry={entry} edition={edition} />)}</span>
        </p>
      </div>
      <OtherHeadlines
        entry={entry}
        edition={edition}
        max={large ? MAX_HEADLINES.large : MAX_HEADLINES.medium}
      />
    </article>
  );
}

/** How other outlets put it: the first report of each, without the headline that the story has. */
function OtherHeadlines({ entry, edition, max }: { entry: Entry; edition: Edition; max: number }) {
  const strings = stringsOf(edition.language);
  const shown = competing(entry).slice(0, max);
  const rest = entry.counts.outlets - new Set(shown.map(({ outlet }) => outlet.id)).size;
  return (
    <ul class="headlines" aria-label={strings.theOutlets}>
      {shown.map((report) => (
        <li>
          <b>
            <bdi>{report.outlet.name}</bdi>
          </b>{" "}
          <Headline report={report} edition={edition} />
        </li>
      ))}
      {rest > 0 && <li class="rest">{strings.moreOutlets(rest)}</li>}
    </ul>
  );
}

/** One report of each outlet, those with other words than the story's headline first. */
function competing({ reports, outlets, title }: Entry): EntryReport[] {
  const firsts = outlets.flatMap(
    ({ id }) => reports.find(({ outlet, url }) => outlet.id === id && url !== null) ?? [],
  );
  const isOther = (report: EntryReport): boolean =>
    report.title !== title && report.copyOf === null;
  return [...firsts.filter(isOther), ...firsts.filter((report) => !isOther(report))];
}
