import { didYouMean } from "../text/did-you-mean.ts";

/** What people write for a field, in lower case and without separators: words of other formats and everyday ones. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  about: "description owner bio",
  authority: "domain",
  description: "subtitle tagline about summary",
  exclude: "without ignore block",
  feed: "rss atom rssurl feedurl xmlurl rssfeed",
  feeds: "rss atom feed",
  headline: "title name",
  home: "homepage website site htmlurl url link href",
  include: "only filter keywords match",
  interval: "every poll refresh",
  language: "lang locale",
  name: "title label",
  not: "exclude without",
  outlet: "source outlets publisher newspaper",
  published: "date pubdate time datetime publishedat publishedon datepublished created",
  publisher: "owner author editor",
  reports: "articles report links urls",
  site: "url address homepage baseurl link",
  tags: "tag category categories keywords topics labels",
  title: "headline name",
  url: "link href address uri permalink xmlurl feed rss",
  via: "source agency credit",
};

/**
 * The field that the author of an unknown one most likely meant: one that is spelt nearly the same, or one that is
 * called like that elsewhere.
 *
 * @param candidates names of the fields that can still be set, the likeliest first.
 */
export function fieldMeant(written: string, candidates: readonly string[]): string | undefined {
  const near = didYouMean(written, candidates);
  if (near !== undefined) return near;
  const plain = written.toLowerCase().replace(/[^a-z]/g, "");
  const named = (field: string): string[] => OTHER_NAMES[field]?.split(" ") ?? [];
  return (
    candidates.find((field) => named(field).includes(plain)) ??
    candidates.find((field) => didYouMean(plain, named(field)) !== undefined)
  );
}
