import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { FoldedReport, Story } from "../model/story.ts";
import { entryId, storyUrl } from "../model/ids.ts";
import { stripIllegal, webAddress } from "../model/safe-text.ts";

/** One report, ready to render: text without illegal characters, link safe, outlet resolved. */
export interface EntryReport extends Omit<FoldedReport, "outlet" | "url"> {
  outlet: Outlet;
  /** Null if the address may not become a link. */
  url: string | null;
  /** Index, among the story's reports, of the nearest report. Null if there is none. */
  nearest: number | null;
  /** Index of the report that this one is a near-duplicate of. Null if the text is original. */
  copyOf: number | null;
}

/** A story, ready to render in any format. */
export interface Entry {
  key: string;
  id: string;
  url: string;
  title: string;
  /** Language of the title, a BCP 47 tag. A title taken from a report need not be in the edition's language. */
  language: string;
  /** Plain text. */
  summary: string;
  /** Safe HTML. */
  summaryHtml: string;
  summaryLanguage: string;
  tags: string[];
  disagreements: string[];
  /** Date of the entry: when it entered the feed, unless the feed's update mode changes it. */
  published: Date;
  firstPublished: Date;
  updated: Date;
  /** In order of publication. */
  reports: EntryReport[];
  /** In order of their first report. */
  outlets: Outlet[];
  /** Address of a report's picture; null if there is none, or the edition does not show its outlet's. */
  image: string | null;
  /** Number of independent texts: near-duplicates in several outlets count once. */
  texts: number;
  /** How many reports the story has, and of how many outlets. An entry shows a bounded number of them. */
  counts: Story["counts"];
}

/**
 * Makes the entry of a story, the same one for every format. The newsroom reduces text to plain text when it files a
 * report; here the characters that XML does not allow are removed, wherever the text came from.
 *
 * @param minOutlets the number of outlets with which a story enters the feed
 */
export function entry(story: Story, edition: Edition, minOutlets = 1): Entry {
  const places = new Map(story.reports.map(({ url }, place) => [url, place]));
  const placeOf = (url: string | null): number | null =>
    url === null ? null : (places.get(url) ?? null);
  const reports = story.reports.map((report, place) => {
    const { nearest, sameTextAs } = report.evidence;
    const copied = placeOf(sameTextAs);
    return {
      ...entryReport(report, edition),
      nearest: placeOf(nearest),
      copyOf: copied === place ? null : copied,
    };
  });
  return {
    key: story.key,
    id: entryId(edition, story.key),
    url: storyUrl(edition, story.key),
    title: stripIllegal(story.headline),
    language: story.language ?? edition.language,
    summary: stripIllegal(story.summary.text),
    summaryHtml: stripIllegal(story.summary.html),
    summaryLanguage: story.summaryLanguage ?? edition.language,
    tags: story.tags.map(stripIllegal),
    disagreements: story.disagreements.map(stripIllegal),
    published: new Date(enteredAt(story, minOutlets)),
    firstPublished: new Date(story.firstPublished),
    updated: new Date(story.updated),
    reports,
    outlets: [...new Map(reports.map(({ outlet }) => [outlet.id, outlet])).values()],
    image: imageOf(story.headline, reports, edition),
    texts: reports.filter(({ copyOf }) => copyOf === null).length,
    counts: story.counts,
  };
}

/** The picture of the report that gave the headline, or else of the first report that has one. */
function imageOf(
  headline: string,
  reports: readonly EntryReport[],
  { outlets }: Edition,
): string | null {
  const shown = new Set(outlets.filter(({ images }) => images).map(({ id }) => id));
  const pictured = reports.filter(
    ({ image, outlet }) => image !== undefined && shown.has(outlet.id),
  );
  const chosen = pictured.find(({ title }) => title === headline) ?? pictured[0];
  const address = chosen?.image === undefined ? null : webAddress(chosen.image);
  return address?.startsWith("https://") ? address : null;
}

/** When the story entered a feed of what that many outlets report: with the last of them, or with the first report. */
const enteredAt = ({ joined, firstPublished }: Story, minOutlets: number): number =>
  minOutlets === 1 ? firstPublished : (joined[minOutlets - 1] ?? firstPublished);

function entryReport(
  report: FoldedReport,
  edition: Edition,
): Omit<EntryReport, "nearest" | "copyOf"> {
  return {
    ...report,
    title: stripIllegal(report.title),
    summary: stripIllegal(report.summary),
    tags: report.tags.map(stripIllegal),
    via: report.via === null ? null : stripIllegal(report.via),
    url: webAddress(report.url),
    outlet: outletOf(report.outlet, edition),
  };
}

/** The edition together with outlets that it no longer has, so that what they published keeps their names. */
export const withFormer = (edition: Edition, former: readonly Outlet[] = []): Edition =>
  former.length === 0 ? edition : { ...edition, former: [...former] };

/** The outlet with this id, ready to render. */
export function outletOf(id: string, edition: Edition): Outlet {
  const isIt = (each: Outlet): boolean => each.id === id;
  const outlet = edition.outlets.find(isIt) ?? edition.former?.find(isIt);
  return {
    id: stripIllegal(id),
    name: stripIllegal(outlet?.name ?? id),
    about: stripIllegal(outlet?.about ?? ""),
    home: webAddress(outlet?.home ?? "") ?? "",
    feeds: outlet?.feeds ?? [],
  };
}

/** How many of the story's reports the entry does not show. */
export const hiddenReports = ({ counts, reports }: Pick<Entry, "counts" | "reports">): number =>
  Math.max(0, counts.reports - reports.length);

/** URL of a page of the list of all reports of a story. */
export const reportListUrl = (story: string, pageNumber = 1): string =>
  `${story}/reports/${pageNumber}`;
