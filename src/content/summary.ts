import { siteHost } from "../text/url.ts";
import { counted } from "../text/counted.ts";
import type { Mistake } from "../text/mistake.ts";
import type { ValidContent } from "./check-content.ts";
import type { UnfiledReport } from "./story-file.ts";

/** `4 outlets, 2 feeds to poll, 1 paused feed, 5 reports in files, 1 edited story`. What there is none of is left out. */
export function summary({
  edition,
  reports,
  stories,
}: Pick<ValidContent, "edition" | "reports" | "stories">): string {
  const feeds = edition.outlets.flatMap(({ feed }) => feed ?? []);
  const paused = feeds.filter((feed) => feed.paused).length;
  const parts: [count: number, one: string, many: string][] = [
    [feeds.length - paused, "feed to poll", "feeds to poll"],
    [paused, "paused feed", "paused feeds"],
    [reports.length, "report in a file", "reports in files"],
    [stories.length, "edited story", "edited stories"],
  ];
  const outlets =
    edition.outlets.length === 0 ? "no outlets" : counted(edition.outlets.length, "outlet");
  const rest = parts.filter(([count]) => count > 0).map((part) => counted(...part));
  return [outlets, ...rest].join(", ");
}

/**
 * Warnings about reports that stories list, that have no file, and that no feed is likely to bring, because no outlet
 * with a feed is at that site.
 */
export function unlikelyReports({
  edition,
  unfiled,
}: Pick<ValidContent, "edition" | "unfiled">): Mistake[] {
  const hosts = edition.outlets.flatMap(({ home, feed }) =>
    feed === null ? [] : [siteHost(home), siteHost(feed.url)],
  );
  const isExpected = (url: string): boolean =>
    hosts.some((host) => `.${siteHost(url)}`.endsWith(`.${host}`));
  return unfiled.filter(({ url }) => !isExpected(url)).map(notSeenYet);
}

/** A warning that a report has not been seen yet. */
export function notSeenYet({ file, line, field, url, near }: UnfiledReport): Mistake {
  const fix =
    near === undefined
      ? 'The story takes it in once a feed brings it. To add it yourself, run "npm run new:report".'
      : `Did you mean ${near}?`;
  return { file, line, field, problem: `${url} has not been seen yet.`, fix };
}
