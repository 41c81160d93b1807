/** Maximum number of tags of a report, including the outlet's. */
const MAX_TAGS = 20;
/** Maximum length of a category that becomes a tag, in UTF-16 units. */
const MAX_TAG_LENGTH = 80;

/** Taxonomies that file a page within the publishing system, by the last part of their name. */
const BOOKKEEPING_DOMAIN =
  /(?:^|[/.#:_-])(?:identifier|id|guid|uuid|source|channel|content-?type|section-?path|post_?format|kind|layout|template|status|visibility|priority|author|byline|creator|editor)$/i;
/** What systems file a page under when nobody chose a category, and their names for a page. */
const BOOKKEEPING = new Set(
  [
    "article, articles, story, post, posts, page, item, default, none, null, undefined",
    "uncategorized, uncategorised, unclassified, non classé, allgemein, sin categoría, senza categoria, sem categoria",
    "geen categorie, niet gecategoriseerd, okategoriserade, ikke kategoriseret, bez kategorii, nezařazené, без рубрики",
    "без категорії, uncategorized @ca, genel, 未分類, 未分类, 미분류, غير مصنف, دسته‌بندی نشده",
  ].flatMap((line) => line.split(", ")),
);
const UUID = /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i;
/** "fox-news/us/crime" is a path; "AC/DC" and "TV / Film" are not. */
const PATH = /^\/?[a-z\d_-]+(?:\/[a-z\d_-]+)+\/?$/;

/** Whether a category describes what a report is about, and is not an address, an id or a filing note. */
export function isTopic(category: string, domain: string | undefined): boolean {
  if (category.length > MAX_TAG_LENGTH || !/\p{L}/u.test(category)) return false;
  if (/:\/\//.test(category) || UUID.test(category) || PATH.test(category)) return false;
  if (domain !== undefined && BOOKKEEPING_DOMAIN.test(domain.trim())) return false;
  return !BOOKKEEPING.has(category.toLowerCase());
}

/** The tags without duplicates, ignoring case. */
export function distinctTags(texts: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const text of texts) {
    const key = text.toLowerCase();
    if (!tags.has(key)) tags.set(key, text);
  }
  return [...tags.values()].slice(0, MAX_TAGS);
}
