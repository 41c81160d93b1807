import type { Table } from "../support/table.ts";
import { HUB, pathOf, startLive, type Live } from "./edition.ts";
import { SEVENTH, SIX_REPORTS } from "./events.ts";
import { checker } from "./check.ts";

const DOCUMENTS = ["/", "/rss.xml", "/atom.xml", "/feed.json", "/outlets.opml"];

/** Three outlets, three ticks: six reports are two stories, nothing new changes nothing, a seventh grows one story. */
export async function shows(table: Table): Promise<void> {
  const check = checker(table, "three outlets");
  const live = await startLive(SIX_REPORTS);
  try {
    await live.tick(0);
    const first = await live.stories();
    check("six items on two events become two entries", first.length, 2);
    check(
      "each with all three links",
      first.map(({ links }) => links.length),
      [3, 3],
    );
    check(
      "without what tracks readers",
      first
        .flatMap(({ links }) => links)
        .join()
        .includes("utm_"),
      false,
    );
    check("the hub is told once", pings(live), 1);
    const tags = await etags(
      live,
      first.map(({ url }) => url),
    );

    live.outlets.asked.length = 0;
    await live.tick(300);
    check(
      "a second tick asks all three, conditionally",
      live.outlets.asked.map(({ ifNoneMatch }) => ifNoneMatch !== undefined),
      [true, true, true],
    );
    check(
      "and is told that nothing changed",
      live.outlets.asked.map(({ status }) => status),
      [304, 304, 304],
    );
    check(
      "which changes no ETag",
      await etags(
        live,
        first.map(({ url }) => url),
      ),
      tags,
    );

    check("and of which no hub is told", pings(live), 0);
    live.outlets.feeds.set(pathOf("herald"), [SEVENTH, ...(SIX_REPORTS["herald"] ?? [])]);
    await live.tick(600);
    check("a third tick finds one new report, and tells the hub", pings(live), 1);
    const third = await live.stories();
    check("and leaves two entries", third.length, 2);
    check(
      "of the same ids",
      third.map(({ id }) => id).toSorted(byText),
      first.map(({ id }) => id).toSorted(byText),
    );
    check(
      "one grown by one link, one as it was",
      third.map(({ links }) => links.length).toSorted((a, b) => a - b),
      [3, 4],
    );
    const grown = third.find(({ links }) => links.includes(SEVENTH.link));
    const before = first.find(({ id }) => id === grown?.id);
    check(
      "with its title and address as they were",
      [grown?.title, grown?.url],
      [before?.title, before?.url],
    );
    check(
      "and its links in place",
      before?.links.every((link) => grown?.links.includes(link)),
      true,
    );
  } finally {
    await live.stop();
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** How often the hub was told. */
const pings = ({ outlets }: Live): number =>
  outlets.asked.filter(({ path }) => path === HUB).length;

/** The ETag of every document. */
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
