/** Opens the edition's pages in Chromium, as visitors with a phone and at a desk see them. Run by `npm run test:browser`. */
import type { Browser } from "playwright-core";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { findChromium, HOW_TO_INSTALL, launch } from "./chromium.ts";
import { BUSY, REPORTS, STORIES } from "./busy.ts";
import { AFTER } from "./changing.ts";
import { EMPTY, HEADLINES, HOSTILE, OWN } from "./editions.ts";
import { inspect, type Row } from "./inspect.ts";
import { DESK, EVERY, PHONE } from "./views.ts";
import type { Subject } from "./visit.ts";

/** Milliseconds after which the run gives up, whatever it waits for. */
const WHOLE_RUN = 15 * 60_000;

/** Pages open at once. */
const AT_ONCE = 4;

/** Problems of one check that are worth the space. */
const SHOWN = 6;

function subjects(own: string, empty: string, hostile: string, busy: string): Subject[] {
  const page = (name: string, path: string, status = 200): Subject => ({
    site: own,
    name,
    path,
    status,
    views: EVERY,
  });
  // The colours are those of the other pages.
  const attack = (name: string, path: string): Subject => ({
    ...page(`hostile-${name}`, path),
    site: hostile,
    views: [PHONE, DESK],
    heavy: true,
  });
  const full = (name: string, path: string): Subject => ({
    ...page(`busy-${name}`, path),
    site: busy,
  });
  return [
    page("front", "/"),
    page("story", "/stories/gerasimov-letter-to-dunford"),
    page("about", "/about"),
    page("subscribe", "/subscribe"),
    page("outlets", "/outlets"),
    page("preview", "/rss.xml"),
    page("missing", "/no-such-page", 404),
    { ...page("empty-front", "/"), site: empty },
    full("front", "/"),
    full("story", "/stories/meridian"),
    full("changed-story", "/stories/zogu-bridge"),
    full("about", "/about"),
    full("subscribe", "/subscribe"),
    full("outlets", "/outlets"),
    full("search", "/search"),
    full("found", "/search?q=freighter"),
    full("nothing-found", "/search?q=nothingholdsthisword"),
    full("tag", "/tags/oman"),
    full("outlet", "/outlets/jarida"),
    full("part", "/rss.xml?outlets=courier&outlets=gazette&q=&since=&updates=bump"),
    { ...full("wrong-parameter", "/rss.xml?colour=red"), status: 400 },
    attack("front", "/"),
    attack("about", "/about"),
    attack("outlets", "/outlets"),
    ...Object.keys(HEADLINES).map((key) => attack(key, `/stories/${key}`)),
  ];
}

/** Inspects a few pages at a time. The rows keep the order of the pages. */
async function inspectAll(browser: Browser, pages: Subject[]): Promise<Row[]> {
  const rows: Row[][] = pages.map(() => []);
  const queue = [...pages.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, subject] = next;
      rows[index] = await inspect(browser, subject);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return rows.flat();
}

async function run(path: string, table: Table): Promise<void> {
  // What was started ends with the process.
  const limit = setTimeout(() => {
    console.error(`not done within ${WHOLE_RUN / 60_000} minutes`);
    process.exit(1);
  }, WHOLE_RUN);
  // One after the other: each looks for free ports.
  const own = await startServer({ content: OWN });
  const empty = await startServer({ content: EMPTY });
  const hostile = await startServer({ content: HOSTILE });
  const busy = await startServer({ content: BUSY });
  await busy.until("has it all stories", ({ stories }) => stories === STORIES);
  await busy.edit(AFTER);
  await busy.until(
    "has it the report that ties two together",
    ({ reports }) => reports === REPORTS + 1,
  );
  const browser = await launch(path);
  const pages = subjects(own.url, empty.url, hostile.url, busy.url);
  const rows = await inspectAll(browser, pages);
  for (const { page, check, problems, note } of rows) {
    const found = [...problems].flatMap(([view, texts]) => texts.map((text) => `${view}: ${text}`));
    const more = found.length > SHOWN ? [`and ${found.length - SHOWN} more`] : [];
    const shown = [`${page}: ${check}`, ...found.slice(0, SHOWN), ...more].join("\n  ");
    table.add(
      found.length === 0 ? "pass" : "FAIL",
      [page, check, note || [...problems.keys()].join(" ")],
      shown,
    );
  }
  await browser.close();
  await Promise.all([own, empty, hostile, busy].map((server) => server.stop()));
  clearTimeout(limit);
}

const table = new Table("page", "check", "seen at");
const path = findChromium();
if (path === null)
  table.add(process.env["CI"] === "true" ? "FAIL" : "skip", ["all", "all", ""], HOW_TO_INSTALL);
else await run(path, table);
table.print();
