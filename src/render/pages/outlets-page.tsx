import type { Edition } from "../../model/edition.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";
import { healthOf, nextPoll, type FeedStatus, type OutletHealth } from "../data/health.ts";
import { fill, stringsOf, type Strings } from "../strings/index.ts";
import { langAttribute } from "./common.tsx";
import { page } from "./layout.tsx";

/** The string for each feed state. */
const STATES = {
  ok: "stateOk",
  failing: "stateFailing",
  stopped: "stateStopped",
  paused: "statePaused",
  waiting: "stateWaiting",
  files: "stateFiles",
} as const satisfies Record<FeedStatus, keyof Strings>;

/** The outlets and who is behind each; how their feeds are doing is folded away, unless one fails. */
export function outletsPage(edition: Edition, feeds: readonly FeedHealth[]): string {
  const outlets = healthOf(edition, feeds);
  const strings = stringsOf(edition.language);
  const polled = outlets.filter(({ feed }) => feed !== null);
  return page({
    edition,
    title: strings.outletsTitle,
    description: fill(strings.outletsDescription, stripIllegal(edition.title)),
    path: "/outlets",
    children: (
      <article class="wide">
        <h1>{strings.outletsTitle}</h1>
        <ul class="outlets">
          {outlets.map(({ outlet, feed }) => (
            <li>
              <b>
                <Name id={outlet.id} name={outlet.name} />
              </b>
              <span>
                {outlet.about !== "" && (
                  <bdi {...langAttribute(edition.language, edition)}>
                    {stripIllegal(outlet.about)}
                  </bdi>
                )}{" "}
                <Home home={outlet.home} />
                {feed?.error && (
                  <span class="error" dir="auto" lang="en">
                    {stripIllegal(feed.error)}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        {polled.length > 0 && <Polling outlets={polled} strings={strings} />}
      </article>
    ),
  });
}

function Home({ home }: { home: string }) {
  const address = webAddress(home);
  return address && <a href={address}>{new URL(address).hostname}</a>;
}

function Polling({ outlets, strings }: { outlets: readonly OutletHealth[]; strings: Strings }) {
  const columns = [
    strings.state,
    strings.lastPoll,
    strings.lastSuccess,
    strings.nextPoll,
    strings.reportsColumn,
    strings.sharedColumn,
  ];
  return (
    <details class="polling">
      <summary>
        {strings.polling}: {summary(outlets, strings)}
      </summary>
      <p>
        {strings.pollingNote} <a href="/outlets.json">/outlets.json</a>
      </p>
      <table class="health">
        <thead>
          <tr>
            {[strings.outlet, ...columns].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outlets.map((health) => (
            <Row health={health} columns={columns} strings={strings} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** "4 ok, 1 failing". */
const summary = (outlets: readonly OutletHealth[], strings: Strings): string =>
  [...Map.groupBy(outlets, ({ state }) => state)]
    .map(([state, group]) => `${group.length} ${strings[STATES[state]]}`)
    .join(", ");

function Row({
  health,
  columns,
  strings,
}: {
  health: OutletHealth;
  columns: readonly string[];
  strings: Strings;
}) {
  const { outlet, state, feed } = health;
  const cells = [
    strings[STATES[state]],
    <Time moment={feed?.lastPoll ?? null} never={strings.never} />,
    <Time moment={feed?.lastGood ?? null} never={strings.never} />,
    <Time moment={nextPoll(health)} never={strings.never} />,
    feed?.reports ?? 0,
    feed?.folded ?? 0,
  ];
  return (
    <tr>
      <th scope="row">
        <Name id={outlet.id} name={outlet.name} />
      </th>
      {cells.map((cell, column) => (
        <td data-name={columns[column]}>{cell}</td>
      ))}
    </tr>
  );
}

/** The outlet's name as a link to the stories that it reports. */
function Name({ id, name }: { id: string; name: string }) {
  return (
    <a dir="auto" href={`/outlets/${encodeURIComponent(id)}`}>
      {stripIllegal(name)}
    </a>
  );
}

/** A time in UTC, to the minute: short enough for seven columns. Its date does not wrap at the hyphens. */
function Time({ moment, never }: { moment: number | null; never: string }) {
  if (moment === null) return <>{never}</>;
  const value = new Date(moment).toISOString();
  return (
    <time datetime={value}>{value.slice(0, 16).replace("T", " ").replaceAll("-", "\u2011")}</time>
  );
}
