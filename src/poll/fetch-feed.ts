import type { FeedState } from "../model/outlet-feed.ts";
import { readBody } from "./bounded-body.ts";
import { followRedirects, describeUrl, type Arrival } from "./redirects.ts";
import { freshFor, retryAfter } from "./http-freshness.ts";

/** What an outlet's server answered. Durations are milliseconds. */
export type FetchResult =
  | (Validated & {
      kind: "body";
      bytes: Uint8Array;
      contentType: string | null;
      /** Where it came from in the end. */
      address: string;
    })
  /** 304 (RFC 9110, 15.4.5) */
  | (Validated & { kind: "unchanged" })
  /** 410 */
  | { kind: "gone"; error: string }
  | { kind: "failed"; error: string; retryAfter: number | null; busy: boolean };

interface Validated {
  /** Where the feed is from now on. */
  url: string;
  etag: string | null;
  lastModified: string | null;
  freshFor: number | null;
}

/** How feeds are fetched. */
export interface FetchOptions {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Who asks, with an address where outlets can read what this is. */
  userAgent: string;
  /** This computer may be asked too: for local development. */
  loopback: boolean;
  /** Milliseconds until the headers of one answer are there, and until all of the feed is. */
  timeouts: { headers: number; whole: number };
  /** The most bytes of a feed, decompressed. */
  maxBytes: number;
}

/** An outlet has to answer, but a slow one is only one of six that are asked at a time. */
export const TIMEOUTS = { headers: 10_000, whole: 30_000 };
/** Six of them have to fit into the 128 MB of a Worker, one of them parsed. */
export const MAX_BYTES = 5_000_000;

/** Feeds first; then what servers call them who know no better. A few refuse to answer without the last. */
const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

/**
 * Asks an outlet for its feed, if it changed.
 *
 * @param conditional whether what was read last is still wanted, so that a 304 will do
 * @returns null when the platform allows no more requests, and so nobody was asked.
 */
export async function fetchFeed(
  state: Pick<FeedState, "url" | "etag" | "lastModified">,
  conditional: boolean,
  options: FetchOptions,
  now: number,
): Promise<FetchResult | null> {
  const { timeouts } = options;
  const stop = new AbortController();
  const within = (milliseconds: number, what: string) =>
    setTimeout(() => {
      stop.abort(new Error(`${what} within ${milliseconds / 1000} seconds.`));
    }, milliseconds);
  const ask = (address: string): Promise<Response> => {
    const timer = within(timeouts.headers, `${describeUrl(state.url, address)} did not answer`);
    return options
      .fetch(address, {
        redirect: "manual",
        headers: {
          Accept: ACCEPT,
          // The platform unpacks whatever comes; only some of it asks for that by itself.
          "Accept-Encoding": "gzip",
          "User-Agent": options.userAgent,
          ...(conditional && state.etag !== null && { "If-None-Match": state.etag }),
          ...(conditional &&
            state.lastModified !== null && { "If-Modified-Since": state.lastModified }),
        },
        signal: stop.signal,
      })
      .finally(() => clearTimeout(timer));
  };
  const timer = within(timeouts.whole, `${state.url} did not send all of its feed`);
  try {
    const arrival = await followRedirects(state.url, ask, options.loopback);
    if ("error" in arrival) return failed(arrival.error);
    return await take(arrival, state, conditional, options.maxBytes, stop.signal, now);
  } catch (error) {
    // What was aborted fails in words of its own; the reason is ours.
    if (stop.signal.aborted) return failed((stop.signal.reason as Error).message);
    const words = error instanceof Error ? error.message : String(error);
    if (/too many subrequests/i.test(words)) return null;
    return failed(`${state.url} cannot be reached: ${words.replace(/\.*$/, ".")}`);
  } finally {
    clearTimeout(timer);
  }
}

async function take(
  { response, address, url }: Arrival,
  state: Pick<FeedState, "url" | "etag" | "lastModified">,
  conditional: boolean,
  largest: number,
  signal: AbortSignal,
  now: number,
): Promise<FetchResult> {
  const { status, headers } = response;
  const from = describeUrl(state.url, address);
  const etag = headers.get("ETag");
  const lastModified = headers.get("Last-Modified");
  const fresh = freshFor(headers, now);
  if (status === 200) {
    const bytes = await readBody(response, largest, signal);
    if (bytes === null) return failed(`${from} sends more than ${largest / 1_000_000} MB.`);
    const contentType = headers.get("Content-Type");
    return { kind: "body", bytes, contentType, address, url, etag, lastModified, freshFor: fresh };
  }
  // What an error page says is not for us.
  await response.body?.cancel();
  if (status === 304 && conditional)
    return {
      kind: "unchanged",
      url,
      // A 304 may leave out what did not change.
      etag: etag ?? state.etag,
      lastModified: lastModified ?? state.lastModified,
      freshFor: fresh,
    };
  if (status === 410)
    return {
      kind: "gone",
      error: `${from} says that the feed is gone for good (410). It is not asked again until content/outlets.yaml names another address.`,
    };
  return {
    kind: "failed",
    error: `${from} ${inWords(status)}.`,
    retryAfter: retryAfter(headers, now),
    busy: status === 429 || status === 503,
  };
}

const failed = (error: string): FetchResult => ({
  kind: "failed",
  error,
  retryAfter: null,
  busy: false,
});

function inWords(status: number): string {
  const words: Record<number, string> = {
    304: "says that nothing changed, without having been asked for that",
    401: "wants a password",
    403: "does not let this program in",
    404: "is not there",
    429: "says that it was asked too often",
    500: "failed",
    503: "cannot answer now",
  };
  const said = words[status];
  return said === undefined ? `answered with status ${status}` : `${said} (${status})`;
}
