import type { Edition } from "../../model/edition.ts";
import { addressOf, pagePath, type Selection } from "../../model/selection.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";
import type { Channel } from "../feeds/channel.ts";
import type { FeedSource } from "../feeds/feed-source.ts";
import { stringsOf } from "../strings/index.ts";
import { langAttribute } from "./common.tsx";
import { EmptyEdition } from "./empty-list.tsx";
import { FeedLinks, Older } from "./feed-links.tsx";
import { page } from "./layout.tsx";
import { SearchForm } from "./search-page.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The front page and the page of any other list: the latest stories, a tag, an outlet, a language, a search. */
export function listPage(source: FeedSource): string {
  const { edition, channel, entries, next } = source;
  const { selection } = channel;
  const strings = stringsOf(edition.language);
  const { path, query } = addressOf(selection);
  const address = `${pagePath(path)}${query}`;
  const front = address === "/";
  return page({
    edition,
    title: front ? null : (channel.part ?? strings.latestStories),
    description: front ? stripIllegal(edition.description) : channel.description,
    path: address,
    // The front page names the feeds of the whole edition too: these are what most people look for there.
    channels: front ? [null, channel] : [channel],
    next: next?.page ?? null,
    ...(front && { linked: itemList(source) }),
    children: (
      <>
        <div class="lead">
          <h1>
            <bdi>{channel.part ?? strings.latestStories}</bdi>
          </h1>
          <AboutOutlet edition={edition} selection={selection} />
          {selection.query !== null && <SearchForm query={selection.query} edition={edition} />}
          <p class="order">{selection.order === "top" ? strings.topOrder : strings.latestOrder}</p>
          <FeedLinks channel={channel} edition={edition} />
        </div>
        {entries.length === 0 ? (
          <EmptyList source={source} />
        ) : (
          <StoryCards entries={entries} edition={edition} />
        )}
        <Older next={next} edition={edition} />
        {selection.order === "top" && entries.length > 0 && (
          <p class="older">
            <a class="button quiet" href={latestAddress(selection)}>
              {strings.allLatest}
            </a>
          </p>
        )}
      </>
    ),
  });
}

const latestAddress = (selection: Selection): string => {
  const { path, query } = addressOf({ ...selection, order: "latest" });
  return `${pagePath(path)}${query}`;
};

function EmptyList({ source: { edition, channel, failing = 0 } }: { source: FeedSource }) {
  const strings = stringsOf(edition.language);
  const { selection } = channel;
  const { path, query } = addressOf({ ...selection, order: "latest" });
  if (`${path}${query}` === "") return <EmptyEdition edition={edition} failing={failing} />;
  return <p class="empty">{selection.query === null ? strings.listIsEmpty : strings.noResults}</p>;
}

const itemList = ({ edition, entries }: FeedSource) => ({
  "@context": "https://schema.org",
  "@type": "ItemList",
  name: stripIllegal(edition.title),
  itemListElement: entries.map(({ url }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    url,
  })),
});

/** The line about an outlet, and a link to its home page, if the list is that of one outlet. */
function AboutOutlet({
  edition,
  selection,
}: {
  edition: Edition;
  selection: Channel["selection"];
}) {
  const [id, ...others] = selection.outlets;
  const outlet = others.length === 0 ? edition.outlets.find((each) => each.id === id) : undefined;
  const home = outlet && webAddress(outlet.home);
  return (
    outlet && (
      <p>
        <span dir="auto" {...langAttribute(edition.language, edition)}>
          {stripIllegal(outlet.about)}
        </span>{" "}
        {home && <a href={home}>{new URL(home).hostname}</a>}
      </p>
    )
  );
}
