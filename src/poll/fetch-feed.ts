import type { FeedState } from "../model/outlet-feed.ts";
import { readBody } from "./bounded-body.ts";
import { followRedirects, describeUrl, type Arrival } from "./redirects.ts";
import { freshFor, retryAfter } from "./http-freshness.ts";

/** What came of a request for a feed. Durations are milliseconds. */
export type FetchResult =
  | (Validated & {
      kind: "body";
      bytes: Uint8Array;
      contentType: string | null;
      /** Its URL after all redirects. */
      address: string;
    })
  /** 304 (RFC 9110, 15.4.5) */
  | (Validated & { kind: "unchanged" })
  /** 410 */
  | { kind: "gone"; error: string }
  | {
      kind: "failed";
      error: string;
      retryAfter: number | null;
      busy: boolean;
      /** The server answered the validators with a client error (4xx), perhaps because of them. */
      refused: boolean;
    };

interface Validated {
  /** The URL to poll from now on. */
  url: string;
  etag: string | null;
  lastModified: string | null;
  freshFor: number | null;
}

/** How feeds are fetched. */
export interface FetchOptions {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Names the program, with a URL where outlets can read about it. */
  userAgent: string;
  /** Allows addresses of this computer, for local development. */
  loopback: boolean;
  /** The edition's own address, which is not fetched. */
  site: string;
  /** In milliseconds: for the headers of one response, and for the whole feed including redirects. */
  timeouts: { headers: number; whole: number };
  /** Maximum size of a feed in bytes, decompressed. */
  maxBytes: number;
}

/** Generous, since a slow outlet occupies only one of six connections. */
export const TIMEOUTS = { headers: 10_000, whole: 30_000 };
/** Six feeds, one of them parsed, have to fit into the 128 MB of a Worker. */
export const MAX_BYTES = 5_000_000;

/** Feed types first, then the generic types that some servers send. A few servers refuse requests without the last. */
const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

/**
 * Fetches an outlet's feed.
 *
 * @param conditional whether a 304 is acceptable, because the feed was read before with the same settings
 * @returns null if nothing was fetched, because the platform allows no more requests
 */
export async function fetchFeed(
  state: Pick<FeedState, "url" | "etag" | "lastModified">,
  conditional: boolean,
  options: FetchOptions,
  now: number,
): Promise<FetchResult | null> {
  const { timeouts } = options;
  const controller = new AbortController();
  const abortAfter = (milliseconds: number, what: string) =>
    setTimeout(() => {
      controller.abort(new Error(`${what} within ${milliseconds / 1000} seconds.`));
    }, milliseconds);
  const request = (address: string): Promise<Response> => {
    const timer = abortAfter(
      timeouts.headers,
      `${describeUrl(state.url, address)} did not respond`,
    );
    return options
      .fetch(address, {
        redirect: "manual",
        headers: {
          Accept: ACCEPT,
          // The platform decompresses every response, but does not request compression everywhere.
          "Accept-Encoding": "gzip",
          "User-Agent": options.userAgent,
          ...(conditional && state.etag !== null && { "If-None-Match": state.etag }),
          ...(conditional &&
            state.lastModified !== null && { "If-Modified-Since": state.lastModified }),
        },
        signal: controller.signal,
      })
      .finally(() => clearTimeout(timer));
  };
  const timer = abortAfter(timeouts.whole, `${state.url} did not send the whole feed`);
  try {
    const arrival = await followRedirects(state.url, request, options.loopback, options.site);
    if ("error" in arrival) return failed(arrival.error);
    return await readResponse(
      arrival,
      state,
      conditional,
      options.maxBytes,
      controller.signal,
      now,
    );
  } catch (error) {
    // An aborted request throws the platform's error; the signal's reason says which timeout it was.
    if (controller.signal.aborted) return failed((controller.signal.reason as Error).message);
    const message = error instanceof Error ? error.message : String(error);
    if (/too many subrequests/i.test(message)) return null;
    return failed(`${state.url} cannot be reached: ${message.replace(/\.*$/, ".")}`);
  } finally {
    clearTimeout(timer);
  }
}

async function readResponse(
  { response, address, url }: Arrival,
  state: Pick<FeedState, "url" | "etag" | "lastModified">,
  conditional: boolean,
  maxBytes: number,
  signal: AbortSignal,
  now: number,
): Promise<FetchResult> {
  const { status, headers } = response;
  const from = describeUrl(state.url, address);
  const etag = headers.get("ETag");
  const lastModified = headers.get("Last-Modified");
  const fresh = freshFor(headers, now);
  if (status === 200) {
    const bytes = await readBody(response, maxBytes, signal);
    if (bytes === null) return failed(`${from} is larger than ${maxBytes / 1_000_000} MB.`);
    const contentType = headers.get("Content-Type");
    return { kind: "body", bytes, contentType, address, url, etag, lastModified, freshFor: fresh };
  }
  // The bodies of other responses are of no use.
  await response.body?.cancel();
  if (status === 304 && conditional)
    return {
      kind: "unchanged",
      url,
      // A 304 may omit validators that did not change.
      etag: etag ?? state.etag,
      lastModified: lastModified ?? state.lastModified,
      freshFor: fresh,
    };
  if (status === 410)
    return {
      kind: "gone",
      error: `${from} says that the feed is permanently gone (410). It is not polled again until content/outlets.yaml gives another address.`,
    };
  return {
    kind: "failed",
    error: `${from} ${describeStatus(status)}.`,
    retryAfter: retryAfter(headers, now),
    busy: status === 429 || status === 503,
    refused: conditional && status >= 400 && status < 500,
  };
}

const failed = (error: string): FetchResult => ({
  kind: "failed",
  error,
  retryAfter: null,
  busy: false,
  refused: false,
});

/** What a response means, as the end of a sentence that begins with the URL. */
function describeStatus(status: number): string {
  const descriptions: Record<number, string> = {
    304: "reports no change, although the request was not conditional",
    401: "requires a password",
    403: "denies access to this program",
    404: "was not found",
    429: "says that it is polled too often",
    500: "failed with a server error",
    503: "is temporarily unavailable",
  };
  const description = descriptions[status];
  return description === undefined
    ? `responded with status ${status}`
    : `${description} (${status})`;
}
