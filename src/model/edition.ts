import type { Outlet } from "./outlet.ts";
import type { Report } from "./report.ts";
import type { EditorStory } from "./story.ts";

/** The publication. One deployment publishes one edition. */
export interface Edition {
  title: string;
  description: string;
  /** Absolute http(s) URL where it is served, without a trailing slash. Every link in a document starts with it. */
  site: string;
  /** Authority of every tag URI (RFC 4151): a domain or e-mail address, and a date on which the publisher owned it. */
  authority: { name: string; since: string };
  /** A BCP 47 tag: the language of the edition's own headlines and summaries. */
  language: string;
  /** Name of the publisher. */
  publisher: string;
  /** Maximum number of stories in a feed or on the front page. */
  entries: number;
  /** IANA name of the time zone in which its days end and its feeds write times. */
  timezone: string;
  /** The hour of the day, 0 to 23, at which a day ends for the daily feed. */
  daily: number;
  /** Minutes that readers are asked to wait between two polls (RSS `ttl`). */
  ttl: number;
  /** Days for which reports from outlets' feeds are kept for folding. Published story pages stay online. */
  retention: number;
  /** WebSub hub to notify of every change; null if there is none. */
  hub: string | null;
  outlets: Outlet[];
  withdrawn: Withdrawn;
  /** Outlets that a document names and the edition no longer has. Set only while the document is rendered. */
  former?: Outlet[];
}

/** Reports that are to appear nowhere any more. */
export interface Withdrawn {
  /** Ids of outlets, all of whose reports are withdrawn. They are not among the edition's outlets. */
  outlets: string[];
  /** Single reports of other outlets. */
  reports: { outlet: string; url: string }[];
}

/** Everything in content/, checked and bundled by the build step. */
export interface Content {
  edition: Edition;
  reports: Report[];
  stories: EditorStory[];
  /** Hash of the reports and stories: changes exactly when one of them does. */
  digest: string;
  /** Hash of everything that a document depends on, including the program. */
  build: string;
  /** Version from package.json. */
  version: string;
}
