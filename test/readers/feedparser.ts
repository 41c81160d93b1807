import type { Parsed } from "../support/feedparser.ts";
import { FEEDPARSER, readFeed } from "../support/feedparser.ts";
import type { Reader } from "./reader.ts";
import { XML_FORMATS } from "./reader.ts";

/** feedparser (https://feedparser.readthedocs.io/), the library that many Python programs read feeds with. */
export const feedparser: Reader = {
  name: "feedparser",
  needs: [FEEDPARSER],
  formats: XML_FORMATS,
  entry: "entry",
  grows: true,
  keeps: false,
  async subscribe(url, home) {
    let last: Parsed | undefined;
    return {
      async poll() {
        last = await readFeed(url, home, last);
        if (last.broken !== null)
          throw new Error(`feedparser reports an error in the feed: ${last.broken}`);
        return last.entries.map(({ via, ...entry }) => ({ ...entry, links: via }));
      },
      async pollUnchanged() {
        return (await readFeed(url, home, last)).status;
      },
    };
  },
};
