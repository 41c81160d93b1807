/** A start tag as somebody wrote it. */
export interface Tag {
  name: string;
  /** By name in lower case, as written: entities are not decoded. The first of two of a name counts. */
  attributes: Map<string, string>;
  /** Has no end tag. */
  empty: boolean;
  /** Where the text goes on. */
  end: number;
  /** Not as XML has it. */
  odd: boolean;
}

const NAME = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;
const SPACE = /\s*/y;
const ATTRIBUTE = /[^\s=>"'/<]+/y;
const EQUALS = /\s*=\s*/y;
const BARE_VALUE = /[^\s>]*/y;

/**
 * Reads the start tag at `at`, which is where a "<" is. Attributes without quotes, or without a value, are taken as HTML
 * takes them. Linear: it looks twice at a character at most, for a quote that is never closed.
 *
 * @returns "text" when this "<" begins no tag, "unfinished" when the text ends within it.
 */
export function readTag(text: string, at: number): Tag | "text" | "unfinished" {
  const name = match(NAME, text, at + 1);
  if (name === "") return "text";
  const tag: Tag = { name, attributes: new Map(), empty: false, end: 0, odd: false };
  let here = at + 1 + name.length;
  for (;;) {
    here += match(SPACE, text, here).length;
    const sign = text[here];
    if (sign === undefined) return "unfinished";
    if (sign === "<") return "text";
    if (sign === ">") return { ...tag, end: here + 1 };
    if (sign === "/") {
      tag.empty = text[here + 1] === ">";
      here++;
      continue;
    }
    const attribute = match(ATTRIBUTE, text, here);
    if (attribute === "") {
      tag.odd = true;
      here++;
      continue;
    }
    here += attribute.length;
    const equals = match(EQUALS, text, here);
    here += equals.length;
    const [value, length, odd] = equals === "" ? ["", 0, true] : readValue(text, here);
    here += length;
    tag.odd ||= odd;
    const key = attribute.toLowerCase();
    if (!tag.attributes.has(key)) tag.attributes.set(key, value);
  }
}

function readValue(text: string, at: number): [value: string, length: number, odd: boolean] {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, at + 1);
    const value = close === -1 ? "<" : text.slice(at + 1, close);
    if (!value.includes("<")) return [value, close + 1 - at, false];
    // A "<" is not allowed there: more likely the quote was never closed.
    const bare = match(BARE_VALUE, text, at + 1);
    return [bare, bare.length + 1, true];
  }
  const bare = match(BARE_VALUE, text, at);
  return [bare, bare.length, true];
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** Where the text goes on after the next `end`; its own end if there is none. */
export function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}
