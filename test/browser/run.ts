/** Checks the edition's pages in Chromium, in the sizes of a phone and a desktop. `npm run test:browser` */
import type { Browser } from "playwright-core";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { findChromium, HOW_TO_INSTALL, launch } from "./chromium.ts";
import { BUSY, REPORTS, STORIES } from "./busy-edition.ts";
import { DAY_EDITION } from "../fixtures/day/edition.ts";
import { AFTER } from "./changed-story.ts";
import { EMPTY, HEADLINES, HOSTILE, UNCHANGED } from "./editions.ts";
import { inspect, type Row } from "./inspect.ts";
import { ALL_VIEWS, DESKTOP, PHONE } from "./views.ts";
import type { Subject } from "./visit.ts";

/** Milliseconds after which the whole run is aborted. */
const RUN_TIMEOUT = 20 * 60_000;

/** Number of pages that are inspected concurrently. */
const CONCURRENCY = 4;

/** Maximum number of problems to print for one check. */
const MAX_SHOWN = 6;

/** The pages to inspect. The parameters are the URLs of the editions. */
function subjects(
  plain: string,
  empty: string,
  hostile: string,
  busy: string,
  day: string,
): Subject[] {
  const page = (name: string, path: string, status = 200): Subject => ({
    site: plain,
    name,
    path,
    status,
    views: ALL_VIEWS,
  });
  // Only in light colours: the other pages cover the dark ones.
  const attack = (name: string, path: string): Subject => ({
    ...page(`hostile-${name}`, path),
    site: hostile,
    views: [PHONE, DESKTOP],
    oversized: true,
  });
  const full = (name: string, path: string): Subject => ({
    ...page(`busy-${name}`, path),
    site: busy,
  });
  const daily = (name: string, path: string): Subject => ({
    ...page(`day-${name}`, path),
    site: day,
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
    daily("front", "/"),
    daily("latest", "/latest"),
    daily("days", "/daily"),
    daily("day", "/daily/2026-11-30"),
    daily("tags", "/tags"),
    daily("languages", "/languages"),
    daily("subscribe", "/subscribe"),
    daily("your-feed", "/subscribe?tag=News&min_outlets=2"),
    { ...daily("refused", "/subscribe?tag=News&min_outlets=99"), status: 400 },
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

/** Inspects several pages concurrently. The rows keep the order of the pages. */
async function inspectAll(browser: Browser, pages: Subject[]): Promise<Row[]> {
  const rows: Row[][] = pages.map(() => []);
  const queue = [...pages.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, subject] = next;
      rows[index] = await inspect(browser, subject);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return rows.flat();
}

async function run(path: string, table: Table): Promise<void> {
  // The servers and the browser end with the process.
  const limit = setTimeout(() => {
    console.error(`The run did not finish within ${RUN_TIMEOUT / 60_000} minutes.`);
    process.exit(1);
  }, RUN_TIMEOUT);
  // One after the other, because each server looks for a free port.
  const plain = await startServer({ content: UNCHANGED });
  const empty = await startServer({ content: EMPTY });
  const hostile = await startServer({ content: HOSTILE });
  const busy = await startServer({ content: BUSY });
  await busy.until("all stories are there", ({ stories }) => stories === STORIES);
  await busy.edit(AFTER);
  await busy.until(
    "the report that links two stories is filed",
    ({ reports }) => reports === REPORTS + 1,
  );
  const day = await startServer({ content: DAY_EDITION });
  const browser = await launch(path);
  const pages = subjects(plain.url, empty.url, hostile.url, busy.url, day.url);
  const rows = await inspectAll(browser, pages);
  for (const { page, check, problems, note } of rows) {
    const found = [...problems].flatMap(([view, texts]) => texts.map((text) => `${view}: ${text}`));
    const more = found.length > MAX_SHOWN ? [`and ${found.length - MAX_SHOWN} more`] : [];
    const shown = [`${page}: ${check}`, ...found.slice(0, MAX_SHOWN), ...more].join("\n  ");
    table.add(
      found.length === 0 ? "pass" : "FAIL",
      [page, check, note || [...problems.keys()].join(" ")],
      shown,
    );
  }
  await browser.close();
  await Promise.all([plain, empty, hostile, busy, day].map((server) => server.stop()));
  clearTimeout(limit);
}

const table = new Table("page", "check", "views");
const path = findChromium();
if (path === null)
  table.add(process.env["CI"] === "true" ? "FAIL" : "skip", ["all", "all", ""], HOW_TO_INSTALL);
else await run(path, table);
table.print();
