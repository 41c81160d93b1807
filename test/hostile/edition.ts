import { setTimeout as wait } from "node:timers/promises";
import type { Behaviour } from "../support/outlets/behaviours.ts";
import { rss, type Item } from "../support/outlets/outlet-feed.ts";
import { startOutlets, type Outlets } from "../support/outlets/outlet-server.ts";
import { startServer, type Server } from "../support/server.ts";

/** Milliseconds after which the Worker revalidates documents in memory: 2,000, and a margin. */
const MEMORY_LIFETIME = 2_100;
const DAY = 24 * 3_600_000;

/** An outlet in outlets.yaml: its id and home, and lines to add to it. */
export interface TestOutlet {
  id: string;
  home?: string;
  /** Further lines of its entry. */
  more?: string;
  /** Path of its feed on the outlets' server; by default /feeds/ID. */
  feed?: string;
}

export interface Entry {
  id: string;
  url: string;
  title: string;
  summary: string;
  external_url: string;
  date_published: string;
  authors: { name: string }[];
  _storyfold: {
    reports: { outlet: string; title: string; url: string; via?: string }[];
    counts?: { reports: number; outlets: number };
  };
}

/** A running edition with outlets on this machine. */
export interface HostileEdition {
  server: Server;
  outlets: Outlets;
  /** Sets the items of an outlet's feed. */
  publish(id: string, items: readonly Item[]): void;
  /** Answers requests for a path of the outlets' server in a way of its own. */
  answer(path: string, behaviour: Behaviour): void;
  /** Runs the cron trigger at a simulated time, in minutes after the start, and waits until its changes are visible. */
  tick(minutes: number): Promise<void>;
  /** A date in the form of RSS, in minutes after the start. */
  date(minutes: number): string;
  entries(path?: string): Promise<Entry[]>;
  status(path: string): Promise<number>;
  text(path: string): Promise<string>;
  /** Replaces outlets.yaml, and waits until the condition is met. */
  deploy(outlets: readonly TestOutlet[], condition: () => Promise<boolean>): Promise<void>;
  /** Waits up to 30 seconds until the condition is met. @returns whether it was */
  until(condition: () => Promise<boolean>): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Starts an edition with these outlets and without any report.
 *
 * @param entries maximum number of stories in a feed
 */
export async function startEdition(
  outlets: readonly TestOutlet[],
  entries = 50,
): Promise<HostileEdition> {
  const own = await startOutlets();
  const server = await startServer({
    content: {
      reports: null,
      stories: null,
      "edition.yaml": (text) => text.replace(/^entries:.*$/m, `entries: ${entries}`),
      "outlets.yaml": outletsFile(own.url, outlets),
    },
    vars: { STORYFOLD_ALLOW_LOOPBACK: "1" },
  });
  const start = Date.now();
  const get = (path: string): Promise<Response> =>
    fetch(server.url + path, { redirect: "manual", signal: AbortSignal.timeout(60_000) });
  const until: HostileEdition["until"] = async (condition) => {
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      if (await condition().catch(() => false)) return true;
      await wait(500);
    }
    return false;
  };
  return {
    server,
    outlets: own,
    publish(id, items) {
      own.feeds.set(`/feeds/${id}`, items);
    },
    answer(path, behaviour) {
      own.behaviours.set(path, behaviour);
    },
    async tick(minutes) {
      const time = start + Math.round(minutes * 60_000);
      const response = await get(`/cdn-cgi/local/scheduled?time=${time}`);
      if (!response.ok) throw new Error(`the tick failed: ${await response.text()}`);
      await wait(MEMORY_LIFETIME);
    },
    date: (minutes) => new Date(start + minutes * 60_000).toUTCString(),
    async entries(path = "/feed.json") {
      const { items } = await (await get(path)).json<{ items: Entry[] }>();
      return items;
    },
    status: async (path) => {
      const response = await get(path);
      await response.body?.cancel();
      return response.status;
    },
    text: async (path) => (await get(path)).text(),
    async deploy(changed, condition) {
      await server.edit({ "outlets.yaml": outletsFile(own.url, changed) });
      if (!(await until(condition)))
        throw new Error(`the new outlets.yaml had no effect. ${server.printed().slice(-2_000)}`);
    },
    until,
    async stop() {
      await server.stop();
      await own.stop();
    },
  };
}

const outletsFile = (url: string, outlets: readonly TestOutlet[]): string =>
  outlets
    .map(
      ({ id, home = `https://${id}.example/`, more = "", feed = `/feeds/${id}` }) => `- id: ${id}
  name: The ${id}
  home: ${home}
  about: About the ${id}.
  feed: ${feed.startsWith("http") ? feed : url + feed}
${more}`,
    )
    .join("\n");

/** Serves these items, whatever the request says. */
export const feedOf =
  (items: () => readonly Item[]): Behaviour =>
  (_, response) => {
    response.writeHead(200, { "Content-Type": "application/rss+xml" }).end(rss(items()));
  };

export const days = (count: number): number => (count * DAY) / 60_000;
