import type { Edition } from "../../model/edition.ts";
import { storyPath } from "../../model/ids.ts";
import { tagKey } from "../../model/selection.ts";
import { instant, precision, zoned, type Published } from "../../model/time.ts";
import { dateText, publishedText } from "../format-date.ts";
import type { Entry, EntryReport } from "../entry.ts";
import { isSameLanguage } from "../language-name.ts";
import { pageLanguage, stringsOf, type Strings } from "../strings/index.ts";

/** Everything on a page needs the edition: its language is that of the page's own words. */
export interface InEdition {
  edition: Edition;
}

/** The `lang` attribute of a text, if its language is not that of the page's own words. */
export const langAttribute = (lang: string, { language }: Pick<Edition, "language">) =>
  isSameLanguage(lang, pageLanguage(language)) ? {} : { lang };

/**
 * A report's publication time at its known precision. A moment is shown in UTC; `data-local` lets the script convert it
 * to the visitor's time zone, and `title` keeps the outlet's original value.
 */
export function PublishedTime({ published, edition }: { published: Published | null } & InEdition) {
  const text = publishedText(
    published,
    pageLanguage(edition.language),
    stringsOf(edition.language),
  );
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

/**
 * A moment, to the minute, in UTC. The script converts it to the visitor's time zone, or with `ago` to how long ago it
 * was.
 */
export function Moment({
  moment,
  edition,
  ago = false,
}: { moment: Date; ago?: boolean } & InEdition) {
  const exact = moment.toISOString();
  return (
    <time datetime={exact} {...(ago ? { "data-ago": "" } : { "data-local": "" })} title={exact}>
      {dateText(moment.getTime(), pageLanguage(edition.language), true)} UTC
    </time>
  );
}

/** The day of a moment, in UTC. */
export function Day({ moment, edition }: { moment: Date } & InEdition) {
  return (
    <time datetime={moment.toISOString().slice(0, 10)}>
      {dateText(moment.getTime(), pageLanguage(edition.language), false)}
    </time>
  );
}

/** Milliseconds by which updates of stories are kept apart, at most. */
const UPDATE_TOLERANCE = 60_000;

/** When a story was updated: to the minute if a report is that precise, otherwise the day. */
export function UpdatedTime({ entry, edition }: { entry: Entry } & InEdition) {
  const exact = entry.reports.some(
    ({ published }) =>
      published !== null &&
      !published.estimated &&
      zoned(published) &&
      Math.abs(instant(published) - entry.updated.getTime()) < UPDATE_TOLERANCE,
  );
  return exact ? (
    <Moment moment={entry.updated} edition={edition} ago />
  ) : (
    <Day moment={entry.updated} edition={edition} />
  );
}

/** A report's headline with its language and direction, linked if its address is safe. */
export function Headline({
  report,
  edition,
}: { report: Pick<EntryReport, "title" | "url" | "language"> } & InEdition) {
  const lang = langAttribute(report.language, edition);
  return report.url === null ? (
    <span dir="auto" {...lang}>
      {report.title}
    </span>
  ) : (
    <a
      dir="auto"
      href={report.url}
      {...lang}
      {...("lang" in lang && { hreflang: report.language })}
    >
      {report.title}
    </a>
  );
}

/** A story's headline as a link to its page. */
export function StoryLink({ entry, edition }: { entry: Entry } & InEdition) {
  return (
    <a dir="auto" href={storyPath(entry.key)} {...langAttribute(entry.language, edition)}>
      {entry.title}
    </a>
  );
}

/**
 * "5 outlets, 3 independent texts"; without the texts if every report is one, or if the entry does not show all reports:
 * copies are known only among those that it shows.
 */
export const textCounts = ({ reports, texts, counts }: Entry, strings: Strings): string =>
  texts < reports.length && reports.length === counts.reports
    ? `${strings.outlets(counts.outlets)}, ${strings.independentTexts(texts)}`
    : strings.outlets(counts.outlets);

/** A list of tags; each links to the stories that have it. */
export function Tags({ tags, edition }: { tags: string[] } & InEdition) {
  return tags.length === 0 ? null : (
    <ul class="tags" aria-label={stringsOf(edition.language).tags}>
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
