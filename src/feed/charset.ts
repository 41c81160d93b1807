/** Bytes as text, and what had to be overruled for that. */
export interface Decoded {
  text: string;
  mended: string[];
}

/** Byte order marks (https://encoding.spec.whatwg.org/#bom-sniff): they overrule every label. */
const MARKS: readonly [label: string, mark: readonly number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/** How "<" begins a document in UTF-16 without a mark (https://www.w3.org/TR/xml/#sec-guessing-no-ext-info). */
const WIDE: readonly [label: string, start: readonly number[]][] = [
  ["utf-16be", [0x00, 0x3c]],
  ["utf-16le", [0x3c, 0x00]],
];

/** What every byte fits, and what Western feeds that say nothing else are in. */
const LAST = "windows-1252";

/** Where an XML declaration has to be, when it is there at all. */
const HEAD = 1024;

/**
 * Decodes a feed by its byte order mark, else by the charset of HTTP (RFC 7303, 3.2), else by the XML declaration, else
 * as UTF-8. A label under which the bytes make no sense is passed over for the next; windows-1252 takes everything.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = MARKS.find(([, start]) => begins(bytes, start)) ?? null;
  if (mark !== null) return { text: decoded(bytes, mark[0], false) ?? "", mended: [] };
  const wide = WIDE.find(([, start]) => begins(bytes, start));
  if (wide !== undefined) return { text: decoded(bytes, wide[0], false) ?? "", mended: [] };

  const said = [charsetOf(contentType), declared(bytes)].filter((label) => label !== null);
  const known = said.map(canonical).filter((label) => label !== null);
  for (const label of [...known, "utf-8", LAST]) {
    // Nobody who writes Latin letters in one byte each makes valid UTF-8 of several bytes by chance.
    const better = label === LAST && isUtf8(bytes) ? "utf-8" : label;
    const text = decoded(bytes, better, true);
    if (text === null) continue;
    const first = said[0];
    const wrong = first !== undefined && canonical(first) !== better && !isAscii(text);
    return {
      text,
      mended: wrong ? [`it says that it is in ${first.slice(0, 40)}, and is in ${better}`] : [],
    };
  }
  return { text: "", mended: [] };
}

/** The charset parameter of a Content-Type. */
function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

/** The encoding that the XML declaration names. Only where it can be read as ASCII, so it is never UTF-16. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder(LAST).decode(bytes.subarray(0, HEAD));
  return /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

/** The name under which TextDecoder knows an encoding; null for one that it does not know or that these bytes cannot be in. */
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
