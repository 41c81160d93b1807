import { storyPath } from "../../model/ids.ts";
import { tagKey } from "../../model/selection.ts";
import { instant, precision, zoned, type Published } from "../../model/time.ts";
import { dateText, publishedText } from "../format-date.ts";
import type { Entry, EntryReport } from "../entry.tsx";

/** What pages themselves say is in English; what outlets and editors say is in languages of theirs. */
export const PAGE_LANGUAGE = "en";

/** Marks a text as of another language than the page. */
export const langAttribute = (lang: string) => (lang === PAGE_LANGUAGE ? {} : { lang });

/**
 * A report's time of publication, at the precision at which it is known. A moment is given in UTC, and says so to the
 * script that puts it into the visitor's zone; the outlet's own writing of it is at hand.
 */
export function PublishedTime({ published }: { published: Published | null }) {
  const text = publishedText(published, PAGE_LANGUAGE);
  // A time that lacks its zone, or is a guess, is no machine-readable one.
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

/** A moment, to the minute. */
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

/** When a story was first reported: to the minute only where its first report is. */
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

/** A headline of an outlet's, as a link where it has a safe address, marked with its own language and direction. */
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

/** A story's own headline, as the heading of its page or as a link to it. */
export function StoryLink({ entry }: { entry: Entry }) {
  return (
    <a dir="auto" href={storyPath(entry.key)} {...langAttribute(entry.language)}>
      {entry.title}
    </a>
  );
}

/** "1 report", "2 reports". */
export const number = (many: number, noun: string): string =>
  `${many} ${noun}${many === 1 ? "" : "s"}`;

/** "4 outlets, 5 reports", and where some are copies, how many texts that really is: "5 outlets, 3 independent texts". */
export function count({ reports, outlets, texts }: Entry): string {
  const many = number(outlets.length, "outlet");
  if (texts < reports.length) return `${many}, ${number(texts, "independent text")}`;
  return reports.length === outlets.length ? many : `${many}, ${number(reports.length, "report")}`;
}

/** Each leads to the stories that have it. */
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
