import { FORMATS, type FeedSource, type Format } from "../feeds/feed-source.ts";
import { page } from "./layout.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The page that browsers get at a feed's address: how to subscribe, and the stories in the feed. */
export function previewPage({ edition, channel, entries }: FeedSource, format: Format): string {
  const { name, type } = FORMATS[format];
  const address = channel.feeds[format];
  const others = (Object.keys(FORMATS) as Format[]).filter((other) => other !== format);
  return page({
    edition,
    title: channel.part === null ? `${name} feed` : `${channel.part}: ${name} feed`,
    description: `How to subscribe to ${channel.title}, and what its feed holds now.`,
    path: address.slice(edition.site.length),
    channel,
    children: (
      <>
        <article class="prose subscribe">
          <h1>
            <bdi>{channel.title}</bdi> as {name}
          </h1>
          <p class="opening">
            You opened a feed in a browser. A feed reader shows it, and tells you when a story is
            new or has grown.
          </p>
          <ol>
            <li>
              Copy this address: <code class="long">{address}</code>
            </li>
            <li>In your feed reader choose “Add a feed” or “Subscribe”, and paste it.</li>
          </ol>
          <p>
            The same stories as{" "}
            {others.map((other, index) => (
              <>
                {index > 0 && " or "}
                <a href={channel.feeds[other]}>{FORMATS[other].name}</a>
              </>
            ))}
            . Readers, parts of the edition and what happens when a story grows are on the page{" "}
            <a href="/subscribe">Subscribe</a>.
          </p>
          <p>
            Programs get the feed itself, as {type}: <code class="long">curl "{address}"</code>
          </p>
        </article>
        <section aria-labelledby="stories">
          <h2 id="stories">In this feed now</h2>
          <StoryCards entries={entries} />
        </section>
      </>
    ),
  });
}
