import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { FoldedReport, Story } from "../model/story.ts";
import { entryId, storyUrl } from "../model/ids.ts";
import { stripIllegal, webAddress } from "../model/safe-text.ts";
import { publishedText } from "./format-date.ts";

/** One report as a document shows it: text legal, link safe, outlet resolved. */
export interface EntryReport extends Omit<FoldedReport, "outlet" | "url"> {
  outlet: Outlet;
  /** Null where the address may not become a link. */
  url: string | null;
  /** The place, among the story's reports, of the one that it was found nearest to. Null where none was. */
  nearest: number | null;
  /** The place of the report whose text it repeats nearly word for word. Null where the text is its own. */
  copyOf: number | null;
}

/** A story as every format shows it. */
export interface Entry {
  key: string;
  id: string;
  url: string;
  title: string;
  /** Of the title: a BCP 47 tag. The machine takes titles from reports, whose language need not be the edition's. */
  language: string;
  /** Plain text. */
  summary: string;
  /** Safe HTML. */
  summaryHtml: string;
  summaryLanguage: string;
  tags: string[];
  disagreements: string[];
  /** What the entry gives as its date: when the earliest report was published, unless the feed's readers asked otherwise. */
  published: Date;
  firstPublished: Date;
  updated: Date;
  /** In order of publication. */
  reports: EntryReport[];
  /** In order of their first report. */
  outlets: Outlet[];
  /** Texts that are no copy of another: what several outlets publish word for word counts once. */
  texts: number;
}

/**
 * Makes the one entry that a story is, the same in every format. Text from the newsroom was made plain when it was filed;
 * here the characters that no document can hold go, whatever their way in.
 */
export function entry(story: Story, edition: Edition): Entry {
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
  const languageOf = (said: (report: FoldedReport) => boolean): string =>
    story.reports.find(said)?.language ?? edition.language;
  return {
    key: story.key,
    id: entryId(edition, story.key),
    url: storyUrl(edition, story.key),
    title: stripIllegal(story.headline),
    language: languageOf(({ title }) => title === story.headline),
    summary: stripIllegal(story.summary.text),
    summaryHtml: stripIllegal(story.summary.html),
    summaryLanguage: languageOf(({ summary }) => summary !== "" && summary === story.summary.text),
    tags: story.tags.map(stripIllegal),
    disagreements: story.disagreements.map(stripIllegal),
    published: new Date(story.firstPublished),
    firstPublished: new Date(story.firstPublished),
    updated: new Date(story.updated),
    reports,
    outlets: [...new Map(reports.map(({ outlet }) => [outlet.id, outlet])).values()],
    texts: reports.filter(({ copyOf }) => copyOf === null).length,
  };
}

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

/** The outlet of that id, text legal and link safe; one that the edition has no more is named by its id. */
export function outletOf(id: string, edition: Edition): Outlet {
  const outlet = edition.outlets.find((each) => each.id === id);
  return {
    id: stripIllegal(id),
    name: stripIllegal(outlet?.name ?? id),
    about: stripIllegal(outlet?.about ?? ""),
    home: webAddress(outlet?.home ?? "") ?? "",
    feed: outlet?.feed ?? null,
  };
}

/** What an editor or a reader should know of a report beside its headline. */
export function remarks(report: EntryReport): string[] {
  return [
    ...(report.via === null ? [] : [`citing ${report.via}`]),
    ...(report.titleIsOurs ? ["headline ours"] : []),
  ];
}

/** The story as a feed shows it, in safe HTML. */
export const entryHtml = (shown: Entry, edition: Edition): string =>
  (<EntryHtml {...shown} edition={edition} />).toString();

function EntryHtml({ summaryHtml, reports, disagreements, edition }: Entry & { edition: Edition }) {
  return (
    <>
      <div dangerouslySetInnerHTML={{ __html: summaryHtml }} />
      <ul>
        {reports.map((report) => (
          <li>
            <b>{report.outlet.name}</b>
            {": "}
            {report.url === null ? (
              report.title
            ) : (
              <a
                href={report.url}
                {...(report.language !== edition.language && { hreflang: report.language })}
              >
                {report.title}
              </a>
            )}
            {` (${[publishedText(report.published, edition.language), ...remarks(report)].join("; ")})`}
            {report.outlet.about && (
              <>
                <br />
                <small>{report.outlet.about}</small>
              </>
            )}
          </li>
        ))}
      </ul>
      {disagreements.length > 0 && (
        <>
          <p>
            <b>Where the reports disagree</b>
          </p>
          <ul>
            {disagreements.map((point) => (
              <li>{point}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The same in plain text, for readers without HTML. */
export function entryText({ summary, reports, disagreements }: Entry, edition: Edition): string {
  const lines = reports.map(
    (report) =>
      `${report.outlet.name}: ${report.title} (${publishedText(report.published, edition.language)})\n${report.url ?? ""}`,
  );
  const points = disagreements.map((point) => `- ${point}`).join("\n");
  return [
    ...(summary ? [summary] : []),
    ...lines,
    ...(points ? [`Where the reports disagree:\n${points}`] : []),
  ].join("\n\n");
}
