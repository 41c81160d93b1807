import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Entry } from "../entry.tsx";

/** What search engines read in a page (https://schema.org/docs/gs.html). */
type Linked = Record<string, unknown>;

/** A story as schema.org has it: an article that cites every report. */
export function storyLinked(edition: Edition, entry: Entry): Linked {
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    mainEntityOfPage: entry.url,
    headline: entry.title,
    ...(entry.summary && { description: entry.summary.split("\n\n")[0] }),
    inLanguage: entry.language,
    datePublished: entry.firstPublished.toISOString(),
    dateModified: entry.updated.toISOString(),
    keywords: entry.tags,
    publisher: {
      "@type": "Organization",
      name: stripIllegal(edition.publisher),
      url: `${edition.site}/`,
    },
    citation: entry.reports
      .filter(({ url }) => url !== null)
      .map(({ title, url, language, outlet }) => ({
        "@type": "NewsArticle",
        headline: title,
        url,
        inLanguage: language,
        publisher: { "@type": "Organization", name: outlet.name },
      })),
  };
}

/** As the content of a script element: nothing in it can close one. */
export const asScript = (linked: Linked): string =>
  JSON.stringify(linked).replaceAll("<", "\\u003c");
