import type { Edition } from "../../model/edition.ts";
import { legal } from "../../model/text.ts";
import type { WireHealth } from "../../model/wire.ts";
import { dateText } from "../date.ts";
import { healthOf, nextPoll, type OutletHealth, type State } from "../health.ts";
import { page } from "./layout.tsx";

const WORDS: Record<State, string> = {
  ok: "ok",
  failing: "failing",
  stopped: "stopped",
  paused: "paused",
  waiting: "not polled yet",
  files: "files only",
};

/** Who the outlets are, and how the feed of each fares. */
export function outletsPage(edition: Edition, wires: readonly WireHealth[]): string {
  const outlets = healthOf(edition, wires);
  const fed = outlets.filter(({ wire }) => wire !== null);
  const filed = outlets.filter(({ wire }) => wire === null);
  return page({
    edition,
    title: "Outlets",
    description: `The outlets of ${legal(edition.title)}, and how the feed of each fares.`,
    path: "/outlets",
    children: (
      <article>
        <h1>Outlets</h1>
        {fed.length > 0 && (
          <section aria-labelledby="feeds">
            <h2 id="feeds">Read from their own feeds</h2>
            <p>
              {summary(fed)} The same as data is at <a href="/outlets.json">/outlets.json</a>.
            </p>
            <table class="health">
              <thead>
                <tr>
                  {["Outlet", "State", "Last poll", "Last good poll", "Next poll"].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                  <th scope="col">Reports in 7 days</th>
                  <th scope="col">In a story with others</th>
                </tr>
              </thead>
              <tbody>
                {fed.map((health) => (
                  <Row health={health} language={edition.language} />
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
  return `${outlets.length} outlet${outlets.length === 1 ? "" : "s"}: ${counts}.`;
}

function Row({ health, language }: { health: OutletHealth; language: string }) {
  const { outlet, state, wire } = health;
  return (
    <tr>
      <th scope="row">
        <Name outlet={outlet} />
      </th>
      <td data-name="State">
        {WORDS[state]}
        {wire?.error && (
          <span class="error" dir="auto">
            {legal(wire.error)}
          </span>
        )}
      </td>
      <td data-name="Last poll">
        <Time moment={wire?.lastPoll ?? null} language={language} />
      </td>
      <td data-name="Last good poll">
        <Time moment={wire?.lastGood ?? null} language={language} />
      </td>
      <td data-name="Next poll">
        <Time moment={nextPoll(health)} language={language} />
      </td>
      <td data-name="Reports in 7 days">{wire?.reports ?? 0}</td>
      <td data-name="In a story with others">{wire?.folded ?? 0}</td>
    </tr>
  );
}

function Name({ outlet: { name, home } }: Pick<OutletHealth, "outlet">) {
  return (
    <a dir="auto" href={home}>
      {legal(name)}
    </a>
  );
}

function Time({ moment, language }: { moment: number | null; language: string }) {
  return moment === null ? (
    <>never</>
  ) : (
    <time datetime={new Date(moment).toISOString()}>{dateText(moment, language, true)} UTC</time>
  );
}
