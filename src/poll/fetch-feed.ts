import type { FeedState } from "../model/outlet-feed.ts";
import { readBody } from "./bounded-body.ts";
import { followRedirects, describeUrl, type Arrival } from "./redirects.ts";
import { freshFor, pastModification, retryAfter } from "./http-freshness.ts";
import { unpack } from "./unpack.ts";

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
      /** 429 or 503 */
      busy: boolean;
      /** The server answered the validators with a client error (4xx), perhaps because of them. */
      refused: boolean;
      /** The host whose other feeds have to wait as well. */
      pausedHost: string | null;
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

/** The part of a feed's state that a request depends on. */
type Requested = Pick<FeedState, "url" | "etag" | "lastModified">;

/** Variations of a request, after a server misunderstood the usual one. */
interface Attempt {
  /** Whether a 304 is acceptable, because the feed was read before with the same settings. */
  conditional: boolean;
  /** Accepted content coding. */
  coding: "gzip" | "identity";
}

/**
 * Fetches an outlet's feed. A second request follows if a 304 names another version than the one asked about, if the server
 * does not understand the validators, or if the body cannot be decompressed.
 *
 * @param conditional whether a 304 is acceptable, because the feed was read before with the same settings
 * @returns null if nothing was fetched, because the platform allows no more requests
 */
export async function fetchFeed(
  state: Requested,
  conditional: boolean,
  options: FetchOptions,
  now: number,
): Promise<FetchResult | null> {
  const controller = new AbortController();
  const { signal } = controller;
  const abortAfter = (milliseconds: number, what: string) =>
    setTimeout(() => {
      controller.abort(new Error(`${what} within ${milliseconds / 1000} seconds.`));
    }, milliseconds);
  const request = (address: string, cookie: string | null, attempt: Attempt) => {
    const did = `${describeUrl(state.url, address)} did not respond`;
    const timer = abortAfter(options.timeouts.headers, did);
    const headers = headersFor(state, attempt, cookie, options.userAgent);
    return options
      .fetch(address, { redirect: "manual", headers, signal })
      .finally(() => clearTimeout(timer));
  };
  const attempt = async (how: Attempt): Promise<FetchResult | "again"> => {
    const arrival = await followRedirects(
      state.url,
      (address, cookie) => request(address, cookie, how),
      options.loopback,
      options.site,
    );
    if ("error" in arrival) return failed(arrival.error);
    return readResponse(arrival, state, how, options.maxBytes, signal, now);
  };
  const timer = abortAfter(options.timeouts.whole, `${state.url} did not send the whole feed`);
  try {
    const first = await attempt({ conditional, coding: "gzip" });
    const result =
      first === "again" ? await attempt({ conditional: false, coding: "identity" }) : first;
    return result === "again" ? failed(`${state.url} sent data that cannot be unpacked.`) : result;
  } catch (error) {
    // An aborted request throws the platform's error; the signal's reason says which timeout it was.
    if (signal.aborted) return failed((signal.reason as Error).message);
    const message = error instanceof Error ? error.message : String(error);
    if (/too many subrequests/i.test(message)) return null;
    return failed(`${state.url} cannot be reached: ${message.replace(/\.*$/, ".")}`);
  } finally {
    clearTimeout(timer);
  }
}

function headersFor(
  { etag, lastModified }: Requested,
  { conditional, coding }: Attempt,
  cookie: string | null,
  userAgent: string,
): Record<string, string> {
  return {
    Accept: ACCEPT,
    // The platform decompresses every response, but does not request compression everywhere.
    "Accept-Encoding": coding,
    "User-Agent": userAgent,
    ...(conditional && etag !== null && { "If-None-Match": etag }),
    ...(conditional && lastModified !== null && { "If-Modified-Since": lastModified }),
    ...(cookie !== null && { Cookie: cookie }),
  };
}

/** @returns "again" if a request without conditions or compression may do better */
async function readResponse(
  { response, address, url }: Arrival,
  state: Requested,
  { conditional, coding }: Attempt,
  maxBytes: number,
  signal: AbortSignal,
  now: number,
): Promise<FetchResult | "again"> {
  const { status, headers } = response;
  const from = describeUrl(state.url, address);
  const etag = headers.get("ETag");
  const lastModified = pastModification(headers, now);
  const fresh = freshFor(headers, now);
  if (status === 200) {
    const encoding = headers.get("Content-Encoding");
    const bytes = await readBody(response, maxBytes, signal)
      .then((body) => body && unpack(body, encoding, maxBytes, signal))
      .catch((error: unknown) => {
        if (signal.aborted || coding === "identity" || encoding === null) throw error;
        return "again" as const;
      });
    if (bytes === "again") return "again";
    if (bytes === null) return failed(`${from} is larger than ${maxBytes / 1_000_000} MB.`);
    const contentType = headers.get("Content-Type");
    return { kind: "body", bytes, contentType, address, url, etag, lastModified, freshFor: fresh };
  }
  // The bodies of other responses are of no use.
  await response.body?.cancel();
  if (status === 304 && conditional) {
    // RFC 9110, 15.4.5: the ETag of a 304 is that of the version asked about.
    if (etag !== null && state.etag !== null && opaque(etag) !== opaque(state.etag)) return "again";
    return {
      kind: "unchanged",
      url,
      // A 304 may omit validators that did not change.
      etag: etag ?? state.etag,
      lastModified: lastModified ?? state.lastModified,
      freshFor: fresh,
    };
  }
  if (conditional && MISUNDERSTOOD.has(status)) return "again";
  if (status === 410)
    return {
      kind: "gone",
      error: `${from} says that the feed is permanently gone (410). It is not polled again until content/outlets.yaml gives another address.`,
    };
  const busy = status === 429 || status === 503;
  const wait = retryAfter(headers, now);
  return {
    kind: "failed",
    error: `${from} ${describeStatus(status)}.`,
    retryAfter: wait,
    busy,
    refused: conditional && status >= 400 && status < 500,
    pausedHost: status === 429 || (busy && wait !== null) ? new URL(address).host : null,
  };
}

/** Errors that a server gives for validators that it cannot parse, does not expect or finds too long. */
const MISUNDERSTOOD: ReadonlySet<number> = new Set([400, 412, 431]);

/** An ETag without the mark that it is weak (RFC 9110, 8.8.3.2). */
const opaque = (etag: string): string => etag.replace(/^W\//, "");

const failed = (error: string): FetchResult => ({
  kind: "failed",
  error,
  retryAfter: null,
  busy: false,
  refused: false,
  pausedHost: null,
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
