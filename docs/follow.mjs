/**
 * Prints the stories of an edition that are new since the last run, each with its outlets.
 *
 *     node follow.mjs https://news.example.com/feed.json [seen.json]
 *
 * Run it as often as you like, for example every five minutes from cron. The address may be that of the whole edition,
 * or of a tag, an outlet, a language or a search, with or without filters. A run that finds nothing new costs one request
 * without a body. The first run prints the latest page.
 */
import { readFile, rename, writeFile } from "node:fs/promises";

/** Ids that are remembered. It must be more than the stories that change between two runs. */
const MAX_IDS = 5000;

/** The feed and its ETag; no feed if it has not changed since that ETag. */
async function fetchFeed(address, etag = null) {
  const response = await fetch(address, {
    headers: { "User-Agent": "follow.mjs", ...(etag !== null && { "If-None-Match": etag }) },
    signal: AbortSignal.timeout(30_000),
  });
  if (response.status === 304) return { feed: null, etag };
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
  return { feed: await response.json(), etag: response.headers.get("ETag") };
}

/** The stories whose ids have not been seen, newest first. Older pages are fetched as far as they can have any. */
async function newStories(feed, { ids, latest }) {
  const firstRun = ids.length === 0;
  const known = new Set(ids);
  const stories = [];
  for (;;) {
    stories.push(...feed.items.filter(({ id }) => !known.has(id)));
    for (const { id } of feed.items) known.add(id);
    // The feed begins with what changed last, so what follows an unchanged story has been seen.
    const unchanged = feed.items.some(({ date_modified }) => date_modified <= latest);
    if (firstRun || unchanged || feed.next_url === undefined) return stories;
    ({ feed } = await fetchFeed(feed.next_url));
  }
}

const [address, path = "seen.json"] = process.argv.slice(2);
if (address === undefined) {
  console.error("Usage: node follow.mjs ADDRESS-OF-FEED.JSON [seen.json]");
  process.exit(1);
}
const seen = await readFile(path, "utf8").then(JSON.parse, () => ({
  etag: null,
  latest: "",
  ids: [],
}));
const { feed, etag } = await fetchFeed(address, seen.etag);
if (feed !== null) {
  const stories = await newStories(feed, seen);
  for (const { title, url, _storyfold } of stories) {
    console.log(title, url);
    const outlets = new Map(_storyfold.outlets.map(({ id, name }) => [id, name]));
    for (const report of _storyfold.reports)
      console.log(`  ${outlets.get(report.outlet) ?? report.outlet}: ${report.url}`);
  }
  const dates = feed.items.map((item) => item.date_modified);
  const latest = dates.reduce((last, date) => (date > last ? date : last), seen.latest);
  const ids = [...stories.map(({ id }) => id), ...seen.ids].slice(0, MAX_IDS);
  // Written only now, and replaced at once: after a crash, stories are printed again rather than lost.
  await writeFile(`${path}.tmp`, JSON.stringify({ etag, latest, ids }));
  await rename(`${path}.tmp`, path);
}
