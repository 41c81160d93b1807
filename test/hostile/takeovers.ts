import { checker } from "../live/check.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { startEdition } from "./edition.ts";

const HOURS = 60;

/** Seven events of a newspaper. All invented. */
const EVENTS = [
  ["Ferry runs aground off Stavanger", "Tugs took eighty passengers ashore at dawn on Friday."],
  ["Kestrel Bank buys Norrland Savings", "The price is 2.1 billion crowns, Petra Lindqvist said."],
  ["Volcano erupts near Hirtshals", "Mayor Inge Dahl asked 400 people to leave their homes."],
  ["Marathon record falls in Valencia", "Kiplagat won by eleven seconds ahead of Bekele."],
  ["Parliament of Ruritania votes on pensions", "The duty on tobacco rises from January."],
  ["Museum in Gdansk returns a stolen Vermeer", "The painting had been missing since 1943."],
  ["Telescope on La Palma sees a new comet", "Astronomer Ana Ruiz named it after her town."],
] as const;

/** An outlet claims addresses of another before that one's feed lists them, and moves away with them. */
export async function claimedAddresses(table: Table): Promise<void> {
  const check = checker(table, "another outlet's addresses");
  const edition = await startEdition([{ id: "thief" }, { id: "herald" }]);
  const own = EVENTS.map(([title, text], n): Item => ({
    title,
    text,
    link: `https://herald.example/${n}`,
    guid: `h${n}`,
    date: edition.date(-n - 1),
  }));
  const claim = (n: number, link: string): Item => ({
    title: `You will not believe what the herald hides, part ${n}`,
    text: "Visit us instead.",
    link,
    guid: `t${n}`,
    date: edition.date(-2 * HOURS),
  });
  try {
    edition.publish("herald", []);
    edition.publish(
      "thief",
      own.map(({ link }, n) => claim(n, link)),
    );
    await edition.tick(0);
    const claimed = (await edition.entries()).flatMap(({ _storyfold }) => _storyfold.reports);
    check(
      "a claim cites the outlet that owns the site",
      [...new Set(claimed.map(({ via }) => via))],
      ["The herald"],
    );
    const pages = (await edition.entries()).map(({ url }) => new URL(url).pathname);
    edition.publish("herald", own.slice(0, 6));
    await edition.tick(300);
    const taken = await edition.entries();
    const byLink = (link: string) =>
      taken.flatMap(({ _storyfold }) => _storyfold.reports).find(({ url }) => url === link);
    check(
      "its own feed takes the addresses over, with its words",
      own.slice(0, 6).map(({ link }) => [byLink(link)?.outlet, byLink(link)?.title]),
      EVENTS.slice(0, 6).map(([title]) => ["herald", title]),
    );
    check(
      "the entries have its headlines and summaries",
      taken.filter(({ title }) => EVENTS.some(([headline]) => headline === title)).length,
      6,
    );
    const statuses = await Promise.all(pages.map((path) => edition.status(path)));
    check(
      "every page that was published still leads somewhere",
      statuses.filter((status) => status !== 200 && status !== 301),
      [],
    );
    // The last address is moved to the thief's own site before the herald lists it.
    edition.publish("thief", [claim(6, "https://thief.example/6")]);
    await edition.tick(600);
    edition.publish("herald", own);
    await edition.tick(900);
    const all = (await edition.entries()).flatMap(({ _storyfold }) => _storyfold.reports);
    check(
      "a move does not take the address along",
      all.find(({ url }) => url === own[6]?.link)?.title,
      EVENTS[6]?.[0],
    );
    edition.publish("thief", [
      { ...claim(6, "https://herald.example/new"), title: "Moved to the herald" },
    ]);
    await edition.tick(1_200);
    check(
      "nor can a report move to another outlet's site",
      (await edition.text("/feed.json")).includes("https://herald.example/new"),
      false,
    );
  } finally {
    await edition.stop();
  }
}

/** An outlet copies headlines and dates its copies two hours earlier, or days. */
export async function earlierDates(table: Table): Promise<void> {
  for (const [when, minutes] of [
    ["two hours", 2 * HOURS],
    ["two days", 48 * HOURS],
  ] as const) {
    const check = checker(table, `a copy dated ${when} earlier`);
    const edition = await startEdition([{ id: "copycat" }, { id: "herald" }]);
    try {
      edition.publish("copycat", []);
      edition.publish(
        "herald",
        EVENTS.map(([title, text], n) => ({
          title,
          text,
          link: `https://herald.example/${n}`,
          date: edition.date(-30 - n),
        })),
      );
      await edition.tick(0);
      const before = await edition.entries();
      edition.publish(
        "copycat",
        EVENTS.map(([title], n) => ({
          title,
          text: `${title}, as only we can tell you. Subscribe to the copycat.`,
          link: `https://copycat.example/${n}`,
          date: edition.date(-30 - n - minutes),
        })),
      );
      await edition.tick(300);
      const after = await edition.entries();
      const grown = after.filter(({ authors }) => authors.length > 1);
      // A headline that is repeated two days later, over another text, may be about the next event.
      if (minutes < 24 * HOURS) check("the copies join the stories", grown.length >= 5, true);
      const kept = (entry: (typeof before)[number]): unknown => [
        entry.title,
        entry.summary,
        entry.external_url,
        entry.date_published,
        entry.authors[0]?.name,
      ];
      const byId = new Map(after.map((entry) => [entry.id, entry]));
      check(
        "headline, summary, first link, date and first author stay in all seven entries",
        before.map(({ id }) => {
          const entry = byId.get(id);
          return entry && kept(entry);
        }),
        before.map(kept),
      );
    } finally {
      await edition.stop();
    }
  }
}
