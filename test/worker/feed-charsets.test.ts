import { expect, test } from "vitest";
import { readFeed } from "../../src/feed/read-feed.ts";
import { rss } from "../unit/feed/sample-feed.ts";

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** A feed with one item, whose title is these bytes. */
function titled(title: readonly number[], declaration = '<?xml version="1.0"?>'): Uint8Array {
  const [before = "", after = ""] = rss("<item><title>@</title></item>").split("@");
  const head = ascii(before.replace('<?xml version="1.0"?>', declaration));
  return Uint8Array.from([...head, ...title, ...ascii(after)]);
}

const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;
const wide = (bytes: Uint8Array, big: boolean): Uint8Array =>
  Uint8Array.from([...bytes].flatMap((byte) => (big ? [0, byte] : [byte, 0])));

const UTF8 = [0xd0, 0x9c, 0xd0, 0xb8, 0xd1, 0x80];
const WINDOWS_1251 = [0xcc, 0xe8, 0xf0];
const KOI8_R = [0xed, 0xc9, 0xd2];
const SHIFT_JIS = [0x93, 0xfa, 0x96, 0x7b];
const LATIN = [0x63, 0x61, 0x66, 0xe9];
const LATIN_UTF8 = [0x63, 0x61, 0x66, 0xc3, 0xa9];

/** Runs in workerd, since its decoders are not Node's. */
test.each<[string, Uint8Array, string | null, string, string[]]>([
  ["UTF-8 without any declaration", titled(UTF8), null, "Мир", []],
  [
    "UTF-8 by its byte order mark, before HTTP and the declaration",
    Uint8Array.from([0xef, 0xbb, 0xbf, ...titled(UTF8, declared("windows-1251"))]),
    "text/xml; charset=koi8-r",
    "Мир",
    [],
  ],
  [
    "the charset of the HTTP header",
    titled(WINDOWS_1251),
    "text/xml; charset=windows-1251",
    "Мир",
    [],
  ],
  [
    "the charset of the HTTP header, in quotes",
    titled(WINDOWS_1251),
    'text/xml;charset="CP1251"',
    "Мир",
    [],
  ],
  [
    "the HTTP header before the XML declaration",
    titled(KOI8_R, declared("windows-1251")),
    "text/xml; charset=koi8-r",
    "Мир",
    [],
  ],
  [
    "the XML declaration",
    titled(WINDOWS_1251, declared("windows-1251")),
    "application/rss+xml",
    "Мир",
    [],
  ],
  ["the XML declaration of KOI8-R", titled(KOI8_R, declared("koi8-r")), null, "Мир", []],
  ["the XML declaration of Shift_JIS", titled(SHIFT_JIS, declared("Shift_JIS")), null, "日本", []],
  [
    "the XML declaration of GB2312",
    titled([0xc8, 0xd5, 0xb1, 0xbe], declared("gb2312")),
    null,
    "日本",
    [],
  ],
  [
    "the XML declaration of Big5",
    titled([0xa4, 0xe9, 0xa5, 0xbb], declared("big5")),
    null,
    "日本",
    [],
  ],
  [
    "the XML declaration of EUC-KR",
    titled([0xc7, 0xd1, 0xb1, 0xb9], declared("euc-kr")),
    null,
    "한국",
    [],
  ],
  ["a guess, when nothing is declared", titled(LATIN), null, "café", []],
  [
    "a guess, when UTF-8 is declared but the bytes are not valid UTF-8",
    titled(LATIN, declared("utf-8")),
    null,
    "café",
    ["declared as utf-8, but encoded in windows-1252"],
  ],
  [
    "the bytes, when Latin-1 is declared but they are UTF-8",
    titled(LATIN_UTF8, declared("iso-8859-1")),
    null,
    "café",
    ["declared as iso-8859-1, but encoded in utf-8"],
  ],
  [
    "a guess, when the declared charset is unknown",
    titled(UTF8, declared("klingon")),
    null,
    "Мир",
    ["declared as klingon, but encoded in utf-8"],
  ],
  [
    "the bytes, when UTF-16 is declared but they are ASCII",
    titled(ascii("Mir"), declared("utf-16")),
    null,
    "Mir",
    [],
  ],
  [
    "UTF-16 by its byte order mark",
    Uint8Array.from([0xfe, 0xff, ...wide(titled(ascii("Mir")), true)]),
    null,
    "Mir",
    [],
  ],
  [
    "UTF-16 without a byte order mark",
    wide(titled(ascii("Mir"), declared("utf-16")), false),
    null,
    "Mir",
    [],
  ],
])("a feed is decoded by %s", (_name, bytes, contentType, title, repairs) => {
  const read = readFeed(bytes, contentType, "https://a.example/rss");
  if (read.kind === "broken") throw new Error(read.reason);
  expect(read.feed.items.map((item) => item.title)).toEqual([title]);
  expect(read.feed.repairs).toEqual(repairs);
});
