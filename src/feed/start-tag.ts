/** A start tag as it is written. */
export interface Tag {
  name: string;
  /** Values by lower-case name, without decoding entities. If a name occurs twice, the first value counts. */
  attributes: Map<string, string>;
  /** True for a self-closing tag. */
  empty: boolean;
  /** Offset of the text after the tag. */
  end: number;
  /** True if the attributes are not well-formed XML. */
  malformed: boolean;
}

const NAME = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;
const SPACE = /\s*/y;
const ATTRIBUTE = /[^\s=>"'/<]+/y;
const EQUALS = /\s*=\s*/y;
const BARE_VALUE = /[^\s>]*/y;

/**
 * Reads the start tag at `at`, the offset of a "<". Attributes without quotes or without a value are read as in HTML.
 * It takes linear time: it reads a character twice at most, after an unclosed quote.
 *
 * @returns "text" if the "<" does not begin a tag, "unfinished" if the text ends within the tag.
 */
export function readTag(text: string, at: number): Tag | "text" | "unfinished" {
  const name = match(NAME, text, at + 1);
  if (name === "") return "text";
  const tag: Tag = { name, attributes: new Map(), empty: false, end: 0, malformed: false };
  let index = at + 1 + name.length;
  for (;;) {
    index += match(SPACE, text, index).length;
    const char = text[index];
    if (char === undefined) return "unfinished";
    if (char === "<") return "text";
    if (char === ">") return { ...tag, end: index + 1 };
    if (char === "/") {
      tag.empty = text[index + 1] === ">";
      index++;
      continue;
    }
    const attribute = match(ATTRIBUTE, text, index);
    if (attribute === "") {
      tag.malformed = true;
      index++;
      continue;
    }
    index += attribute.length;
    const equals = match(EQUALS, text, index);
    index += equals.length;
    const [value, length, malformed] = equals === "" ? ["", 0, true] : readValue(text, index);
    index += length;
    tag.malformed ||= malformed;
    const key = attribute.toLowerCase();
    if (!tag.attributes.has(key)) tag.attributes.set(key, value);
  }
}

function readValue(text: string, at: number): [value: string, length: number, malformed: boolean] {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, at + 1);
    const value = close === -1 ? "<" : text.slice(at + 1, close);
    if (!value.includes("<")) return [value, close + 1 - at, false];
    // "<" is not allowed in a value, so the quote was probably never closed.
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

/** Offset after the next `end`, or the end of the text if there is none. */
export function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}
