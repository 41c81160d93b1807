import type { Edition } from "../model/edition.ts";
import { coverage } from "./entry-html.tsx";
import type { Entry } from "./entry.ts";
import type { DayEntry } from "./day-entry.ts";
import { isSameLanguage } from "./language-name.ts";
import { stringsOf } from "./strings/index.ts";

/** The content of a day in the daily feed, as safe HTML: its stories, each with a link to every outlet. */
export const dayHtml = (day: DayEntry, edition: Edition): string =>
  (
    <>
      {day.stories.map((story) => (
        <DayStory story={story} edition={edition} />
      ))}
    </>
  ).toString();

function DayStory({ story, edition }: { story: Entry; edition: Edition }) {
  const { title, url, language, summaryHtml, summaryLanguage } = story;
  const langOf = (text: string) => (isSameLanguage(text, edition.language) ? {} : { lang: text });
  return (
    <>
      <h3>
        <a href={url} {...langOf(language)}>
          {title}
        </a>
      </h3>
      {summaryHtml !== "" && (
        <div {...langOf(summaryLanguage)} dangerouslySetInnerHTML={{ __html: summaryHtml }} />
      )}
      <p>
        {coverage(story, stringsOf(edition.language))}
        {": "}
        {firstReports(story).map(({ outlet, href }, place) => (
          <>
            {place > 0 && " · "}
            {href === null ? outlet : <a href={href}>{outlet}</a>}
          </>
        ))}
      </p>
    </>
  );
}

/** The same content as plain text. */
export const dayText = (day: DayEntry, edition: Edition): string =>
  day.stories
    .map((story) => {
      const outlets = story.outlets.map(({ name }) => name).join(" · ");
      const head = `${story.title}\n${coverage(story, stringsOf(edition.language))}: ${outlets}`;
      return [head, ...(story.summary ? [story.summary] : []), story.url].join("\n");
    })
    .join("\n\n");

/** Each outlet with the address of its first report. */
const firstReports = ({ outlets, reports }: Entry): { outlet: string; href: string | null }[] =>
  outlets.map(({ id, name }) => ({
    outlet: name,
    href: reports.find(({ outlet, url }) => outlet.id === id && url !== null)?.url ?? null,
  }));
