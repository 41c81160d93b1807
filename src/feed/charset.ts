/** Decoded bytes, and a repair if the declared charset was wrong. */
export interface Decoded {
  text: string;
  repairs: string[];
}

/** Byte order marks (https://encoding.spec.whatwg.org/#bom-sniff). They overrule every label. */
const BYTE_ORDER_MARKS: readonly [label: string, mark: readonly number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/** A leading "<" in UTF-16 without a byte order mark (https://www.w3.org/TR/xml/#sec-guessing-no-ext-info). */
const UTF_16_STARTS: readonly [label: string, start: readonly number[]][] = [
  ["utf-16be", [0x00, 0x3c]],
  ["utf-16le", [0x3c, 0x00]],
];

/** Every byte is valid in it, and Western feeds that declare no charset are usually encoded in it. */
const FALLBACK = "windows-1252";

/** Number of bytes that are searched for an XML declaration. */
const MAX_DECLARATION_END = 1024;

/** How a decoder writes bytes that are not valid (https://encoding.spec.whatwg.org/#decode). */
const REPLACEMENT = "\ufffd";

/**
 * Decodes a feed by its byte order mark, else by the charset of HTTP (RFC 7303, 3.2), else by the XML declaration, else
 * as UTF-8. A charset in which the bytes are not valid is skipped, unless only a few are broken; windows-1252, the last,
 * accepts any bytes.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = BYTE_ORDER_MARKS.find(([, start]) => begins(bytes, start)) ?? null;
  if (mark !== null) return { text: decoded(bytes, mark[0], false) ?? "", repairs: [] };
  const wide = UTF_16_STARTS.find(([, start]) => begins(bytes, start));
  if (wide !== undefined) return { text: decoded(bytes, wide[0], false) ?? "", repairs: [] };

  const labels = [charsetOf(contentType), declared(bytes)].filter((label) => label !== null);
  const known = labels.map(canonical).filter((label) => label !== null);
  for (const label of [...known, "utf-8", FALLBACK]) {
    // Text in a single-byte charset is practically never valid UTF-8 by chance.
    const charset = label === FALLBACK && isUtf8(bytes) ? "utf-8" : label;
    const valid = decoded(bytes, charset, true);
    const text = valid ?? withFewBroken(bytes, charset);
    if (text === null) continue;
    const first = labels[0];
    const wrong = first !== undefined && canonical(first) !== charset && !isAscii(text);
    const repairs = wrong ? [`declared as ${first.slice(0, 40)}, but encoded in ${charset}`] : [];
    if (valid === null) repairs.push(`bytes that are not valid in ${charset}`);
    return { text, repairs };
  }
  return { text: "", repairs: [] };
}

/**
 * The text with its broken bytes replaced, if most characters beyond ASCII are valid. A feed with one summary that was
 * cut within a character is still in its charset; one in another charset has hardly any valid character.
 */
function withFewBroken(bytes: Uint8Array, label: string): string | null {
  const text = decoded(bytes, label, false) ?? "";
  let broken = 0;
  let valid = 0;
  for (const char of text) {
    if (char === REPLACEMENT) broken++;
    else if (char > "\u007f") valid++;
  }
  return valid > broken ? text : null;
}

/** The charset parameter of a Content-Type. */
function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

/** The encoding in the XML declaration. It is found only if it is readable as ASCII, so the bytes are never UTF-16. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder(FALLBACK).decode(bytes.subarray(0, MAX_DECLARATION_END));
  return /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

/** TextDecoder's name of an encoding. Null if it is unknown, or UTF-16, which was ruled out before. */
function canonical(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith("utf-16") ? null : encoding;
  } catch {
    return null;
  }
}

function decoded(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

const isUtf8 = (bytes: Uint8Array): boolean => decoded(bytes, "utf-8", true) !== null;

// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

const begins = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);
