import { legal } from "../../model/text.ts";
import { FORMATS, type FeedSource } from "../feed.ts";
import { page } from "./layout.tsx";
import { Stories } from "./stories.tsx";

/** The latest stories. */
export function frontPage({ edition, entries }: FeedSource): string {
  return page({
    edition,
    title: null,
    description: legal(edition.description),
    path: "/",
    linked: {
      "@context": "https://schema.org",
      "@type": "ItemList",
      name: legal(edition.title),
      itemListElement: entries.map(({ url }, index) => ({
        "@type": "ListItem",
        position: index + 1,
        url,
      })),
    },
    children: (
      <>
        <div class="lead">
          {/* The masthead shows the title already. */}
          <h1>
            <span class="unseen">{legal(edition.title)}: </span>
            <bdi>{legal(edition.description)}</bdi>
          </h1>
          <p class="buttons">
            <a class="button" href="/subscribe">
              Subscribe
            </a>
            {Object.values(FORMATS).map(({ path, name }) => (
              <a class="button quiet" href={path}>
                {name}
              </a>
            ))}
          </p>
        </div>
        <section aria-labelledby="stories">
          <h2 id="stories">Latest stories</h2>
          <Stories edition={edition} entries={entries} />
        </section>
      </>
    ),
  });
}
