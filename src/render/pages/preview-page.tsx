import type { Edition } from "../../model/edition.ts";
import { fill, fillWith, stringsOf } from "../strings/index.ts";
import { isDay } from "../day-entry.ts";
import type { FeedSource } from "../feeds/feed-source.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "../feeds/formats.ts";
import { CopyAddress, readerLink } from "./copy-address.tsx";
import { DayList } from "./day-list.tsx";
import { page } from "./layout.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The page that browsers get at a feed's address: how to subscribe, and the entries of the feed. */
export function previewPage(source: FeedSource, format: Format): string {
  const { edition, channel, entries } = source;
  const { name, type } = FORMATS[format];
  const strings = stringsOf(edition.language);
  const address = channel.feeds[format];
  const title = fill(strings.feedOf, channel.title, name);
  return page({
    edition,
    title,
    description: fill(strings.previewDescription, channel.title),
    path: address.slice(edition.site.length),
    channels: [channel],
    children: (
      <>
        <article class="prose subscribe">
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p>{strings.previewIntro}</p>
          <p>
            <CopyAddress address={address} edition={edition} />
          </p>
          <p>
            <a class="button" href={readerLink(address)}>
              {strings.openInReader}
            </a>{" "}
            <OtherFormats source={source} format={format} edition={edition} />
          </p>
          <p class="meta">
            {fillWith(strings.previewMore, <a href="/subscribe">{strings.subscribe}</a>)}
          </p>
          <p class="meta">
            {fill(strings.previewPrograms, type)} <code class="long">curl "{address}"</code>
          </p>
        </article>
        <section aria-labelledby="entries">
          <h2 id="entries">{strings.inThisFeed}</h2>
          {entries.some(isDay) ? (
            <DayList days={entries} edition={edition} />
          ) : entries.length === 0 ? (
            <p class="empty">{strings.listIsEmpty}</p>
          ) : (
            <StoryCards entries={entries} edition={edition} level={3} />
          )}
        </section>
      </>
    ),
  });
}

function OtherFormats({
  source,
  format,
  edition,
}: {
  source: FeedSource;
  format: Format;
  edition: Edition;
}) {
  const others = FORMAT_NAMES.filter((other) => other !== format).map((other, place) => (
    <>
      {place > 0 && ", "}
      <a href={source.channel.feeds[other].slice(edition.site.length)}>{FORMATS[other].name}</a>
    </>
  ));
  return <span class="meta">{fillWith(stringsOf(edition.language).alsoAs, <>{others}</>)}</span>;
}
