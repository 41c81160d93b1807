import { legal } from "../../model/text.ts";
import { FORMATS, type FeedSource, type Format } from "../feed.ts";
import { page } from "./layout.tsx";
import { Stories } from "./stories.tsx";

/** What a browser shows at a feed's address: what a feed is, how to subscribe, and what is in it. */
export function previewPage({ edition, entries }: FeedSource, format: Format): string {
  const { name, path, type } = FORMATS[format];
  const others = Object.values(FORMATS).filter((other) => other.name !== name);
  return page({
    edition,
    title: `${name} feed`,
    description: `How to subscribe to ${legal(edition.title)}, and what its feed holds now.`,
    path,
    children: (
      <>
        <article class="prose subscribe">
          <h1>
            <bdi>{legal(edition.title)}</bdi> as {name}
          </h1>
          <p class="opening">
            You opened a feed in a browser. A feed reader shows it, and tells you when a story is
            new or has grown.
          </p>
          <ol>
            <li>
              Copy this address: <code class="long">{edition.site + path}</code>
            </li>
            <li>In your feed reader choose “Add a feed” or “Subscribe”, and paste it.</li>
          </ol>
          <p>
            The same stories as{" "}
            {others.map((other, index) => (
              <>
                {index > 0 && " or "}
                <a href={other.path}>{other.name}</a>
              </>
            ))}
            . Readers, parts of the edition and what happens when a story grows are on the page{" "}
            <a href="/subscribe">Subscribe</a>.
          </p>
          <p>
            Programs get the feed itself, as {type}:{" "}
            <code class="long">curl {edition.site + path}</code>
          </p>
        </article>
        <section aria-labelledby="stories">
          <h2 id="stories">In this feed now</h2>
          <Stories edition={edition} entries={entries} />
        </section>
      </>
    ),
  });
}
