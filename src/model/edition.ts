import type { Outlet } from "./outlet.ts";
import type { Report } from "./report.ts";
import type { EditorStory } from "./story.ts";

/** The publication. One deployment publishes one. */
export interface Edition {
  title: string;
  description: string;
  /** Where it is served, an absolute http(s) URL without a slash at the end. Every link in a document starts with it. */
  site: string;
  /** A domain or e-mail address of the publisher's, and a day on which it was theirs: the authority of every tag URI (RFC 4151). */
  authority: { name: string; since: string };
  /** A BCP 47 tag: the language of its own headlines and summaries. */
  language: string;
  /** Who publishes it. */
  publisher: string;
  /** The most stories that a feed or the front page holds. */
  entries: number;
  /** Minutes that readers are asked to wait between two polls (RSS `ttl`). */
  ttl: number;
  /** Days for which reports from outlets' feeds are kept for folding. Published story pages stay. */
  retention: number;
  /** A WebSub hub that is told of every change; null where there is none. */
  hub: string | null;
  outlets: Outlet[];
}

/** Everything in content/, checked and bundled by the build step. */
export interface Content {
  edition: Edition;
  reports: Report[];
  stories: EditorStory[];
  /** Of the reports and stories: changes when and only when one of them does. */
  digest: string;
  /** Of everything that a document depends on, the program included. */
  build: string;
  /** The version in package.json. */
  version: string;
}
