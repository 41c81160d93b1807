import { setTimeout as wait } from "node:timers/promises";
import type { Item } from "../support/outlets/outlet-feed.ts";
import { startOutlets, type Outlets } from "../support/outlets/outlet-server.ts";
import { startServer, type Edits, type Server } from "../support/server.ts";

/** Milliseconds after which the Worker revalidates documents in memory: 2,000, and a margin. */
export const MEMORY_LIFETIME = 2_100;

/** A running edition with outlets on this machine. */
export interface Live {
  server: Server;
  outlets: Outlets;
  /** Its content, as edits of the test edition. */
  content: Edits;
  /** Runs the cron trigger at a simulated time, in minutes after the start, and waits until its changes are visible. */
  tick(minutes: number): Promise<void>;
  /** The stories in the JSON feed, in its order. */
  stories(): Promise<Story[]>;
  stop(): Promise<void>;
}

export interface Story {
  id: string;
  url: string;
  title: string;
  /** The URLs of the reports, in order. */
  links: string[];
}

/**
 * Starts an edition that contains only the reports of these outlets' feeds.
 *
 * @param feeds the items in each outlet's feed, by the outlet's id
 * @param configure changes the text of wrangler.toml
 * @param vars environment variables of the Worker
 */
export async function startLive(
  feeds: Readonly<Record<string, readonly Item[]>>,
  configure: (toml: string) => string = (toml) => toml,
  vars: Readonly<Record<string, string>> = {},
): Promise<Live> {
  const outlets = await startOutlets();
  for (const [id, items] of Object.entries(feeds)) outlets.feeds.set(pathOf(id), items);
  const content: Edits = {
    reports: null,
    stories: null,
    ...outletsContent(outlets.url, Object.keys(feeds)),
  };
  const server = await startServer({
    content,
    configure,
    vars: { STORYFOLD_ALLOW_LOOPBACK: "1", ...vars },
  });
  const start = Date.now();
  return {
    server,
    outlets,
    content,
    async tick(minutes) {
      const time = start + minutes * 60_000;
      // wrangler prints this URL for running a cron trigger.
      const response = await fetch(`${server.url}/cdn-cgi/local/scheduled?time=${time}`, {
        signal: AbortSignal.timeout(60_000),
      });
      if (!response.ok) throw new Error(`the tick failed: ${await response.text()}`);
      await wait(MEMORY_LIFETIME);
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

/** The path of the WebSub hub on the outlets' server. */
export const HUB = "/hub";

/** The path of an outlet's feed. */
export const pathOf = (id: string): string => `/feeds/${id}`;

/** Content with these outlets and no reports. */
const outletsContent = (url: string, ids: readonly string[]): Edits => ({
  // The feed has room for all stories.
  "edition.yaml": (text) => `${text.replace(/^entries:.*$/m, "entries: 500")}\nhub: ${url}${HUB}\n`,
  "outlets.yaml": ids
    .map(
      (id) => `- id: ${id}
  name: The ${id}
  home: https://${id}.example/
  about: Not a real outlet. Made up for a test.
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
