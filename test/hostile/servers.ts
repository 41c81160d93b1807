import { checker } from "../live/check.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { rss, type Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { days, feedOf, startEdition } from "./edition.ts";

const SEED = 31;
const XML = { "Content-Type": "application/rss+xml" };

/** What an outlet's server sends: the edition's own feed, addresses of private networks, validators it cannot take back. */
export async function servers(table: Table): Promise<void> {
  const check = checker(table, "outlets' servers");
  const edition = await startEdition(
    ["mirror", "inside", "sticky", "long", "linker"].map((id) => ({ id })),
  );
  const requests: (string | undefined)[] = [];
  const item = (id: string, event: number, minutes: number): Item => ({
    ...reportOf(SEED, event, 0),
    link: `https://${id}.example/${event}`,
    date: edition.date(minutes),
  });
  try {
    edition.answer("/feeds/mirror", (_, response) => {
      response.writeHead(301, { Location: `${edition.server.url}/rss.xml` }).end();
    });
    edition.answer("/feeds/inside", (_, response) => {
      response.writeHead(302, { Location: "http://api.default.svc../feed" }).end();
    });
    edition.answer("/feeds/sticky", ({ headers }, response) => {
      const validator = headers["if-none-match"];
      requests.push(validator);
      if (validator === undefined)
        response
          .writeHead(200, { ...XML, ETag: `"${"x".repeat(4_000)}"` })
          .end(rss([item("sticky", requests.length, -requests.length)]));
      else response.writeHead(431).end();
    });
    // Oldest first, and more than are read.
    edition.answer(
      "/feeds/long",
      feedOf(() => Array.from({ length: 520 }, (_, k) => item("long", 1_000 + k, k - 600))),
    );
    edition.publish("linker", [
      { ...item("linker", 5, -5), link: `${edition.server.url}/stories/x` },
      item("linker", 6, -6),
    ]);
    await edition.tick(0);
    for (const tick of [1, 2, 3]) await edition.tick(days(tick));
    const { outlets } = JSON.parse(await edition.text("/outlets.json")) as {
      outlets: { id: string; error: string | null; state: string }[];
    };
    const errorOf = (id: string): string => outlets.find((each) => each.id === id)?.error ?? "";
    check(
      "a redirect to the edition itself is refused",
      errorOf("mirror").includes("this edition itself"),
      true,
    );
    check(
      "a redirect into a private network is refused, however many dots its name ends with",
      errorOf("inside").includes("a name on a local network"),
      true,
    );
    const links = (await edition.entries()).flatMap(({ _storyfold }) =>
      _storyfold.reports.map(({ url }) => url),
    );
    check(
      "an item that links to the edition itself is left out, the others are not",
      [
        links.some((url) => url.startsWith(edition.server.url)),
        links.includes("https://linker.example/6"),
      ],
      [false, true],
    );
    check(
      "a validator that the server cannot take is not sent for ever",
      requests.slice(2).includes(undefined),
      true,
    );
    const { items } = JSON.parse(await edition.text("/outlets/long/feed.json?limit=200")) as {
      items: { external_url: string }[];
    };
    check(
      "a feed with more items than are read gives its newest",
      [items[0]?.external_url, items.some((each) => each.external_url.endsWith("/1000"))],
      ["https://long.example/1519", false],
    );
  } finally {
    await edition.stop();
  }
}

/** A tick at a wrong time: polling goes on afterwards, and nothing that the tick dated stays on top. */
export async function wrongClock(table: Table): Promise<void> {
  const check = checker(table, "a tick ten years ahead");
  const edition = await startEdition([{ id: "herald" }, { id: "tribune" }]);
  const item = (id: string, event: number, date?: string): Item => ({
    ...reportOf(SEED, event, 0),
    link: `https://${id}.example/${event}`,
    ...(date !== undefined && { date }),
  });
  try {
    edition.publish("herald", [item("herald", 1, edition.date(-10))]);
    edition.publish("tribune", [item("tribune", 2, edition.date(-20))]);
    await edition.tick(0);
    const undated = {
      title: "Museum in Gdansk returns a stolen Vermeer",
      text: "The painting had been missing since 1943.",
      link: "https://herald.example/3",
    };
    edition.publish("herald", [undated, item("herald", 1, edition.date(-10))]);
    await edition.tick(days(3_650));
    const dated = (await edition.entries())[0];
    check(
      "the tick dates a report without a date",
      dated?.external_url,
      "https://herald.example/3",
    );
    edition.outlets.requests.length = 0;
    edition.publish("tribune", [item("tribune", 4, edition.date(290))]);
    await edition.tick(300);
    check("feeds are polled after it", edition.outlets.requests.length, 2);
    edition.publish("tribune", [item("tribune", 5, edition.date(590))]);
    await edition.tick(600);
    const order = (await edition.entries()).map(({ external_url: url }) => url.slice(8));
    check("nothing dated by it stays on top", order.slice(0, 2), [
      "tribune.example/5",
      "herald.example/3",
    ]);
    const summaries = (await edition.entries()).filter(({ summary }) => summary === "");
    check("it takes no summary away", summaries, []);
  } finally {
    await edition.stop();
  }
}

/** /healthz while nothing polls, and while no feed can be read. */
export async function health(table: Table): Promise<void> {
  const check = checker(table, "/healthz");
  const edition = await startEdition([{ id: "herald" }]);
  const problem = async (): Promise<string> =>
    (JSON.parse(await edition.text("/healthz")) as { problem?: string }).problem ?? "";
  try {
    edition.publish("herald", [
      { ...reportOf(SEED, 1, 0), link: "https://herald.example/1", date: edition.date(-10) },
    ]);
    await edition.tick(0);
    check(
      "is 200 while polling works",
      [await edition.status("/healthz"), await problem()],
      [200, ""],
    );
    await edition.stop();
  } finally {
    await edition.stop();
  }
  const late = await startEdition([{ id: "herald" }]);
  try {
    late.publish("herald", []);
    // By the machine's clock, the last tick was ten days ago.
    await late.tick(days(-10));
    const text = await late.text("/healthz");
    check(
      "is 503 with the reason after polling has stopped",
      [await late.status("/healthz"), text.includes("no feed has been polled since")],
      [503, true],
    );
    late.outlets.feeds.clear();
    late.answer("/feeds/herald", (_, response) => void response.writeHead(500).end());
    await late.tick(days(-0.01));
    check(
      "is 503 with the reason after no feed could be read for a day",
      (await late.text("/healthz")).includes("no feed could be read"),
      true,
    );
  } finally {
    await late.stop();
  }
}
