import type { Tag } from "./start-tag.ts";

/** Maximum depth of nested elements: the limit of fast-xml-parser. */
const MAX_DEPTH = 100;
/** Maximum numbers of items and of elements in a feed. At most MAX_ITEMS of read-feed.ts become reports. */
const MAX_SCANNED_ITEMS = 10_000;
const MAX_ELEMENTS = 200_000;
/** Maximum length of an attribute in UTF-16 units. Addresses are much shorter. */
const MAX_ATTRIBUTE_LENGTH = 65_536;

/** The attributes that are read, with any prefix. All others are dropped. */
const ATTRIBUTES =
  /^(?:xmlns(?::.*)?|version|(?:[^:]+:)?(?:href|rel|type|url|medium|term|label|scheme|domain|ispermalink|about|resource|lang|base|src))$/;
/**
 * Elements that are not read. RDF's `items` only repeats the items that follow it. Of media,
 * texts, credits and pictures are read.
 */
export const IGNORED =
  /^(?:items|author|contributor|managingeditor|webmaster|generator|copyright|rights|docs|cloud|image|textinput|comments|skiphours|skipdays|media:(?!(?:group|title|description|content|credit|thumbnail)$).*|itunes:(?!(?:title|summary|subtitle|image)$).*|(?:podcast|googleplay|georss|geo|gml|gd|slash|wfw|thr|sy|psc|opensearch|creativecommons|cc):.*)$/;
/**
 * HTML's elements without an end tag (https://html.spec.whatwg.org/#void-elements), except for names that feeds use too,
 * and the `enclosure` of RSS.
 */
export const VOID = /^(?:br|hr|img|input|embed|wbr|area|col|track|enclosure)$/;
/** HTML's elements that end where the next of the same name begins (https://html.spec.whatwg.org/#optional-tags). */
const ENDS_ITSELF = /^(?:p|li|dt|dd|tr|td|th|option)$/;
/**
 * Elements of an RSS item. A LEAF contains only text, or only elements with its own prefix, so it must have ended when
 * one of NEXT begins.
 */
const LEAF = /^(?:title|link|guid|pubdate|category|author|(?!content:)[^:]+:.*)$/;
const NEXT = /^(?:title|link|description|guid|pubdate|category|author|source|content:encoded)$/;
/**
 * An attribute added to every item. The parser drops an item without content that it reads; with this attribute the
 * item stays and is counted among those without an address.
 */
export const KEEP_ITEM = ' xml:id="kept"';
/** Elements in which reader-counting services keep the original address that they replaced. */
export const ORIGINAL_LINK = /^(?:feedburner|pheedo):origlink$/;
/** An ampersand that does not begin an entity. */
export const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});)/gi;

/** Whether the start of an element implies that the element around it ended without an end tag. */
export function impliesEndOf(around: string, name: string, atom: boolean): boolean {
  if (around === name && ENDS_ITSELF.test(name)) return true;
  return !atom && LEAF.test(around) && NEXT.test(name);
}

/** The size of what has been read of a feed. */
export interface FeedSize {
  elements: number;
  items: number;
  depth: number;
}

/** Why a feed of this size is rejected; null if it is accepted. */
export function whyTooLarge({ elements, items, depth }: FeedSize): string | null {
  if (depth > MAX_DEPTH) return `its elements are nested more than ${MAX_DEPTH} deep`;
  if (items > MAX_SCANNED_ITEMS) return `it has more than ${MAX_SCANNED_ITEMS} items`;
  return elements > MAX_ELEMENTS ? `it has more than ${MAX_ELEMENTS} elements` : null;
}

/** The attributes of a start tag as XML, without those that are not read; or why the feed is rejected. */
export function attributesOf({ attributes }: Tag): string | { reason: string } {
  let written = "";
  for (const [name, value] of attributes) {
    // Inline images (RFC 2397) are as long as files.
    if (!ATTRIBUTES.test(name) || /^\s*data:/i.test(value)) continue;
    if (value.length > MAX_ATTRIBUTE_LENGTH) {
      return {
        reason: `its attribute ${name.slice(0, 40)} is longer than ${MAX_ATTRIBUTE_LENGTH} characters`,
      };
    }
    const escaped = value.replace(BARE_AMPERSAND, "&amp;").replaceAll('"', "&quot;");
    written += ` ${name}="${escaped.replaceAll("<", "&lt;")}"`;
  }
  return written;
}
