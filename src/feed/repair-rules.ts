import type { Tag } from "./start-tag.ts";

/** The most elements within each other: as many as fast-xml-parser takes. */
const DEPTH = 100;
/** The most items, and elements in all, that are looked at. No more than MOST_ITEMS of read.ts become reports. */
const ITEMS = 10_000;
const ELEMENTS = 200_000;
/** The longest attribute that is read, in UTF-16 units: addresses end far below. */
const ATTRIBUTE = 65_536;

/** The attributes that feeds say something with; without their prefix. All others are left out. */
const ATTRIBUTES =
  /^(?:xmlns(?::.*)?|version|(?:[^:]+:)?(?:href|rel|type|url|term|label|ispermalink|about|resource|lang|base|src))$/;
/** Elements that say nothing that is read here. RDF's `items` only repeats what follows it. */
export const UNREAD =
  /^(?:items|author|contributor|managingeditor|webmaster|generator|copyright|rights|docs|cloud|image|textinput|enclosure|comments|skiphours|skipdays|(?:media|itunes|podcast|googleplay|georss|geo|gd|slash|wfw|thr|sy|psc|opensearch|creativecommons|cc):.*)$/;
/**
 * HTML's elements without an end tag (https://html.spec.whatwg.org/#void-elements), but for names that feeds use too,
 * and RSS's one.
 */
export const VOID = /^(?:br|hr|img|input|embed|wbr|area|col|track|enclosure)$/;
/** HTML's elements that end where the next of their kind begins (https://html.spec.whatwg.org/#optional-tags). */
const ENDS_ITSELF = /^(?:p|li|dt|dd|tr|td|th|option)$/;
/** Of an item of RSS: what holds text only, or only elements of its own prefix; and what begins the next. */
const LEAF = /^(?:title|link|guid|pubdate|category|author|(?!content:)[^:]+:.*)$/;
const NEXT = /^(?:title|link|description|guid|pubdate|category|author|source|content:encoded)$/;
/** The parser drops an item of which it reads nothing. With this it stays, and is counted among those without an address. */
export const KEPT = ' xml:id="kept"';
/** Where services that count readers keep the address that they replaced. */
export const ORIGINAL_LINK = /^(?:feedburner|pheedo):origlink$/;
/** An ampersand that begins no entity. */
export const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});)/gi;

/** Whether the beginning of an element says that the one around it was not closed. */
export function impliesEndOf(around: string, name: string, atom: boolean): boolean {
  if (around === name && ENDS_ITSELF.test(name)) return true;
  return !atom && LEAF.test(around) && NEXT.test(name);
}

/** How much of a feed has been read. */
export interface Amount {
  elements: number;
  items: number;
  depth: number;
}

/** Why a feed with this is refused; null if it is not. */
export function whyTooLarge({ elements, items, depth }: Amount): string | null {
  if (depth > DEPTH) return `it has elements more than ${DEPTH} deep in each other`;
  if (items > ITEMS) return `it has more than ${ITEMS} items`;
  return elements > ELEMENTS ? `it has more than ${ELEMENTS} elements` : null;
}

/** The attributes of a start tag as they are written, but for those that nobody reads. */
export function attributesOf({ attributes }: Tag): string | { reason: string } {
  let written = "";
  for (const [name, value] of attributes) {
    if (!ATTRIBUTES.test(name)) continue;
    if (value.length > ATTRIBUTE) {
      return {
        reason: `it has an attribute ${name.slice(0, 40)} of more than ${ATTRIBUTE} characters`,
      };
    }
    const whole = value.replace(BARE_AMPERSAND, "&amp;").replaceAll('"', "&quot;");
    written += ` ${name}="${whole.replaceAll("<", "&lt;")}"`;
  }
  return written;
}
