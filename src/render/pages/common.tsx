import { storyPath } from "../../model/ids.ts";
import { tagKey } from "../../model/selection.ts";
import { instant, precision, zoned, type Published } from "../../model/time.ts";
import { dateText, publishedText } from "../format-date.ts";
import type { Entry, EntryReport } from "../entry.tsx";

/** Language of the pages' own text. Texts of outlets and editors may be in others. */
export const PAGE_LANGUAGE = "en";

/** The `lang` attribute of a text, if its language is not the page's. */
export const langAttribute = (lang: string) => (lang === PAGE_LANGUAGE ? {} : { lang });

/**
 * A report's publication time at its known precision. A moment is shown in UTC; `data-local` lets the script convert it
 * to the visitor's time zone, and `title` keeps the outlet's original value.
 */
export function PublishedTime({ published }: { published: Published | null }) {
  const text = publishedText(published, PAGE_LANGUAGE);
  // An estimate, or a time without its zone, must not become machine-readable.
  if (published === null || published.estimated) return <span>{text}</span>;
  if (precision(published) === "day") return <time datetime={published.value}>{text}</time>;
  return zoned(published) ? (
    <time datetime={published.value} data-local="" title={published.value}>
      {text}
    </time>
  ) : (
    <span>{text}</span>
  );
}

/** A moment, to the minute, in UTC. */
export function Moment({ moment }: { moment: Date }) {
  const exact = moment.toISOString();
  return (
    <time datetime={exact} data-local="" title={exact}>
      {dateText(moment.getTime(), PAGE_LANGUAGE, true)} UTC
    </time>
  );
}

/** The day of a moment, in UTC. */
export function Day({ moment }: { moment: Date }) {
  return (
    <time datetime={moment.toISOString().slice(0, 10)}>
      {dateText(moment.getTime(), PAGE_LANGUAGE, false)}
    </time>
  );
}

/** When a story was first reported: to the minute if its earliest report is that precise, otherwise the day. */
export function FirstPublished({ entry }: { entry: Entry }) {
  const exact = entry.reports.some(
    ({ published }) =>
      published !== null &&
      !published.estimated &&
      zoned(published) &&
      instant(published) === entry.firstPublished.getTime(),
  );
  const Time = exact ? Moment : Day;
  return <Time moment={entry.firstPublished} />;
}

/** A report's headline with its language and direction, linked if its address is safe. */
export function Headline({ report }: { report: Pick<EntryReport, "title" | "url" | "language"> }) {
  const lang = langAttribute(report.language);
  return report.url === null ? (
    <span dir="auto" {...lang}>
      {report.title}
    </span>
  ) : (
    <a dir="auto" href={report.url} {...lang}>
      {report.title}
    </a>
  );
}

/** A story's headline as a link to its page. */
export function StoryLink({ entry }: { entry: Entry }) {
  return (
    <a dir="auto" href={storyPath(entry.key)} {...langAttribute(entry.language)}>
      {entry.title}
    </a>
  );
}

/** "1 report", "2 reports". */
export const pluralize = (quantity: number, noun: string): string =>
  `${quantity} ${noun}${quantity === 1 ? "" : "s"}`;

/** "4 outlets, 5 reports"; if some reports are near-duplicates, "5 outlets, 3 independent texts". */
export function storyCounts({ reports, texts, counts }: Entry): string {
  const outletCount = pluralize(counts.outlets, "outlet");
  // Copies are known only among the reports that the entry shows.
  if (texts < reports.length && reports.length === counts.reports)
    return `${outletCount}, ${pluralize(texts, "independent text")}`;
  return counts.reports === counts.outlets
    ? outletCount
    : `${outletCount}, ${pluralize(counts.reports, "report")}`;
}

/** A list of tags; each links to the stories that have it. */
export function Tags({ tags }: { tags: string[] }) {
  return tags.length === 0 ? null : (
    <ul class="tags" aria-label="Tags">
      {tags.map((tag) => {
        const key = tagKey(tag);
        return (
          <li>
            {key === "" ? (
              <bdi>{tag}</bdi>
            ) : (
              <a dir="auto" href={`/tags/${encodeURIComponent(key)}`}>
                {tag}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
