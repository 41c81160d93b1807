import { startOutlets, type Outlets } from "../support/outlets/outlet-server.ts";
import { startServer, type Edits } from "../support/server.ts";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { busyServer, linkOf, oddServers, type Calendar } from "./odd-server.ts";

/** More than the eight days after which a server that always answers 304 is asked without validators. */
const DAYS = 10;
/** Hours between two ticks: the usual maximum interval, so that every feed is due at each. */
const HOURS_PER_TICK = 4;
const HOUR = 3_600_000;

/** Polls servers that misuse HTTP for ten simulated days. Each publishes one report a day. */
export async function oddWeeks(table: Table): Promise<void> {
  const check = checker(table, "odd servers");
  const calendar: Calendar = { start: Date.now(), day: 0 };
  const [odd, busy] = [await startOutlets(), await startOutlets()];
  for (const [path, behaviour] of Object.entries(oddServers(calendar)))
    odd.behaviours.set(path, behaviour);
  for (const [path, behaviour] of Object.entries(busyServer(calendar)))
    busy.behaviours.set(path, behaviour);
  const server = await startServer({
    content: { reports: null, stories: null, ...contentWith(odd, busy) },
    vars: { STORYFOLD_ALLOW_LOOPBACK: "1" },
  });
  /** Requests by day. */
  const requests = new Map<number, string[]>();
  try {
    for (let hours = 0; hours < DAYS * 24; hours += HOURS_PER_TICK) {
      calendar.day = Math.floor(hours / 24);
      // A minute later than planned, so that what is due now is due.
      const time = calendar.start + hours * HOUR + (hours + 1) * 60_000;
      const response = await fetch(`${server.url}/cdn-cgi/local/scheduled?time=${time}`, {
        signal: AbortSignal.timeout(60_000),
      });
      if (!response.ok) throw new Error(`the tick failed: ${await response.text()}`);
      const paths = [...odd.requests, ...busy.requests].map(({ path }) => path);
      requests.set(calendar.day, [...(requests.get(calendar.day) ?? []), ...paths]);
      odd.requests.length = busy.requests.length = 0;
    }
    const links = await linksOf(server.url);
    const filed = (outlet: number): number[] =>
      Array.from({ length: DAYS }, (_, day) => day).filter((day) =>
        links.includes(linkOf(outlet, day)),
      );
    const all = Array.from({ length: DAYS }, (_, day) => day);
    for (const [outlet, name] of IDS.entries()) {
      if (name === "stuck") continue;
      check(`${name}: every report is filed, once`, filed(outlet), all);
    }
    check("stuck: after eight days of 304, the feed is read again", filed(0).includes(7), true);
    check("no report is filed twice", new Set(links).size, links.length);
    const count = (path: string, day: number): number =>
      (requests.get(day) ?? []).filter((each) => each === path).length;
    check(
      "moving: a redirect to a page that is no feed is not remembered",
      count("/moving", 3) > 0,
      true,
    );
    check(
      "moving: after two redirects, only the new address is asked",
      [count("/moving", 6), count("/moved", 6) > 0],
      [0, true],
    );
    check(
      "busy: after its 429, neither feed of the host is asked for a day",
      [count("/one", 3), count("/two", 3)].every((asked) => asked <= 1),
      true,
    );
    check("busy: then both are", [count("/one", 5) > 0, count("/two", 5) > 0], [true, true]);
    const health = await fetch(`${server.url}/outlets.json`);
    const { outlets } = await health.json<{ outlets: { id: string; state: string }[] }>();
    check(
      "every outlet is well in the end",
      outlets.map(({ id, state }) => `${id} ${state}`),
      IDS.map((id) => `${id} ok`),
    );
  } finally {
    await server.stop();
    await Promise.all([odd.stop(), busy.stop()]);
  }
}

/** The outlets by number. The last two are the feeds of one host. */
const IDS = [
  "stuck",
  "renamed",
  "picky",
  "future",
  "cookie",
  "packed",
  "moving",
  "busy-one",
  "busy-two",
];

function contentWith(odd: Outlets, busy: Outlets): Edits {
  const feeds = IDS.map((id) =>
    id.startsWith("busy-") ? `${busy.url}/${id.slice(5)}` : `${odd.url}/${id}`,
  );
  return {
    "edition.yaml": (text) => text.replace(/^entries:.*$/m, "entries: 500"),
    "outlets.yaml": IDS.map(
      (id, n) =>
        `- { id: ${id}, name: The ${id}, home: "https://outlet-${n}.example/", feed: "${feeds[n]}" }`,
    ).join("\n"),
  };
}

async function linksOf(url: string): Promise<string[]> {
  const response = await fetch(`${url}/feed.json`);
  const feed = await response.json<{ items: { _storyfold: { reports: { url: string }[] } }[] }>();
  return feed.items.flatMap(({ _storyfold }) => _storyfold.reports.map((report) => report.url));
}
