import { setTimeout as wait } from "node:timers/promises";
import type { Item } from "../support/outlets/outlet-feed.ts";
import { startOutlets, type Outlets } from "../support/outlets/outlet-server.ts";
import { startServer, type Edits, type Server } from "../support/server.ts";

/** Milliseconds for which the Worker serves a document from memory, and some. */
const TRUSTED_FOR = 2_100;

/** An edition whose outlets are on this computer. */
export interface Live {
  server: Server;
  outlets: Outlets;
  /** Runs the cron trigger as if it were so many minutes after the start; waits until all can see what it changed. */
  tick(minutes: number): Promise<void>;
  /** The stories: the addresses of each one's reports, in order. */
  stories(): Promise<Story[]>;
  stop(): Promise<void>;
}

export interface Story {
  id: string;
  url: string;
  title: string;
  links: string[];
}

/**
 * Starts an edition that has nothing but these outlets' feeds.
 *
 * @param feeds what each outlet lists, by its id
 * @param configure changes wrangler.toml
 */
export async function startLive(
  feeds: Readonly<Record<string, readonly Item[]>>,
  configure: (toml: string) => string = (toml) => toml,
): Promise<Live> {
  const outlets = await startOutlets();
  for (const [id, items] of Object.entries(feeds)) outlets.feeds.set(pathOf(id), items);
  const server = await startServer({
    content: { reports: null, stories: null, ...fed(outlets.url, Object.keys(feeds)) },
    configure,
    vars: { STORYFOLD_ALLOW_LOOPBACK: "1" },
  });
  const begun = Date.now();
  return {
    server,
    outlets,
    async tick(minutes) {
      const time = begun + minutes * 60_000;
      // The address that wrangler prints.
      const response = await fetch(`${server.url}/cdn-cgi/local/scheduled?time=${time}`, {
        signal: AbortSignal.timeout(60_000),
      });
      if (!response.ok) throw new Error(`the tick failed: ${await response.text()}`);
      await wait(TRUSTED_FOR);
    },
    async stories() {
      const response = await fetch(`${server.url}/feed.json`);
      const { items } = await response.json<{ items: JsonItem[] }>();
      return items.map(({ id, url, title, _storyfold }) => ({
        id,
        url,
        title,
        links: _storyfold.reports.map((report) => report.url),
      }));
    },
    async stop() {
      await server.stop();
      await outlets.stop();
    },
  };
}

/** Where the hub is, which is one of the outlets' server. */
export const HUB = "/hub";

/** Where an outlet's feed is. */
export const pathOf = (id: string): string => `/feeds/${id}`;

/** Content with these outlets and nothing else. */
const fed = (url: string, ids: readonly string[]): Edits => ({
  // All stories are in the feed.
  "edition.yaml": (text) => `${text.replace(/^entries:.*$/m, "entries: 500")}\nhub: ${url}${HUB}\n`,
  "outlets.yaml": ids
    .map(
      (id) => `- id: ${id}
  name: The ${id}
  home: https://${id}.example/
  about: Not an outlet. A test made it up.
  feed: ${url}${pathOf(id)}
`,
    )
    .join("\n"),
});

interface JsonItem {
  id: string;
  url: string;
  title: string;
  _storyfold: { reports: { url: string }[] };
}
