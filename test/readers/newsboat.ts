import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { output } from "../support/command.ts";
import type { Reader } from "./reader.ts";
import { linksIn, isoDate, XML_FORMATS } from "./reader.ts";

interface Row {
  guid: string;
  title: string;
  url: string;
  content: string;
  unread: number;
  /** Seconds since 1970 (UTC). */
  pubDate: number;
}

/** newsboat (https://newsboat.org/), a terminal reader. It updates an entry in place and leaves it read. */
export const newsboat: Reader = {
  name: "newsboat",
  needs: [{ command: "newsboat", packages: "newsboat" }],
  formats: XML_FORMATS,
  entry: "entry",
  grows: true,
  keeps: true,
  async subscribe(url, home) {
    const file = (name: string): string => join(home, name);
    await writeFile(file("urls"), `${url}\n`);
    await writeFile(file("config"), "reload-threads 1\n");
    const files = ["-u", file("urls"), "-c", file("cache.db"), "-C", file("config")];
    const newsboatRun = (...args: string[]): Promise<string> =>
      output("newsboat", [...files, ...args], { home });
    const rows = (): Row[] => {
      const database = new DatabaseSync(file("cache.db"), { readOnly: true });
      try {
        const columns = "guid, title, url, content, unread, pubDate";
        return database.prepare(`SELECT ${columns} FROM rss_item`).all() as unknown as Row[];
      } finally {
        database.close();
      }
    };
    return {
      async poll() {
        await newsboatRun("-x", "reload");
        return rows().map(({ guid, title, url: link, content, unread, pubDate }) => ({
          id: guid,
          title,
          link,
          links: linksIn(content),
          unread: unread !== 0,
          published: isoDate(pubDate),
        }));
      },
      async markRead() {
        const guids = rows().map(({ guid }) => `${guid}\n`);
        await writeFile(file("read"), guids.join(""));
        await newsboatRun("-I", file("read"));
        if (rows().some(({ unread }) => unread !== 0)) throw new Error("newsboat -I had no effect");
      },
    };
  },
};
