import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { healthOf, type OutletHealth, type FeedStatus } from "../data/health.ts";
import { page } from "./layout.tsx";
import { langAttribute, pluralize } from "./common.tsx";

/** Label of each feed state. */
const STATUS_LABELS: Record<FeedStatus, string> = {
  ok: "ok",
  failing: "failing",
  stopped: "stopped",
  paused: "paused",
  waiting: "not polled yet",
  files: "files only",
};

const COLUMNS = ["State", "Last poll", "Last good", "Next poll", "Reports", "Shared"] as const;

/** The list of outlets and the health of their feeds. */
export function outletsPage(edition: Edition, feeds: readonly FeedHealth[]): string {
  const outlets = healthOf(edition, feeds);
  const withFeed = outlets.filter(({ state }) => state !== "files");
  const withoutFeed = outlets.filter(({ state }) => state === "files");
  return page({
    edition,
    title: "Outlets",
    description: `The outlets of ${stripIllegal(edition.title)}, and how the feed of each fares.`,
    path: "/outlets",
    children: (
      <article>
        <h1>Outlets</h1>
        {withFeed.length > 0 && (
          <section aria-labelledby="feeds">
            <h2 id="feeds">Read from their own feeds</h2>
            <p>
              {summary(withFeed)} Times are in UTC. Reports are those of the last seven days; shared
              are those in a story with another outlet’s. The same as data is at{" "}
              <a href="/outlets.json">/outlets.json</a>.
            </p>
            <table class="health">
              <thead>
                <tr>
                  {["Outlet", ...COLUMNS].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {withFeed.map((health) => (
                  <Row health={health} />
                ))}
              </tbody>
            </table>
          </section>
        )}
        {withoutFeed.length > 0 && (
          <section aria-labelledby="files">
            <h2 id="files">From files only</h2>
            <ul class="rows">
              {withoutFeed.map(({ outlet }) => (
                <li>
                  <Name outlet={outlet} />
                  <span dir="auto" {...langAttribute(edition.language)}>
                    {stripIllegal(outlet.about)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    ),
  });
}

/** "5 outlets: 4 ok, 1 failing." */
function summary(outlets: readonly OutletHealth[]): string {
  const counts = [...Map.groupBy(outlets, ({ state }) => state)]
    .map(([state, group]) => `${group.length} ${STATUS_LABELS[state]}`)
    .join(", ");
  return `${pluralize(outlets.length, "outlet")}: ${counts}.`;
}

function Row({ health }: { health: OutletHealth }) {
  const { outlet, state, feeds } = health;
  const cells = [
    STATUS_LABELS[state],
    <Time moment={health.lastPoll} />,
    <Time moment={health.lastGood} />,
    <Time moment={health.nextPoll} />,
    health.reports,
    health.folded,
  ];
  return (
    <tr>
      <th scope="row">
        <Name outlet={outlet} />
        {feeds.map((feed) => (
          <FeedRemarks feed={feed} named={feeds.length > 1} />
        ))}
      </th>
      {cells.map((cell, column) => (
        <td data-name={COLUMNS[column]}>{cell}</td>
      ))}
    </tr>
  );
}

/** What is wrong with a feed, and what was repaired in it or left out when it was last read. */
function FeedRemarks({ feed, named }: { feed: FeedHealth; named: boolean }) {
  const { url, error, notes, held } = feed;
  const about = named ? `${url}: ` : "";
  return (
    <>
      {error && (
        <span class="error" dir="auto">
          {stripIllegal(about + error)}
        </span>
      )}
      {held > 0 && (
        <span class="error" dir="auto">
          {stripIllegal(
            `${about}${pluralize(held, "new report")} of its last poll ${held === 1 ? "waits" : "wait"} until tomorrow: the outlet publishes far more than usual.`,
          )}
        </span>
      )}
      {notes.length > 0 && (
        <span class="notes" dir="auto">
          {stripIllegal(`${about}${notes.join("; ")}.`)}
        </span>
      )}
    </>
  );
}

/** The outlet's name as a link to the stories that it reports. */
function Name({ outlet: { id, name } }: Pick<OutletHealth, "outlet">) {
  return (
    <a dir="auto" href={`/outlets/${encodeURIComponent(id)}`}>
      {stripIllegal(name)}
    </a>
  );
}

/** A time in UTC, to the minute: short enough for seven columns. Its date does not wrap at the hyphens. */
function Time({ moment }: { moment: number | null }) {
  if (moment === null) return <>never</>;
  const value = new Date(moment).toISOString();
  return (
    <time datetime={value}>{value.slice(0, 16).replace("T", " ").replaceAll("-", "\u2011")}</time>
  );
}
