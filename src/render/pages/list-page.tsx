import { addressOf } from "../../model/selection.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";
import type { FeedSource } from "../feeds/feed-source.ts";
import { FeedButtons, Older } from "./feed-links.tsx";
import { page } from "./layout.tsx";
import { langAttribute } from "./common.tsx";
import { SearchForm } from "./search-page.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The page of a list of stories: a tag, an outlet, a language, a search or any other selection. */
export function listPage({ edition, channel, entries, next }: FeedSource): string {
  const { selection, part, title, description } = channel;
  const { path, query } = addressOf(selection);
  const search = selection.query !== null;
  return page({
    edition,
    title: part,
    description,
    path: `${path || "/"}${query}`,
    channel,
    next: next?.page ?? null,
    children: (
      <>
        <div class="lead">
          <h1>
            <bdi>{part ?? title}</bdi>
          </h1>
          {path.startsWith("/outlets/") && (
            <AboutOutlet edition={edition} id={selection.outlets[0]} />
          )}
          {search && <SearchForm query={selection.query} />}
          <FeedButtons channel={channel} site={edition.site} />
        </div>
        <section aria-labelledby="stories">
          <h2 id="stories">
            {selection.before === null && selection.olderThan === null
              ? "Stories"
              : "Older stories"}
          </h2>
          <StoryCards
            entries={entries}
            empty={search ? NO_RESULTS : "No story is listed here now."}
          />
          <Older next={next} site={edition.site} />
        </section>
      </>
    ),
  });
}

const NO_RESULTS =
  "No story holds all these words. Try fewer, or the beginning of one with a * behind it.";

/** The line about an outlet, and a link to its home page. */
function AboutOutlet({
  edition,
  id,
}: Pick<FeedSource, "edition"> & {
  id: string | undefined;
}) {
  const outlet = edition.outlets.find((each) => each.id === id);
  const home = outlet && webAddress(outlet.home);
  return (
    outlet && (
      <>
        <p dir="auto" {...langAttribute(edition.language)}>
          {stripIllegal(outlet.about)}
        </p>
        {home && (
          <p class="meta">
            <a href={home}>{home}</a>
          </p>
        )}
      </>
    )
  );
}
