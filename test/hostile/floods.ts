import { checker } from "../live/check.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { days, startEdition, type HostileEdition } from "./edition.ts";

const SEED = 12;
/** Items of the flooding outlet per poll: as many as are read of a feed. */
const ITEMS = 500;
const POLLS = 14;
/** Minutes between two polls. */
const STEP = 300;
const LONG_TEXT = "The council met again and said the same at length. ".repeat(95);
const DOCUMENTS = ["/", "/rss.xml", "/atom.xml", "/feed.json"];
/** The polls of a flood take three days, and so concern at most four. */
const MAX_DAYS = 4;
/** A document that a reader fetches many times a day. */
const MAX_BYTES = 3_000_000;

/** What the log says of reports beyond the quota. */
const HELD_BACK = '"event":"held back"';

/** One headline, five hundred times a poll, with long summaries: no document may grow beyond what it shows. */
export async function oneHeadline(table: Table): Promise<void> {
  const check = checker(table, "one headline 500 times a poll");
  const edition = await startEdition([{ id: "flood" }, { id: "herald" }]);
  try {
    edition.publish("herald", [item(edition, "herald", 1, 0)]);
    let waited = false;
    for (let n = 0; n < POLLS; n++) {
      edition.publish("flood", flood(edition, n));
      await edition.tick(n * STEP);
      // The page is up to ten seconds old, and the next poll may be of another day.
      if (!waited && edition.server.printed().includes(HELD_BACK))
        waited = await edition.until(async () =>
          (await edition.text("/outlets")).includes("until tomorrow"),
        );
    }
    await checkDocuments(edition, check, `after ${POLLS} polls`);
    const flooded = (await edition.entries()).find(({ title }) => title.startsWith("Council"));
    const { reports = [], counts } = flooded?._storyfold ?? {};
    check("its entry shows at most five of its reports", reports.length <= 5, true);
    // Further reports of one outlet under one headline are issues of a column, so few of them are in one story.
    check("the entry says how many there are", (counts?.reports ?? 0) >= reports.length, true);
    check("/outlets says that reports wait", waited, true);
    check("so does the log", edition.server.printed().includes(HELD_BACK), true);
    const { reports: filed } = JSON.parse(await edition.text("/healthz")) as { reports: number };
    check("the store takes a bounded number of reports a day", filed <= MAX_DAYS * 500 + 1, true);
    await edition.deploy(
      [{ id: "herald" }],
      async () => !(await edition.text("/outlets.json")).includes('"flood"'),
    );
    await checkDocuments(edition, check, "after the outlet was removed");
  } finally {
    await edition.stop();
  }
}

/** The items of one poll: the same headline, with long texts. */
const flood = (edition: HostileEdition, n: number): Item[] =>
  Array.from({ length: ITEMS }, (_, k) => ({
    title: "Council of Hirtshals votes on the harbour tax",
    text: `${LONG_TEXT}${n}.${k}`,
    link: `https://flood.example/${n}/${k}`,
    guid: `${n}/${k}`,
    date: edition.date(n * STEP - k / 60),
  }));

/** Many headlines of one outlet at once: the others' stories of the day stay on the front page and in the feed. */
export async function manyHeadlines(table: Table): Promise<void> {
  const check = checker(table, "500 headlines at once");
  const others = ["herald", "tribune", "courier"];
  const edition = await startEdition([{ id: "flood" }, ...others.map((id) => ({ id }))], 40);
  try {
    for (const [n, id] of others.entries())
      edition.publish(
        id,
        Array.from({ length: 4 }, (_, k) => item(edition, id, 100 * n + k, -60 * (k + 1))),
      );
    edition.publish("flood", [item(edition, "flood", 999, -30)]);
    await edition.tick(0);
    const before = await links(edition, others);
    edition.publish(
      "flood",
      Array.from({ length: ITEMS }, (_, k) => item(edition, "flood", 1_000 + k, STEP - k / 60)),
    );
    await edition.tick(STEP);
    check("all of the others' stories are still in the feed", await links(edition, others), before);
    const page = await edition.text("/");
    const stories = (await edition.entries()).filter(({ external_url: url }) =>
      before.includes(url),
    );
    check(
      "and on the front page",
      stories.filter(({ url }) => !page.includes(`href="${new URL(url).pathname}"`)),
      [],
    );
    check("the feed is full", (await edition.entries()).length, 40);
  } finally {
    await edition.stop();
  }
}

/** Two outlets, one of which publishes ten times as much as the other: nothing is left out while there is room. */
export async function unequalOutlets(table: Table): Promise<void> {
  const check = checker(table, "two unequal outlets");
  const edition = await startEdition([{ id: "agency" }, { id: "herald" }]);
  try {
    edition.publish(
      "agency",
      Array.from({ length: 40 }, (_, k) => item(edition, "agency", k, -10 * k - 1)),
    );
    edition.publish(
      "herald",
      Array.from({ length: 4 }, (_, k) => item(edition, "herald", 100 + k, -60 * k - 2)),
    );
    await edition.tick(0);
    const shown = (await edition.entries()).flatMap(({ _storyfold }) => _storyfold.reports);
    check("every report is in the feed", shown.length, 44);
    for (const day of [1, 2, 3]) {
      edition.publish(
        "agency",
        Array.from({ length: 40 }, (_, k) =>
          item(edition, "agency", 1_000 * day + k, days(day) - 10 * k - 1),
        ),
      );
      await edition.tick(days(day));
    }
    const newest = (await edition.entries()).slice(0, 40);
    check(
      "at its usual rate, the larger outlet's newest reports lead",
      newest.every(({ external_url: url }) => url.startsWith("https://agency.example/")),
      true,
    );
  } finally {
    await edition.stop();
  }
}

/** A feed that gives every item another id and address at each poll: the store does not grow. */
export async function changingAddresses(table: Table): Promise<void> {
  const check = checker(table, "new ids and links at every poll");
  const edition = await startEdition([{ id: "restless" }]);
  try {
    const items = Array.from({ length: 20 }, (_, k) => item(edition, "restless", k, -60 * k));
    for (let n = 0; n < 6; n++) {
      edition.publish(
        "restless",
        items.map((each, k) => ({
          ...each,
          link: `${each.link}?visit=${n}-${k}`,
          guid: `${n}-${k}`,
        })),
      );
      await edition.tick(n * STEP);
    }
    const { reports } = JSON.parse(await edition.text("/healthz")) as { reports: number };
    check("twenty items stay twenty reports", reports, 20);
  } finally {
    await edition.stop();
  }
}

const item = (edition: HostileEdition, id: string, event: number, minutes: number): Item => ({
  ...reportOf(SEED, event, 0),
  link: `https://${id}.example/${event}`,
  guid: `${event}`,
  date: edition.date(minutes),
});

const links = async (edition: HostileEdition, ids: readonly string[]): Promise<string[]> =>
  (await edition.entries())
    .map(({ external_url: url }) => url)
    .filter((url) => ids.some((id) => url.startsWith(`https://${id}.example/`)))
    .toSorted();

async function checkDocuments(
  edition: HostileEdition,
  check: ReturnType<typeof checker>,
  when: string,
): Promise<void> {
  for (const path of DOCUMENTS) {
    check(`${path} is served ${when}`, await edition.status(path), 200);
    const size = (await edition.text(path)).length;
    check(`${path} stays small ${when}`, size < MAX_BYTES, true);
  }
}
