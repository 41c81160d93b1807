import { precision, zoned, type Published } from "../../model/time.ts";
import { dateText, publishedText } from "../date.ts";
import type { Entry, EntryReport } from "../entry.tsx";

/** A report's time of publication, at the precision at which it is known. */
export function PublishedTime({
  published,
  language,
}: {
  published: Published | null;
  language: string;
}) {
  const text = publishedText(published, language);
  // A time that lacks its zone, or is a guess, is no machine-readable one.
  const exact =
    published !== null &&
    !published.estimated &&
    (precision(published) === "day" || zoned(published));
  return exact ? <time datetime={published.value}>{text}</time> : <span>{text}</span>;
}

/** The day of a moment, in UTC. */
export function Day({ moment, language }: { moment: Date; language: string }) {
  return (
    <time datetime={moment.toISOString().slice(0, 10)}>
      {dateText(moment.getTime(), language, false)}
    </time>
  );
}

/** A report's headline, as a link where it has a safe one, marked with its own language. */
export function Headline({ report, language }: { report: EntryReport; language: string }) {
  const lang = report.language === language ? {} : { lang: report.language };
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

/** "5 reports from 4 outlets". */
export function count({ reports, outlets }: Entry): string {
  const one = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${one(reports.length, "report")} from ${one(outlets.length, "outlet")}`;
}

export function Tags({ tags }: { tags: string[] }) {
  return tags.length === 0 ? null : (
    <ul class="tags" aria-label="Tags">
      {tags.map((tag) => (
        <li dir="auto">{tag}</li>
      ))}
    </ul>
  );
}
