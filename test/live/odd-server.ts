import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Behaviour } from "../support/outlets/behaviours.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { rss, type Item } from "../support/outlets/outlet-feed.ts";

const SEED = 15;
/** Number of items in a feed. */
const LISTED = 6;
const DAY = 24 * 3_600_000;

/** The day of the simulation, which the test sets before each tick. */
export interface Calendar {
  /** Milliseconds since 1970 (UTC) at which day 0 began. */
  start: number;
  day: number;
}

/** An outlet's reports up to a day, one a day, the latest first. */
export const itemsOf = (outlet: number, { start, day }: Calendar): Item[] =>
  Array.from({ length: day + 1 }, (_, n) => ({
    ...reportOf(SEED, outlet * 1_000 + n, outlet),
    link: linkOf(outlet, n),
    date: new Date(start + n * DAY).toUTCString(),
    guid: `${outlet}-${n}`,
  })).toReversed();

export const linkOf = (outlet: number, day: number): string =>
  `https://outlet-${outlet}.example/${day}`;

const XML = { "Content-Type": "application/rss+xml" };
const html = (response: ServerResponse): void => {
  response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><p>Sign in");
};
const redirect = (response: ServerResponse, status: number, location: string, cookie?: string) =>
  response
    .writeHead(status, {
      Location: location,
      ...(cookie !== undefined && { "Set-Cookie": cookie }),
    })
    .end();
const isConditional = ({ headers }: IncomingMessage): boolean =>
  headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined;

/** Outlets whose servers misuse HTTP, by the path of their feed. The place in the list is the outlet's number. */
export function oddServers(calendar: Calendar): Record<string, Behaviour> {
  const paths: Record<string, Behaviour> = {};
  const feedOf = (outlet: number): string => rss(itemsOf(outlet, calendar).slice(0, LISTED));
  const send = (response: ServerResponse, outlet: number, headers: Record<string, string> = {}) =>
    response.writeHead(200, { ...XML, ...headers }).end(feedOf(outlet));

  // Answers 304 to every conditional request from the first day on.
  paths["/stuck"] = (request, response) => {
    if (isConditional(request)) response.writeHead(304, { ETag: '"1"' }).end();
    else send(response, 0, { ETag: '"1"' });
  };
  // Answers 304, but with the ETag of what is new.
  paths["/renamed"] = (request, response) => {
    const etag = `"${calendar.day}"`;
    if (isConditional(request)) response.writeHead(304, { ETag: etag }).end();
    else send(response, 1, { ETag: etag });
  };
  // Takes no validators.
  paths["/picky"] = (request, response) => {
    if (isConditional(request)) response.writeHead(400).end();
    else send(response, 2, { ETag: `"${calendar.day}"` });
  };
  // Was modified in the future, and so never again.
  paths["/future"] = (request, response) => {
    if (isConditional(request)) response.writeHead(304).end();
    else send(response, 3, { "Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT" });
  };
  paths["/cookie"] = (request, response) => {
    if (request.headers.cookie === "ok=1") send(response, 4);
    else redirect(response, 302, "/cookie", "ok=1; Path=/");
  };
  // Compressed, whatever was asked for, and without saying so.
  paths["/packed"] = (_, response) => {
    response.writeHead(200, XML).end(gzipSync(feedOf(5)));
  };
  // Redirects permanently to a login for a day, and from the fourth day on to its new address.
  paths["/moving"] = (_, response) => {
    if (calendar.day === 2) redirect(response, 301, "/login");
    else if (calendar.day >= 4) redirect(response, 301, "/moved");
    else send(response, 6);
  };
  paths["/moved"] = (_, response) => send(response, 6);
  paths["/login"] = (_, response) => html(response);
  return paths;
}

/** Two feeds on one host, of which the first asks for a pause of a day when day 3 begins. */
export function busyServer(calendar: Calendar): Record<string, Behaviour> {
  let asked = false;
  return {
    "/one": (_, response) => {
      if (calendar.day === 3 && !asked) {
        asked = true;
        response.writeHead(429, { "Retry-After": "86400" }).end();
      } else response.writeHead(200, XML).end(rss(itemsOf(7, calendar).slice(0, LISTED)));
    },
    "/two": (_, response) => {
      response.writeHead(200, XML).end(rss(itemsOf(8, calendar).slice(0, LISTED)));
    },
  };
}
