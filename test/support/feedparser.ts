import { join } from "node:path";
import { output } from "./command.ts";
import type { Tool } from "./tools.ts";
import { python } from "./tools.ts";

export const FEEDPARSER: Tool = { modules: ["feedparser"], packages: "python3-feedparser" };

/** A feed as feedparser reads it. */
export interface Parsed {
  /** HTTP status. */
  status: number;
  /** The error that feedparser found in the feed (its `bozo_exception`); null if there is none. */
  broken: string | null;
  etag: string;
  modified: string;
  entries: {
    id: string;
    title: string;
    link: string;
    via: string[];
    summary: string;
    content: string;
    published: string;
    updated: string;
  }[];
}

/**
 * Fetches and reads a feed with feedparser.
 *
 * @param earlier the last result; its validators make the request conditional
 */
export async function readFeed(
  url: string,
  home: string,
  earlier?: Pick<Parsed, "etag" | "modified">,
): Promise<Parsed> {
  const command = (await python(["feedparser"])) ?? "python3";
  const script = join(import.meta.dirname, "read_feed.py");
  const args = [script, url, earlier?.etag ?? "", earlier?.modified ?? ""];
  return JSON.parse(await output(command, args, { home })) as Parsed;
}
