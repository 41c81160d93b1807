import { decodeHTML } from "entities/decode";
import { stripIllegal } from "../model/safe-text.ts";

/** How much of a text is kept. */
export interface TextLimits {
  /** The most UTF-16 units, a closing "…" included. */
  maxLength: number;
  /** Paragraphs stay apart, by one blank line. Otherwise everything becomes one line. */
  paragraphs?: boolean;
}

export const HEADLINE: TextLimits = { maxLength: 500 };
export const SUMMARY: TextLimits = { maxLength: 5_000, paragraphs: true };
/** A tag, a name. */
export const LABEL: TextLimits = { maxLength: 200 };

/** Markup can be long and say little; beyond this many units for each unit kept, nobody looks. */
const MARKUP = 40;

/** Each round may lay bare a tag or an entity that was wrapped in the last one. Honest text needs two or three. */
const ROUNDS = 8;

/**
 * Makes plain text of any text from outside: no tags, no entities, no character that XML 1.0 forbids,
 * Unicode NFC, white space folded, not too long. Total: any string goes in, and a well-formed one comes out.
 *
 * It is idempotent, so that text stays clean however often a reader decodes it: `&amp;lt;b&amp;gt;` is a tag too.
 */
export function plainText(raw: string, shape: TextLimits): string {
  let text = raw.slice(0, shape.maxLength * MARKUP);
  for (let round = 0; ; round++) {
    // Only text made to outlast this loop is still changing by now. Without these two signs it has to stop.
    const next = once(round < ROUNDS ? text : text.replace(/[<&]/g, " "), shape);
    if (next === text) return text;
    text = next;
  }
}

function once(text: string, { maxLength, paragraphs = false }: TextLimits): string {
  const bare = decodeHTML(withoutTags(cleanCharacters(text)));
  return cut(fold(bare, paragraphs), maxLength);
}

/** Only characters that every document can hold, in Unicode NFC, with no bidi control that acts on its neighbours. */
export function cleanCharacters(text: string): string {
  // These two are white space and not legal: without this the words around them would run together.
  return withoutLooseBidi(stripIllegal(text.replace(/[\v\f]/g, " ")).normalize("NFC"));
}

/** Elements whose content is not text (https://html.spec.whatwg.org/#raw-text-elements, and what goes with them). */
const HIDDEN =
  /<(script|style|template|iframe|svg)(?![^\s/>])[^<>]*>[\s\S]*?(?:<\/\1(?![^\s/>])[^<>]*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const DECLARATION = /<!\[CDATA\[|\]\]>|<[!?][^<>]*>/gi;
/**
 * A tag is where HTML begins one: "<" and a letter, so "5 < 6" and "I <3 you" stay. "<john@example.com>" goes, because
 * some readers take a headline for HTML, and to HTML it is a tag. A tag that never ends counts if it has an attribute.
 */
const TAG =
  /<\/?([a-z][a-z0-9]*)(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]*>|[^<>]*=[^<>]*(?=<|$))/gi;
/** Elements that end a line on a page, as opposed to those within one. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/i;

/**
 * Removes HTML tags, and with them the content of those elements that hold no text; a block's tag leaves a blank line.
 * Every pattern stops at the next "<" or cannot fail once begun, so hostile text takes linear time too.
 */
export function withoutTags(text: string): string {
  if (!/[<>]/.test(text)) return text;
  return text
    .replace(HIDDEN, " ")
    .replace(COMMENT, "")
    .replace(DECLARATION, "")
    .replace(TAG, (_tag, name: string) => {
      if (name.toLowerCase() === "br") return "\n";
      return BLOCK.test(name) ? "\n\n" : "";
    });
}

function fold(text: string, paragraphs: boolean): string {
  const line = (part: string): string => part.replace(/[\s\u0085]+/g, " ").trim();
  if (!paragraphs) return line(text);
  return text
    .replace(/\r\n?|\u0085|\u2028/g, "\n")
    .split(/\n[^\S\n]*\n|\u2029/)
    .map(line)
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Cuts before a whole character as people see it; inside one only if it alone is too long. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const { index } = new Intl.Segmenter().segment(text).containing(most - 1) ?? { index: 0 };
  return `${stripIllegal(text.slice(0, index || most - 1)).trimEnd()}…`;
}

const EMBEDDING = /[\u202A\u202B\u202D\u202E]/;
const ISOLATE = /[\u2066-\u2068]/;
const POP_EMBEDDING = "\u202C";
const POP_ISOLATE = "\u2069";

/**
 * Removes bidi controls without a partner in their paragraph (https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings),
 * since an open one turns the neighbours' text around, and a loose end closes what the page opened.
 * Removed, not closed: that never makes a text longer, and the first strong letter says the direction as well.
 * Pairs and the marks U+200E, U+200F and U+061C stay.
 */
function withoutLooseBidi(text: string): string {
  if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) return text;
  const kept = new Set<number>();
  let open: number[] = [];
  let isolates = 0;
  for (const { 0: control, index } of text.matchAll(/[\u202A-\u202E\u2066-\u2069\n\u2029]/g)) {
    const last = open.at(-1);
    if (EMBEDDING.test(control)) open.push(index);
    else if (ISOLATE.test(control)) {
      open.push(index);
      isolates++;
    } else if (control === POP_EMBEDDING) {
      if (last !== undefined && EMBEDDING.test(text.charAt(last))) {
        kept.add(last).add(index);
        open.pop();
      }
    } else if (control === POP_ISOLATE) {
      if (isolates === 0) continue;
      // The end of an isolate also ends the embeddings that were opened inside it.
      while (!ISOLATE.test(text.charAt(open.at(-1) ?? 0))) open.pop();
      kept.add(open.pop() ?? 0).add(index);
      isolates--;
    } else {
      open = [];
      isolates = 0;
    }
  }
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, (control, at: number) =>
    kept.has(at) ? control : "",
  );
}
