import { addressOf } from "../../model/selection.ts";
import { FORMATS, type FeedSource, type Format } from "../feed.ts";
import { page } from "./layout.tsx";
import { Stories } from "./stories.tsx";

/** The page of a list of stories: a tag, an outlet, a language, a search, or a selection of any kind. */
export function listPage({ edition, channel, entries, next }: FeedSource): string {
  const { path, query } = addressOf(channel.selection);
  return page({
    edition,
    title: channel.part,
    description: channel.description,
    path: `${path || "/"}${query}`,
    channel,
    children: (
      <>
        <div class="lead">
          <h1 dir="auto">{channel.part ?? channel.title}</h1>
          <p class="feeds">
            {(Object.keys(FORMATS) as Format[]).map((format) => (
              <a class="button" href={channel.feeds[format]}>
                {FORMATS[format].name}
              </a>
            ))}
          </p>
        </div>
        <section aria-labelledby="stories">
          <h2 id="stories">Stories</h2>
          {entries.length === 0 ? (
            <p class="empty">No story is listed here now.</p>
          ) : (
            <Stories edition={edition} entries={entries} />
          )}
          {next && (
            <p>
              <a rel="next" href={next.page}>
                Older stories
              </a>
            </p>
          )}
        </section>
      </>
    ),
  });
}
