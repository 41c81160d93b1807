import type { Edition } from "../../model/edition.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";
import { healthOf, type FeedStatus, type OutletHealth } from "../data/health.ts";
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

/**
 * The outlets and who is behind each; how their feeds are doing is folded away, except for what failed.
 *
 * @param slowed why feeds are polled more slowly than they are due
 */
export function outletsPage(
  edition: Edition,
  all: readonly FeedHealth[],
  slowed: string | null = null,
): string {
  const outlets = healthOf(edition, all);
  const strings = stringsOf(edition.language);
  const polled = outlets.filter(({ state }) => state !== "files");
  return page({
    edition,
    title: strings.outletsTitle,
    description: fill(strings.outletsDescription, stripIllegal(edition.title)),
    path: "/outlets",
    children: (
      <article class="wide">
        <h1>{strings.outletsTitle}</h1>
        {slowed !== null && (
          <p class="error" lang="en">
            {`${slowed}.`}
          </p>
        )}
        <ul class="outlets">
          {outlets.map(({ outlet, feeds }) => (
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
                {feeds.map((feed) => (
                  <Failure feed={feed} named={feeds.length > 1} strings={strings} />
                ))}
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
  const { outlet, state, feeds } = health;
  const cells = [
    strings[STATES[state]],
    <Time moment={health.lastPoll} never={strings.never} />,
    <Time moment={health.lastGood} never={strings.never} />,
    <Time moment={health.nextPoll} never={strings.never} />,
    health.reports,
    health.folded,
  ];
  return (
    <tr>
      <th scope="row">
        <Name id={outlet.id} name={outlet.name} />
        {feeds.map((feed) => (
          <Notes feed={feed} named={feeds.length > 1} />
        ))}
      </th>
      {cells.map((cell, column) => (
        <td data-name={columns[column]}>{cell}</td>
      ))}
    </tr>
  );
}

interface OfFeed {
  feed: FeedHealth;
  /** Whether the feed's address is needed to tell it from the outlet's other feeds. */
  named: boolean;
}

/** What is wrong with a feed, and how many of its reports are held back. */
function Failure({ feed: { url, error, held }, named, strings }: OfFeed & { strings: Strings }) {
  const about = named ? `${url}: ` : "";
  return (
    <>
      {error && (
        <span class="error" dir="auto" lang="en">
          {stripIllegal(about + error)}
        </span>
      )}
      {held > 0 && (
        <span class="error" dir="auto">
          {stripIllegal(about + strings.reportsHeld(held))}
        </span>
      )}
    </>
  );
}

/** What was repaired in a feed or left out when it was last read. */
function Notes({ feed: { url, notes }, named }: OfFeed) {
  return (
    notes.length > 0 && (
      <span class="notes" dir="auto" lang="en">
        {stripIllegal(`${named ? `${url}: ` : ""}${notes.join("; ")}.`)}
      </span>
    )
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
