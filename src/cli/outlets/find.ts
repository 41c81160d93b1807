import { instant } from "../../model/time.ts";
import { decodeFeed } from "../../feed/charset.ts";
import { readDate } from "../../feed/dates.ts";
import type { ParsedFeed } from "../../feed/read-feed.ts";
import { readFeed } from "../../feed/read-feed.ts";
import { quote } from "../../text/mistake.ts";
import { CommandError, runCommand } from "../refusal.ts";
import { readUrl } from "../../text/url.ts";
import { draftName, freeId, outletYaml } from "./outlet-draft.ts";
import { feedsNamed, usualFeeds } from "./links.ts";

const USAGE = "Usage: npm run outlets:find -- URL";
/** The most addresses that a page's links are tried for. */
const MOST_LINKS = 20;
/** As many at once as a polite browser asks one host for. */
const AT_ONCE = 6;
const SECONDS = 15;
const MOST_BYTES = 5_000_000;

/** What an address answers; where that was, after redirects. */
export interface FetchedPage {
  url: string;
  contentType: string | null;
  bytes: Uint8Array;
}

/** Asks an address. @throws with what went wrong. */
export type FetchPage = (url: string) => Promise<FetchedPage>;

interface Found {
  url: string;
  feed: ParsedFeed;
}

/**
 * Finds the feeds of a site: the address itself, what its page names, what its links look like, and the usual places.
 *
 * @returns what was found, with the lines for outlets.yaml, for people.
 * @throws Refusal when nothing was.
 */
export async function findFeeds(args: readonly string[], ask: FetchPage): Promise<string> {
  const [written, ...rest] = args;
  if (written === undefined) throw new CommandError(`The URL is missing.\n${USAGE}`);
  if (rest.length > 0) throw new CommandError(`${quote(rest.join(" "))} is too much.\n${USAGE}`);
  const url = readUrl(/^[a-z]+:/i.test(written) ? written : `https://${written}`);
  if (!("value" in url)) throw new CommandError(`${url.problem} ${url.fix}`);
  const answer = await ask(url.value).catch((error: unknown) => {
    throw new CommandError(`${url.value} cannot be fetched: ${messageOf(error)}.`);
  });

  const own = found(answer);
  if (own !== null) return said([own]);
  const page = decodeFeed(answer.bytes, answer.contentType).text;
  const named = await read(feedsNamed(page, answer.url).slice(0, MOST_LINKS), ask);
  const all = named.length > 0 ? named : await read(usualFeeds(answer.url), ask);
  if (all.length > 0) return said(all);
  const fix = 'Look for "RSS" on its pages, and give the address of the feed itself.';
  throw new CommandError(`No feed found at ${answer.url}, nor where feeds usually are. ${fix}`);
}

/** The feeds at some of these addresses, each once, in their order. */
async function read(urls: readonly string[], ask: FetchPage): Promise<Found[]> {
  const answers: (Found | null)[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const some = urls.slice(at, at + AT_ONCE).map((url) => ask(url).then(found, () => null));
    answers.push(...(await Promise.all(some)));
  }
  const feeds = new Map<string, Found>();
  for (const one of answers) if (one !== null && !feeds.has(one.url)) feeds.set(one.url, one);
  return [...feeds.values()];
}

function found({ url, contentType, bytes }: FetchedPage): Found | null {
  const reading = readFeed(bytes, contentType, url);
  return reading.kind === "feed" ? { url, feed: reading.feed } : null;
}

function said(all: readonly Found[]): string {
  return all.map(({ url, feed }) => `${described(url, feed)}\n\n${yamlOf(url, feed)}`).join("\n");
}

function described(url: string, feed: ParsedFeed): string {
  const items = feed.items.length === 1 ? "1 item" : `${feed.items.length} items`;
  const dates = feed.items.flatMap(({ dates: written, language }) => {
    const published = readDate(written[0] ?? "", language ?? feed.language);
    return published === null ? [] : [published];
  });
  const last = dates.toSorted((a, b) => instant(b) - instant(a))[0]?.value;
  const when = last === undefined ? "without dates" : `the last of ${last}`;
  return [
    feed.title || "(no title)",
    `  ${url}`,
    `  ${feed.format}, ${items}${feed.items.length > 0 ? `, ${when}` : ""}`,
    ...(feed.repairs.length > 0 ? [`  mended: ${feed.repairs.join("; ")}`] : []),
  ].join("\n");
}

function yamlOf(url: string, feed: ParsedFeed): string {
  const home = feed.home ?? `${new URL(url).origin}/`;
  const name = draftName(feed.title, home);
  const draft = { name, home, feed: url, tags: [], language: null };
  return outletYaml(
    freeId(name, home, () => false),
    draft,
  );
}

/** Asks the network. */
async function askNetwork(url: string): Promise<FetchedPage> {
  const response = await fetch(url, {
    headers: { "User-Agent": "Storyfold (outlets:find)", Accept: "*/*" },
    signal: AbortSignal.timeout(SECONDS * 1000),
  });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  const bytes = await bytesOf(response);
  return { url: response.url, contentType: response.headers.get("Content-Type"), bytes };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`it is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

if (import.meta.main) await runCommand(() => findFeeds(process.argv.slice(2), askNetwork));
