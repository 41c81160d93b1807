import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { rss } from "./outlet-feed.ts";

/** How an outlet's server handles a request. A behaviour that does not end the response leaves it hanging. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const XML = { "Content-Type": "application/rss+xml" };

/** A valid item. */
export const ITEM = {
  title: "Volcano erupts near the fishing village of Hirtshals",
  text: "Ash fell on the harbour; nobody was hurt.",
  link: "https://outlet.example/volcano",
  date: "Sun, 22 Nov 2026 08:00:00 GMT",
  guid: "volcano",
};

const FEED = rss([ITEM]);
const ETAG = '"of the feed"';
const MODIFIED = "Sun, 22 Nov 2026 08:00:00 GMT";

const respond =
  (body: string | Buffer, headers: Record<string, string> = XML, status = 200): Behaviour =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

const redirect = (status: number, location: string): Behaviour =>
  respond("", { Location: location }, status);

/** Answers 304 to a request with both of the feed's validators. */
const conditional: Behaviour = ({ headers }, response) => {
  const matches = headers["if-none-match"] === ETAG && headers["if-modified-since"] === MODIFIED;
  response.writeHead(matches ? 304 : 200, { ...XML, ETag: ETAG, "Last-Modified": MODIFIED });
  response.end(matches ? undefined : FEED);
};

let fetches = 0;

/** A gigabyte of zeros, which gzip compresses to about a megabyte. */
const zeros = (): Readable => Readable.from(Array<Buffer>(1_000).fill(Buffer.alloc(1_000_000)));

/** The billion laughs attack: nine levels of entities, each of which contains the previous one ten times. */
const BILLION_LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
).join(
  "",
)}]><rss version="2.0"><channel><title>&l9;</title><item><title>&l9;</title><link>https://outlet.example/1</link></item></channel></rss>`;

const SHARED = "You have reached your limit of free pages.";
const untidy = (title: string, n: number) => ({
  title,
  text: SHARED,
  link: `https://outlet.example/untidy/${n}`,
});

/** The behaviours by path. */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "/feed": respond(FEED),
  "/conditional": conditional,
  "/weak": ({ headers }, response) => {
    const matches = headers["if-none-match"] === 'W/"weak, odd"';
    response
      .writeHead(matches ? 304 : 200, { ...XML, ETag: 'W/"weak, odd"' })
      .end(matches ? undefined : FEED);
  },
  "/fresh": respond(FEED, { ...XML, "Cache-Control": "max-age=7200" }),
  "/ttl": respond(rss([ITEM], "<ttl>180</ttl>")),
  "/who": ({ headers }, response) => {
    const received = `${headers["user-agent"]} | ${headers.accept} | ${headers["accept-encoding"]}`;
    response.writeHead(200, XML).end(rss([{ ...ITEM, title: received }]));
  },

  "/moved/301": redirect(301, "/conditional"),
  "/moved/308": redirect(308, "/feed"),
  "/moved/302": redirect(302, "/feed"),
  "/moved/307": redirect(307, "/feed"),
  "/moved/for-good-then-for-now": redirect(301, "/moved/302"),
  "/moved/for-now-then-for-good": redirect(302, "/moved/301"),
  "/moved/to-nothing": redirect(301, "/missing"),
  "/moved/nowhere": respond("", {}, 301),
  "/moved/garbage": redirect(302, "http://[/"),
  "/loop": redirect(302, "/loop"),
  "/to/private": redirect(302, "http://10.0.0.1/feed"),
  "/to/metadata": redirect(301, "http://169.254.169.254/latest/meta-data/"),
  "/to/file": redirect(302, "file:///etc/passwd"),

  "/busy": respond("Slow down", { "Retry-After": "7200" }, 429),
  "/closed": respond("Back soon", { "Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT" }, 503),
  "/broken": respond("Oops", {}, 500),
  "/missing": respond("No such page", {}, 404),
  "/gone": respond("No more", {}, 410),
  "/nothing-new": respond("", {}, 304),
  "/locked": respond("Who are you?", { "WWW-Authenticate": "Basic" }, 401),

  // A WebSub hub.
  "/hub": respond("", {}, 202),

  "/silent": () => {},
  "/stalls": (_, response) => {
    response.writeHead(200, XML).write(FEED.slice(0, 100));
  },
  "/drips": (request, response) => {
    response.writeHead(200, XML);
    const timer = setInterval(() => response.write("<!-- -->"), 50);
    request.on("close", () => clearInterval(timer));
  },
  "/truncated": (request, response) => {
    response.writeHead(200, { ...XML, "Content-Length": `${FEED.length}` });
    response.write(FEED.slice(0, 200), () => request.socket.destroy());
  },
  "/hangs-up": (request) => {
    request.socket.destroy();
  },
  "/endless": (request, response) => {
    response.writeHead(200, XML).write("<rss><channel>");
    const more = (): void => {
      while (!request.destroyed && response.write("<!-- and so on -->".repeat(1_000)));
    };
    response.on("drain", more);
    more();
  },
  "/bomb": (_, response) => {
    response.writeHead(200, { ...XML, "Content-Encoding": "gzip" });
    // The client closes the connection before the end.
    pipeline(zeros(), createGzip(), response, () => {});
  },
  "/laughs": respond(BILLION_LAUGHS),
  "/deep": respond(`<rss><channel>${"<a>".repeat(200_000)}`),
  "/wide": respond(`<rss a="${"x".repeat(1_500_000)}"><channel>`),
  "/gzip": (_, response) => {
    response.writeHead(200, { ...XML, "Content-Encoding": "gzip" }).end(gzipSync(FEED));
  },
  "/not-gzip": respond(FEED, { ...XML, "Content-Encoding": "gzip" }),
  "/not-gzip-once": ({ headers }, response) => {
    const gzip = headers["accept-encoding"]?.includes("gzip") === true;
    response.writeHead(200, { ...XML, ...(gzip && { "Content-Encoding": "gzip" }) }).end(FEED);
  },
  // Compressed, and the header says nothing or something else.
  "/unlabelled/gzip": respond(gzipSync(FEED)),
  "/unlabelled/twice": (_, response) => {
    response.writeHead(200, { ...XML, "Content-Encoding": "gzip" });
    response.end(gzipSync(gzipSync(FEED)));
  },
  "/unlabelled/zlib": respond(deflateSync(FEED)),
  "/labelled/deflate": respond(deflateSync(FEED), { ...XML, "Content-Encoding": "deflate" }),
  "/labelled/bare-deflate": respond(deflateRawSync(FEED), {
    ...XML,
    "Content-Encoding": "deflate",
  }),
  "/unlabelled/bomb": respond(gzipSync(Buffer.alloc(20_000_000))),
  "/unlabelled/broken": respond(gzipSync(FEED).subarray(0, 60)),

  // Validators
  "/304/other-etag": ({ headers }, response) => {
    const asks = headers["if-none-match"] !== undefined;
    response.writeHead(asks ? 304 : 200, { ...XML, ETag: asks ? '"new"' : '"old"' });
    response.end(asks ? undefined : FEED);
  },
  "/304/weak-etag": ({ headers }, response) => {
    const asks = headers["if-none-match"] !== undefined;
    response.writeHead(asks ? 304 : 200, { ...XML, ETag: asks ? 'W/"a"' : '"a"' });
    response.end(asks ? undefined : FEED);
  },
  "/304/for-ever": ({ headers }, response) => {
    const asks = headers["if-none-match"] !== undefined;
    response.writeHead(asks ? 304 : 200, { ...XML, ETag: ETAG });
    response.end(asks ? undefined : FEED);
  },
  "/304/from-the-future": respond(FEED, {
    ...XML,
    "Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT",
  }),
  "/forbids-validators": ({ headers }, response) => {
    const asks = headers["if-none-match"] !== undefined;
    response.writeHead(asks ? 403 : 200, { ...XML, ETag: ETAG });
    response.end(asks ? undefined : FEED);
  },
  "/refuses-validators": ({ headers }, response) => {
    const asks = headers["if-none-match"] !== undefined;
    response.writeHead(asks ? 431 : 200, { ...XML, ETag: ETAG });
    response.end(asks ? undefined : FEED);
  },

  // Cookies
  "/cookie/back": ({ headers }, response) => {
    const known = headers.cookie === "seen=1; b=two words";
    if (known) response.writeHead(200, XML).end(FEED);
    else
      response
        .writeHead(302, {
          Location: "/cookie/back",
          "Set-Cookie": ["seen=1; Path=/; HttpOnly", "b=two words"],
        })
        .end();
  },
  "/cookie/check": ({ headers }, response) => {
    if (headers.cookie === "pass=x") response.writeHead(200, XML).end(FEED);
    else response.writeHead(302, { Location: "/cookie/set" }).end();
  },
  "/cookie/set": (_, response) => {
    response.writeHead(302, { Location: "/cookie/check", "Set-Cookie": "pass=x" }).end();
  },
  "/cookie/never": (_, response) => {
    response.writeHead(302, { Location: "/cookie/never", "Set-Cookie": "a=1" }).end();
  },
  "/cookie/unasked": ({ headers }, response) => {
    const title = `Cookie: ${headers.cookie ?? "none"}`;
    response.writeHead(200, { ...XML, "Set-Cookie": "a=1" }).end(rss([{ ...ITEM, title }]));
  },

  // Repaired, with an item without an address, and with a sentence that all items share.
  "/untidy": respond(
    rss(["Ferry fares rise", "Bus strike called off", "New hall for Nairn"].map(untidy)).replace(
      "</channel>",
      "<item><title>Fish & chips</title></item></channel>",
    ),
  ),
  "/untidy/later": respond(
    rss([{ ...untidy("Budget passed", 9), text: `It was signed on Monday. ${SHARED}` }]),
  ),

  "/html": respond("<!doctype html><title>Sign in</title><p>Please sign in.", {
    "Content-Type": "text/html",
  }),
  "/empty": respond(""),
  "/wrong-charset": respond(
    Buffer.concat([
      Buffer.from(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title><item><title>',
      ),
      // "Вулкан"
      Buffer.from([0xc2, 0xf3, 0xeb, 0xea, 0xe0, 0xed]),
      Buffer.from("</title><link>https://outlet.example/vulkan</link></item></channel></rss>"),
    ]),
    { "Content-Type": "application/rss+xml; charset=windows-1251" },
  ),
  "/new-ids": (_, response) => {
    fetches++;
    response.writeHead(200, XML).end(rss([{ ...ITEM, guid: `id ${fetches}` }]));
  },
  "/wrong-clock": respond(rss([{ ...ITEM, date: "Wed, 01 Jan 2070 00:00:00 GMT" }]), {
    ...XML,
    Date: "Wed, 01 Jan 2070 00:00:00 GMT",
    Expires: "Wed, 01 Jan 2070 02:00:00 GMT",
  }),
};
