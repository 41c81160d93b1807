import { stripIllegal } from "../../model/safe-text.ts";
import type { FeedSource } from "../feeds/feed-source.ts";
import { FeedButtons, Older } from "./feed-links.tsx";
import { page } from "./layout.tsx";
import { langAttribute } from "./common.tsx";
import { StoryCards } from "./story-cards.tsx";

/** The front page: the latest stories. */
export function frontPage({ edition, channel, entries, next }: FeedSource): string {
  return page({
    edition,
    title: null,
    description: stripIllegal(edition.description),
    path: "/",
    next: next?.page ?? null,
    linked: {
      "@context": "https://schema.org",
      "@type": "ItemList",
      name: stripIllegal(edition.title),
      itemListElement: entries.map(({ url }, index) => ({
        "@type": "ListItem",
        position: index + 1,
        url,
      })),
    },
    children: (
      <>
        <div class="lead tagline">
          {/* The page header already shows the title. */}
          <h1>
            <span class="unseen">{stripIllegal(edition.title)}: </span>
            <bdi {...langAttribute(edition.language)}>{stripIllegal(edition.description)}</bdi>
          </h1>
          <FeedButtons channel={channel} site={edition.site} />
        </div>
        <section aria-labelledby="stories">
          <h2 id="stories">Latest stories</h2>
          <StoryCards entries={entries} />
          <Older next={next} site={edition.site} />
        </section>
      </>
    ),
  });
}
