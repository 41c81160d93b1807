/** Runs docs/follow.py and docs/follow.mjs, after a first run, when there is nothing new and when there is. */
import { setTimeout as wait } from "node:timers/promises";
import type { Server } from "../support/server.ts";
import type { Table } from "../support/table.ts";
import { missing, type Tool } from "../support/tools.ts";
import { type Place, runBlock } from "./run-block.ts";

const SCRIPTS: readonly [command: string, seen: string, needs: Tool[]][] = [
  ["python3 docs/follow.py", "seen.json", [{ command: "python3", packages: "python3" }]],
  ["node docs/follow.mjs", "seen-by-node.json", []],
];

/** Milliseconds after which the Worker revalidates documents in memory: 2,000, and a margin. */
const MEMORY_LIFETIME = 2_100;

const report = (outlet: string, url: string, title: string): string =>
  `---\noutlet: ${outlet}\ntitle: ${title}\nurl: ${url}\npublished: 2018-08-09\n---\n`;
const NEW = {
  "reports/rt-volcano.md": report("rt", "https://www.rt.com/v", "Volcano erupts near Hirtshals"),
  "reports/uawire-chess.md": report(
    "uawire",
    "https://uawire.org/c",
    "Grandmaster wins chess cup in Lviv",
  ),
};

/** Both scripts have to have run before. */
export async function followStories(server: Server, place: Place, table: Table): Promise<void> {
  const follow = async (address: string, does: string, prints: RegExp): Promise<void> => {
    for (const [command, seen, needs] of SCRIPTS) {
      const why = await missing(needs);
      if (why !== null) {
        table.skip([command, "bash", does], `${command}: ${why}.`);
        continue;
      }
      const ran = await runBlock("bash", `${command} '${address}' ${seen}`, place);
      const passed = ran.code === 0 && prints.test(ran.stdout);
      table.add(passed ? "pass" : "FAIL", [command, "bash", does], ran.stdout + ran.stderr);
    }
  };
  await follow(`${server.url}/feed.json`, "prints nothing if nothing is new", /^$/);
  const unchanged = server.printed().split("GET /feed.json 304").length - 1;
  table.add(
    unchanged >= SCRIPTS.length ? "pass" : "FAIL",
    ["docs/follow.*", "the server", "answers them with 304"],
    server.printed(),
  );
  await server.edit(NEW);
  await server.until("the new reports are filed", ({ reports }) => reports === 7);
  await wait(MEMORY_LIFETIME);
  await follow(
    `${server.url}/feed.json?limit=1`,
    "follows next_url to every new story",
    /^(?=[^]*Volcano erupts.*\n {2}RT: https:\/\/www\.rt\.com\/v\n)(?=[^]*Grandmaster.*\n {2}UAWire: https:)(.*\n){4}$/,
  );
  await follow(`${server.url}/feed.json`, "prints no story twice", /^$/);
  await server.edit({ "reports/rt-volcano.md": null, "reports/uawire-chess.md": null });
  await server.until("they are withdrawn", ({ reports }) => reports === 5);
}
