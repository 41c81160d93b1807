import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { healthOf, nextPoll, type OutletHealth, type FeedStatus } from "../data/health.ts";
import { page } from "./layout.tsx";
import { langAttribute, number } from "./common.tsx";

const WORDS: Record<FeedStatus, string> = {
  ok: "ok",
  failing: "failing",
  stopped: "stopped",
  paused: "paused",
  waiting: "not polled yet",
  files: "files only",
};

const COLUMNS = ["State", "Last poll", "Last good", "Next poll", "Reports", "Shared"] as const;

/** Who the outlets are, and how the feed of each fares. */
export function outletsPage(edition: Edition, wires: readonly FeedHealth[]): string {
  const outlets = healthOf(edition, wires);
  const fed = outlets.filter(({ wire }) => wire !== null);
  const filed = outlets.filter(({ wire }) => wire === null);
  return page({
    edition,
    title: "Outlets",
    description: `The outlets of ${stripIllegal(edition.title)}, and how the feed of each fares.`,
    path: "/outlets",
    children: (
      <article>
        <h1>Outlets</h1>
        {fed.length > 0 && (
          <section aria-labelledby="feeds">
            <h2 id="feeds">Read from their own feeds</h2>
            <p>
              {summary(fed)} Times are in UTC. Reports are those of the last seven days; shared are
              those in a story with another outlet’s. The same as data is at{" "}
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
                {fed.map((health) => (
                  <Row health={health} />
                ))}
              </tbody>
            </table>
          </section>
        )}
        {filed.length > 0 && (
          <section aria-labelledby="files">
            <h2 id="files">From files only</h2>
            <ul class="rows">
              {filed.map(({ outlet }) => (
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
    .map(([state, those]) => `${those.length} ${WORDS[state]}`)
    .join(", ");
  return `${number(outlets.length, "outlet")}: ${counts}.`;
}

function Row({ health }: { health: OutletHealth }) {
  const { outlet, state, wire } = health;
  const cells = [
    WORDS[state],
    <Time moment={wire?.lastPoll ?? null} />,
    <Time moment={wire?.lastGood ?? null} />,
    <Time moment={nextPoll(health)} />,
    wire?.reports ?? 0,
    wire?.folded ?? 0,
  ];
  return (
    <tr>
      <th scope="row">
        <Name outlet={outlet} />
        {wire?.error && (
          <span class="error" dir="auto">
            {stripIllegal(wire.error)}
          </span>
        )}
      </th>
      {cells.map((cell, column) => (
        <td data-name={COLUMNS[column]}>{cell}</td>
      ))}
    </tr>
  );
}

/** Leads to the stories that the outlet reports. */
function Name({ outlet: { id, name } }: Pick<OutletHealth, "outlet">) {
  return (
    <a dir="auto" href={`/outlets/${encodeURIComponent(id)}`}>
      {stripIllegal(name)}
    </a>
  );
}

/** To the minute, in UTC: short enough for seven columns. A day does not break at its hyphens. */
function Time({ moment }: { moment: number | null }) {
  if (moment === null) return <>never</>;
  const value = new Date(moment).toISOString();
  return (
    <time datetime={value}>{value.slice(0, 16).replace("T", " ").replaceAll("-", "\u2011")}</time>
  );
}
