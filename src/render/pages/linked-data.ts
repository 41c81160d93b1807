import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Entry } from "../entry.ts";

/** JSON-LD for search engines (https://schema.org/docs/gs.html). */
type JsonLd = Record<string, unknown>;

/** A story as a schema.org NewsArticle that cites its reports. */
export function storyLinked(edition: Edition, entry: Entry): JsonLd {
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

/** Serializes JSON-LD for a script element. `<` is escaped, so that no text can close the element. */
export const scriptContent = (linked: JsonLd): string =>
  JSON.stringify(linked).replaceAll("<", "\\u003c");
