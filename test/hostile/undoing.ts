import { checker } from "../live/check.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { startEdition, type HostileEdition } from "./edition.ts";

const SEED = 21;
const DOCUMENTS = ["/", "/rss.xml", "/atom.xml", "/feed.json", "/outlets", "/outlets.opml"];

/** The outlet's report of an event. The later an outlet in this list, the later it reports. */
const OUTLETS = ["tribune", "herald", "courier"];
const item = (edition: HostileEdition, id: string, event: number): Item => ({
  ...reportOf(SEED, event, OUTLETS.indexOf(id)),
  link: `https://${id}.example/${event}`,
  guid: `${id}-${event}`,
  date: edition.date(-100 + 10 * OUTLETS.indexOf(id) + event),
});

/** Withdraws an outlet and a report, removes an outlet and renames one, each with a deployment. */
export async function undoing(table: Table): Promise<void> {
  const check = checker(table, "undoing");
  const [tribune, herald, courier] = OUTLETS.map((id) => ({ id })) as [
    { id: string },
    { id: string },
    { id: string },
  ];
  const edition = await startEdition([tribune, herald, courier]);
  try {
    edition.publish(
      "tribune",
      [0, 1, 2].map((event) => item(edition, "tribune", event)),
    );
    edition.publish(
      "herald",
      [0, 1, 3].map((event) => item(edition, "herald", event)),
    );
    edition.publish(
      "courier",
      [1, 4].map((event) => item(edition, "courier", event)),
    );
    await edition.tick(0);
    const before = await edition.entries();
    check("five events are five entries", before.length, 5);
    const withLink = (link: string) => before.find(({ external_url: url }) => url === link);
    const alone = withLink("https://tribune.example/2");
    const led = withLink("https://tribune.example/0");

    await edition.deploy(
      [{ ...tribune, more: "  withdrawn: true" }, herald, courier],
      async () => !(await edition.text("/feed.json")).includes("tribune"),
    );
    await edition.tick(300);
    const pages = before.map(({ url }) => new URL(url).pathname);
    const texts = await Promise.all([...DOCUMENTS, ...pages].map((path) => edition.text(path)));
    check(
      "a withdrawn outlet is in no document and on no page",
      texts.filter((text) => text.includes("tribune")).length,
      0,
    );
    const titles = OUTLETS.slice(0, 1).flatMap((id) =>
      [0, 1, 2].map((event) => item(edition, id, event).title),
    );
    check(
      "nor are its headlines",
      titles.filter((title) => texts.some((text) => text.includes(title))),
      [],
    );
    check(
      "a story that only it had is gone",
      await edition.status(new URL(alone?.url ?? "").pathname),
      410,
    );
    const led2 = (await edition.entries()).find(({ id }) => id === led?.id);
    check(
      "a story that it led keeps its id, with the next outlet's headline and summary",
      [led2?.title, led2?.summary],
      [item(edition, "herald", 0).title, item(edition, "herald", 0).text],
    );

    const address = "https://herald.example/3";
    await edition.deploy(
      [
        { ...tribune, more: "  withdrawn: true" },
        { ...herald, more: `  withdrawn: [${address}]` },
        courier,
      ],
      async () => !(await edition.text("/feed.json")).includes(address),
    );
    edition.publish("herald", [
      item(edition, "herald", 0),
      item(edition, "herald", 1),
      { ...item(edition, "herald", 3), link: `${address}?again` },
    ]);
    await edition.tick(600);
    check(
      "a report that is withdrawn by its address does not come back, nor at another address",
      (await edition.text("/feed.json")).includes(address),
      false,
    );

    await edition.deploy(
      [{ ...tribune, more: "  withdrawn: true" }, herald],
      async () => !(await edition.text("/outlets.json")).includes("courier"),
    );
    const kept = await edition.text(
      new URL(withLink("https://courier.example/4")?.url ?? "").pathname,
    );
    check(
      "an outlet that is removed keeps its name and the line about it",
      [kept.includes("The courier"), kept.includes("About the courier.")],
      [true, true],
    );

    edition.publish(
      "herald",
      [0, 1].map((event) => item(edition, "herald", event)),
    );
    const count = (await edition.entries()).length;
    const feed = "/feeds/herald";
    await edition.deploy([{ id: "gazette", home: "https://herald.example/", feed }], async () =>
      (await edition.text("/outlets.json")).includes('"gazette"'),
    );
    await edition.tick(900);
    check("a known feed under a new id brings nothing", (await edition.entries()).length, count);
    const refused = await edition.text("/outlets.json");
    check("/outlets says why", refused.includes("formerly: herald"), true);
    const ids = (await edition.entries()).map(({ id }) => id);
    await edition.deploy(
      [{ id: "gazette", home: "https://herald.example/", feed, more: "  formerly: herald" }],
      async () => (await edition.text("/feed.json")).includes('"gazette"'),
    );
    await edition.tick(1_200);
    const renamed = await edition.entries();
    check(
      "renamed, it has all that it had, under the same ids",
      [
        renamed.map(({ id }) => id).toSorted(),
        renamed.some(({ authors }) => authors.some(({ name }) => name === "The herald")),
      ],
      [ids.toSorted(), false],
    );
    check("its former page is still there", await edition.status("/outlets/herald/rss.xml"), 200);
    check(
      "and its feed is polled",
      (
        JSON.parse(await edition.text("/outlets.json")) as { outlets: { state: string }[] }
      ).outlets.map(({ state }) => state),
      ["ok"],
    );
  } finally {
    await edition.stop();
  }
}
