import { instant } from "../../model/time.ts";
import { decodeFeed } from "../../feed/charset.ts";
import { readDate } from "../../feed/dates.ts";
import type { ParsedFeed } from "../../feed/read-feed.ts";
import { readFeed } from "../../feed/read-feed.ts";
import { quote } from "../../text/mistake.ts";
import { CommandError, runCommand } from "../run-command.ts";
import { readUrl, withoutFeedScheme } from "../../text/url.ts";
import { draftName, freeId, outletYaml } from "./outlet-draft.ts";
import { feedsNamed, usualFeeds } from "./links.ts";

const USAGE = "Usage: npm run outlets:find -- URL";
/** Maximum number of links of a page that are tried. */
const MAX_LINKS = 20;
/** The number of connections that browsers open to one host. */
const MAX_CONCURRENT = 6;
const TIMEOUT_SECONDS = 15;
const MAX_BYTES = 5_000_000;

/** The response to a request. */
export interface FetchedPage {
  /** The URL after redirects. */
  url: string;
  contentType: string | null;
  bytes: Uint8Array;
}

/** Fetches a URL. The promise is rejected with an Error that says what went wrong. */
export type FetchPage = (url: string) => Promise<FetchedPage>;

interface FoundFeed {
  url: string;
  feed: ParsedFeed;
}

/**
 * Finds the feeds of a site: the URL itself, the feeds that its page declares or links to, or those at the usual
 * addresses.
 *
 * @returns a message with the feeds and their lines for outlets.yaml.
 * @throws CommandError if there are none.
 */
export async function findFeeds(args: readonly string[], fetchPage: FetchPage): Promise<string> {
  const [site, ...rest] = args;
  if (site === undefined) throw new CommandError(`The URL is missing.\n${USAGE}`);
  if (rest.length > 0)
    throw new CommandError(`Unexpected argument ${quote(rest.join(" "))}.\n${USAGE}`);
  const bare = withoutFeedScheme(site);
  const url = readUrl(/^[a-z]+:/i.test(bare) ? bare : `https://${bare}`);
  if (!("value" in url)) throw new CommandError(`${url.problem} ${url.fix}`);
  const page = await fetchPage(url.value).catch((error: unknown) => {
    throw new CommandError(`${url.value} cannot be fetched: ${messageOf(error)}.`);
  });

  const direct = asFeed(page);
  if (direct !== null) return listing([direct]);
  const html = decodeFeed(page.bytes, page.contentType).text;
  const linked = await feedsAt(feedsNamed(html, page.url).slice(0, MAX_LINKS), fetchPage);
  const feeds = linked.length > 0 ? linked : await feedsAt(usualFeeds(page.url), fetchPage);
  if (feeds.length > 0) return listing(feeds);
  const fix = 'Look for "RSS" on the site, and pass the URL of the feed itself.';
  throw new CommandError(`No feed found at ${page.url} or at the usual addresses. ${fix}`);
}

/** The feeds at these addresses, in order and without duplicates. Addresses without a feed are skipped. */
async function feedsAt(urls: readonly string[], fetchPage: FetchPage): Promise<FoundFeed[]> {
  const results: (FoundFeed | null)[] = [];
  for (let at = 0; at < urls.length; at += MAX_CONCURRENT) {
    const batch = urls.slice(at, at + MAX_CONCURRENT);
    results.push(
      ...(await Promise.all(batch.map((url) => fetchPage(url).then(asFeed, () => null)))),
    );
  }
  const feeds = new Map<string, FoundFeed>();
  for (const feed of results) if (feed !== null && !feeds.has(feed.url)) feeds.set(feed.url, feed);
  return [...feeds.values()];
}

function asFeed({ url, contentType, bytes }: FetchedPage): FoundFeed | null {
  const result = readFeed(bytes, contentType, url);
  return result.kind === "feed" ? { url, feed: result.feed } : null;
}

function listing(feeds: readonly FoundFeed[]): string {
  return feeds.map(({ url, feed }) => `${described(url, feed)}\n\n${yamlOf(url, feed)}`).join("\n");
}

function described(url: string, feed: ParsedFeed): string {
  const items = feed.items.length === 1 ? "1 item" : `${feed.items.length} items`;
  const dates = feed.items.flatMap(({ dates: written, language }) => {
    const published = readDate(written[0] ?? "", language ?? feed.language);
    return published === null ? [] : [published];
  });
  const latest = dates.toSorted((a, b) => instant(b) - instant(a))[0]?.value;
  const when = latest === undefined ? "no dates" : `latest ${latest}`;
  return [
    feed.title || "(no title)",
    `  ${url}`,
    `  ${feed.format}, ${items}${feed.items.length > 0 ? `, ${when}` : ""}`,
    ...(feed.repairs.length > 0 ? [`  repaired: ${feed.repairs.join("; ")}`] : []),
  ].join("\n");
}

function yamlOf(url: string, feed: ParsedFeed): string {
  const home = feed.home ?? `${new URL(url).origin}/`;
  const name = draftName(feed.title, home);
  const draft = { name, home, feeds: [{ url, tags: [], language: null }] };
  return outletYaml(
    freeId(name, home, () => false),
    draft,
  );
}

async function fetchFromNetwork(url: string): Promise<FetchedPage> {
  const response = await fetch(url, {
    headers: { "User-Agent": "Storyfold (outlets:find)", Accept: "*/*" },
    signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const bytes = await bytesOf(response);
  return { url: response.url, contentType: response.headers.get("Content-Type"), bytes };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`the response is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

if (import.meta.main) await runCommand(() => findFeeds(process.argv.slice(2), fetchFromNetwork));
