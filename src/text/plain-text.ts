import { decodeHTML } from "entities/decode";
import { stripIllegal } from "../model/safe-text.ts";

/** The maximum length and the form of a text. */
export interface TextLimits {
  /** Maximum number of UTF-16 units, including a closing "…". */
  maxLength: number;
  /** Keeps paragraphs, separated by one blank line. Otherwise the text becomes one line. */
  paragraphs?: boolean;
  /** Keeps the name of an element that the text is about: "Why <main> matters". */
  tagNames?: boolean;
}

export const HEADLINE: TextLimits = { maxLength: 500, tagNames: true };
export const SUMMARY: TextLimits = { maxLength: 5_000, paragraphs: true };
/** A name or a tag. */
export const LABEL: TextLimits = { maxLength: 200 };

/** UTF-16 units of input read per unit of output. Markup can be long and contain little text. */
const INPUT_PER_OUTPUT = 40;

/** An image or font inside an attribute (RFC 2397). A few of them would use up the input that is read. */
const DATA_URL = /\bdata:[a-z]+\/[^"'\s<>]{1000,}/gi;

/** Each round can expose a tag or an entity that the last one had wrapped. Honest text needs two or three rounds. */
const MAX_ROUNDS = 8;

/**
 * Turns any text from outside into plain text: no tags, no entities, no characters that XML 1.0 forbids, Unicode NFC,
 * white space folded, length limited. Total: any string is accepted, and the result is always well-formed.
 *
 * It is idempotent, so that the text stays clean however often a reader decodes it: `&amp;lt;b&amp;gt;` is a tag too.
 */
export function plainText(raw: string, limits: TextLimits): string {
  const maxInput = limits.maxLength * INPUT_PER_OUTPUT;
  let text = (raw.length > maxInput ? raw.replace(DATA_URL, "") : raw).slice(0, maxInput);
  for (let round = 0; ; round++) {
    // Only hostile text is still changing after that many rounds. Without "<" and "&" nothing is left to decode.
    const next = once(round < MAX_ROUNDS ? text : text.replace(/[<&]/g, " "), limits);
    if (next === text) return text;
    text = next;
  }
}

function once(text: string, limits: TextLimits): string {
  const { maxLength, paragraphs = false, tagNames = false } = limits;
  const decoded = decodeHTML(joinSurrogates(withoutTags(cleanCharacters(text), tagNames)));
  return cut(fold(decoded, paragraphs), maxLength);
}

/** Two numeric references to the halves of a surrogate pair, in decimal or hexadecimal. */
const SURROGATES =
  /&#(5(?:5[23]\d\d|6[0-2]\d\d|63[01]\d)|x[dD][89abAB][\da-fA-F]{2});&#(5(?:6[3-9]\d\d|7[0-3]\d\d)|x[dD][c-fC-F][\da-fA-F]{2});/gi;

/** Joins references to the halves of a surrogate pair, as programs write an emoji that count in UTF-16. */
export function joinSurrogates(text: string): string {
  if (!text.includes("&#")) return text;
  const unit = (reference: string): number => Number(reference.replace(/^x/i, "0x"));
  return text.replace(SURROGATES, (pair, high: string, low: string) => {
    const char = String.fromCharCode(unit(high), unit(low));
    return char.isWellFormed() ? char : pair;
  });
}

/** Keeps only characters that are allowed in every document, in Unicode NFC, without unpaired bidi controls. */
export function cleanCharacters(text: string): string {
  // XML forbids these two white-space characters. Removing them without a space would join the words around them.
  return withoutLooseBidi(stripIllegal(text.replace(/[\v\f]/g, " ")).normalize("NFC"));
}

/** Elements whose content is not text (https://html.spec.whatwg.org/#raw-text-elements, and similar ones). */
const HIDDEN =
  /<(script|style|template|iframe|svg)(?![^\s/>])[^<>]*>[\s\S]*?(?:<\/\1(?![^\s/>])[^<>]*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const DECLARATION = /<!\[CDATA\[|\]\]>|<[!?][^<>]*>/gi;
/**
 * A tag begins as in HTML, with "<" and a letter, so "5 < 6" and "I <3 you" stay. "<john@example.com>" is removed,
 * because some readers render headlines as HTML, where it is a tag. An unfinished tag counts if it has an attribute.
 */
const TAG =
  /<\/?([a-z][a-z0-9]*)(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]*>|[^<>]*=[^<>]*(?=<|$))/gi;
/** Block elements, which end a line on a page, as opposed to inline elements. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/i;

/**
 * Elements that a headline can be about: a bare tag of theirs formats nothing, and is harmless where a reader takes it
 * for markup.
 */
const NAMED_ELEMENT =
  /^(?:html|head|body|main|nav|header|footer|section|article|aside|address|details|summary|dialog|figure|figcaption|ul|ol|dl|table|label|button|input|picture|search|slot)$/i;

/** Maximum number of tags in a headline that is about elements. One with more is marked up. */
const MAX_NAMED = 4;

/**
 * Removes HTML tags, together with the content of elements that contain no text. A block's tag leaves a blank line.
 * Every pattern stops at the next "<" or cannot fail once it has begun, so hostile text takes linear time too.
 *
 * @param tagNames keeps a bare tag without its counterpart, if it is the name of an element that a headline can be about
 */
export function withoutTags(text: string, tagNames = false): string {
  if (!/[<>]/.test(text)) return text;
  const named = tagNames && text.split("<", MAX_NAMED + 2).length <= MAX_NAMED + 1;
  return text
    .replace(HIDDEN, " ")
    .replace(COMMENT, "")
    .replace(DECLARATION, "")
    .replace(TAG, (tag, name: string, at: number, all: string) => {
      if (named && isMentioned(tag, name, at, all)) return tag;
      if (name.toLowerCase() === "br") return "\n";
      return BLOCK.test(name) ? "\n\n" : "";
    });
}

/** Whether a tag is the name of an element, as a word of its own and without its counterpart in the text. */
function isMentioned(tag: string, name: string, at: number, text: string): boolean {
  if (!NAMED_ELEMENT.test(name) || !/^<\/?\w+>$/.test(tag)) return false;
  const around = text.charAt(at - 1) + text.charAt(at + tag.length);
  if (!/^[\s.,:;!?()]*$/.test(around)) return false;
  const counterpart = tag.startsWith("</") ? `<${name}>` : `</${name}>`;
  return !text.toLowerCase().includes(counterpart.toLowerCase());
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

/** Cuts a text between grapheme clusters, or within the first one if that alone is too long. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const { index } = new Intl.Segmenter().segment(text).containing(maxLength - 1) ?? { index: 0 };
  return `${stripIllegal(text.slice(0, index || maxLength - 1)).trimEnd()}…`;
}

const EMBEDDING = /[\u202A\u202B\u202D\u202E]/;
const ISOLATE = /[\u2066-\u2068]/;
const POP_EMBEDDING = "\u202C";
const POP_ISOLATE = "\u2069";

/**
 * Removes bidi controls without a partner in their paragraph (https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings).
 * An unclosed one would reorder the text that follows on the page, and an unopened one would end what the page opened.
 * They are removed, not closed, since that never makes a text longer, and the first strong letter sets the direction too.
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
      // The end of an isolate also ends the embeddings opened inside it.
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
