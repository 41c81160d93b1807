import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { run } from "../support/command.ts";
import type { Reader } from "./reader.ts";
import { linksIn, isoDate, XML_FORMATS } from "./reader.ts";

const USER = "reader";

interface Row {
  guid: string;
  title: string;
  link: string;
  content: string;
  is_read: number;
  date: number;
}

/**
 * FreshRSS (https://freshrss.org/), a self-hosted reader, run by its command line with SQLite.
 *
 * @param checkout path of a clone of https://github.com/FreshRSS/FreshRSS
 */
export function freshrss(checkout: string | undefined): Reader {
  return {
    name: "FreshRSS",
    needs: [
      { command: "php", packages: "php-cli php-sqlite3 php-xml php-mbstring php-curl php-zip" },
      ...(checkout === undefined
        ? [{ unavailable: "no checkout of FreshRSS was given (--freshrss DIR)" }]
        : []),
    ],
    formats: XML_FORMATS,
    entry: "entry",
    grows: true,
    keeps: true,
    optional: true,
    async subscribe(url, home) {
      const program = resolve(checkout ?? "");
      const data = join(home, "data");
      await cp(join(program, "data"), data, { recursive: true });
      const cli = async (name: string, ...args: string[]): Promise<void> => {
        const file = join(program, "cli", `${name}.php`);
        const { code, stdout, stderr } = await run("php", [file, ...args], {
          home,
          env: { DATA_PATH: data },
        });
        if (code !== 0)
          throw new Error(`FreshRSS ${name} exited with ${code}: ${stderr || stdout}`);
      };
      await cli("prepare");
      await cli("do-install", "--default-user", USER, "--auth-type", "none", "--db-type", "sqlite");
      await cli("create-user", "--user", USER);
      const database = <T>(use: (database: DatabaseSync) => T): T => {
        const opened = new DatabaseSync(join(data, "users", USER, "db.sqlite"));
        try {
          return use(opened);
        } finally {
          opened.close();
        }
      };
      // A new installation is subscribed to FreshRSS's own news.
      database((opened) => opened.exec("DELETE FROM feed"));
      const opml = join(home, "feeds.opml");
      const escaped = url.replaceAll("&", "&amp;");
      await writeFile(
        opml,
        `<opml version="2.0"><body><outline type="rss" text="Edition" xmlUrl="${escaped}"/></body></opml>`,
      );
      await cli("import-for-user", "--user", USER, "--filename", opml);
      return {
        async poll() {
          // Otherwise FreshRSS would not fetch the feed again so soon.
          database((opened) => opened.exec("UPDATE feed SET lastUpdate = 0"));
          await emptyFolder(join(data, "cache"));
          await cli("actualize-user", "--user", USER);
          const columns = "guid, title, link, content, is_read, date";
          const rows = database(
            (opened) =>
              opened
                .prepare(`SELECT ${columns} FROM entry ORDER BY date`)
                .all() as unknown as Row[],
          );
          return rows.map(({ guid, title, link, content, is_read, date }) => ({
            id: guid,
            title: title.replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
            link,
            links: linksIn(content),
            unread: is_read === 0,
            published: isoDate(date),
          }));
        },
        markRead() {
          database((opened) => opened.exec("UPDATE entry SET is_read = 1"));
          return Promise.resolve();
        },
      };
    },
  };
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    await rm(join(folder, name), { recursive: true, force: true });
}
