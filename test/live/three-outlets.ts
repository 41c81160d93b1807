import type { Table } from "../support/table.ts";
import { HUB, pathOf, startLive, type Live } from "./edition.ts";
import { SEVENTH_ITEM, SIX_ITEMS } from "./sample-items.ts";
import { checker } from "./check.ts";

const DOCUMENTS = ["/", "/rss.xml", "/atom.xml", "/feed.json", "/outlets.opml"];

/** Three outlets, three ticks: six reports make two stories, an unchanged poll changes nothing, a seventh joins one. */
export async function threeOutlets(table: Table): Promise<void> {
  const check = checker(table, "three outlets");
  const live = await startLive(SIX_ITEMS);
  try {
    await live.tick(0);
    const first = await live.stories();
    check("six items about two events become two entries", first.length, 2);
    check(
      "each entry has all three links",
      first.map(({ links }) => links.length),
      [3, 3],
    );
    check(
      "links have no tracking parameters",
      first
        .flatMap(({ links }) => links)
        .join()
        .includes("utm_"),
      false,
    );
    check("the hub is notified once", hubRequests(live), 1);
    const tags = await etags(
      live,
      first.map(({ url }) => url),
    );

    live.outlets.requests.length = 0;
    await live.tick(300);
    check(
      "a second tick sends conditional requests to all three",
      live.outlets.requests.map(({ ifNoneMatch }) => ifNoneMatch !== undefined),
      [true, true, true],
    );
    check(
      "all three answer 304",
      live.outlets.requests.map(({ status }) => status),
      [304, 304, 304],
    );
    check(
      "no ETag changes",
      await etags(
        live,
        first.map(({ url }) => url),
      ),
      tags,
    );

    check("the hub is not notified", hubRequests(live), 0);
    live.outlets.feeds.set(pathOf("herald"), [SEVENTH_ITEM, ...(SIX_ITEMS["herald"] ?? [])]);
    await live.tick(600);
    check("a third tick with one new report notifies the hub", hubRequests(live), 1);
    const third = await live.stories();
    check("there are still two entries", third.length, 2);
    check(
      "their ids do not change",
      third.map(({ id }) => id).toSorted(byText),
      first.map(({ id }) => id).toSorted(byText),
    );
    check(
      "one entry has a fourth link, the other does not change",
      third.map(({ links }) => links.length).toSorted((a, b) => a - b),
      [3, 4],
    );
    const grown = third.find(({ links }) => links.includes(SEVENTH_ITEM.link));
    const before = first.find(({ id }) => id === grown?.id);
    check(
      "its title and URL do not change",
      [grown?.title, grown?.url],
      [before?.title, before?.url],
    );
    check(
      "its earlier links are still there",
      before?.links.every((link) => grown?.links.includes(link)),
      true,
    );
  } finally {
    await live.stop();
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** Number of requests to the hub. */
const hubRequests = ({ outlets }: Live): number =>
  outlets.requests.filter(({ path }) => path === HUB).length;

/** The ETag of every document and of the given pages, by URL. */
async function etags(
  { server }: Live,
  pages: readonly string[],
): Promise<Record<string, string | null>> {
  const urls = [...DOCUMENTS.map((path) => server.url + path), ...pages];
  const tags = await Promise.all(
    urls.map(
      async (url) => [url, (await fetch(url, { method: "HEAD" })).headers.get("ETag")] as const,
    ),
  );
  return Object.fromEntries(tags);
}
