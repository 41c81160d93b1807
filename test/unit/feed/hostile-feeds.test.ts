import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFeed } from "../../../src/feed/read-feed.ts";
import { atom, feedOf, reading, rss } from "./sample-feed.ts";
import { A, B } from "./sample-items.ts";

const BOMB = `<?xml version="1.0"?>
<!DOCTYPE rss [
<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
${rss(A.replace("A<", "&b;<"))}`;

test.each<[string, string, string, number]>([
  ["an entity bomb", BOMB, "it declares entities that contain other entities", 2],
  [
    "a parameter entity",
    `<!DOCTYPE rss [<!ENTITY % x "y"><!ENTITY % z '%x;'>]>${rss(A)}`,
    "it declares entities that contain other entities",
    1,
  ],
  [
    "an endless declaration",
    `<!DOCTYPE rss [${" ".repeat(70_000)}]>${rss(A)}`,
    "its DOCTYPE is longer than 65536 characters",
    1,
  ],
  [
    "deeply nested elements",
    rss(`\n<item>${"<a>".repeat(1_000)}</item>`),
    "its elements are nested more than 100 deep",
    2,
  ],
  [
    "a huge attribute",
    rss(`<item><link href="https://a.example/${"a".repeat(70_000)}"/></item>`),
    "its attribute href is longer than 65536 characters",
    1,
  ],
])("a feed with %s is rejected", (_name, source, reason, line) => {
  expect(reading(source)).toEqual({ kind: "broken", reason, line });
});

test.each([
  ["items", "<item/>".repeat(10_001), "it has more than 10000 items"],
  ["elements", "<a></a>".repeat(200_001), "it has more than 200000 elements"],
])("a feed with too many %s is rejected", (_name, many, reason) => {
  expect(reading(rss(many))).toMatchObject({ kind: "broken", reason });
});

test("an external entity is never loaded", () => {
  const source = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(A.replace("A<", "&x;<"))}`;
  expect(feedOf(source).items[0]?.title).toBe("&x;");
});

describe("for any input", () => {
  const PIECES = [
    "<rss>",
    "<rss version='2.0'>",
    "<channel>",
    "</channel>",
    "</rss>",
    "<item>",
    "</item>",
    "<item/>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<guid>",
    "</guid>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "</entry>",
    "<rdf:RDF>",
    "</feed>",
    "<content type='xhtml'><div>",
    "</div></content>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml?>",
    "<!DOCTYPE x [",
    "]>",
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    '"',
    "'",
    "=",
    " ",
    "<a b=",
    "<a:b c:d='e'>",
    "</a:b>",
    "<br>",
    "<__proto__>",
    "text",
    "https://a.example/",
    "\u0000",
    "\ud800",
    "{",
    "[",
    "<link rel='hub' href='x'/>",
    "<dc:date>2018-08-04</dc:date>",
    "<pubDate>",
    "xmlns:a='http://purl.org/dc/elements/1.1/'",
  ];
  const source = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 60 })
    .map((pieces) => pieces.join(""));

  test("malformed markup gives a feed or an error result, and never throws", () => {
    fc.assert(
      fc.property(source, (text) => {
        const read = reading(text);
        if (read.kind === "broken") expect(read.reason).not.toBe("");
        else for (const { title } of read.feed.items) expect(title).not.toMatch(/<[a-z]/i);
      }),
      { numRuns: 3_000 },
    );
  });

  test("arbitrary bytes give a feed or an error result", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, type) => {
        expect(["feed", "broken"]).toContain(readFeed(bytes, type, "https://a.example/").kind);
      }),
    );
  });

  test("repairing a truncated feed never invents an item", () => {
    const whole = rss(A + B + A.replace("A<", "C<"));
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => {
        const read = reading(whole.slice(0, length));
        const titles = read.kind === "feed" ? read.feed.items.map(({ title }) => title) : [];
        expect(["A", "B", "C"].slice(0, titles.length)).toEqual(titles);
      }),
    );
  });
});

/** Long hostile inputs. The test times out unless reading takes linear time. */
test.each([
  "<",
  "<a ",
  '<a "',
  "<a =",
  '<a b="',
  "<a b='",
  "<item>",
  "<item><title>",
  "</a>",
  "<p>",
  "<![CDATA[",
  "<!--",
  "<!DOCTYPE ",
  "<!DOCTYPE [",
  "&",
  "&#",
  "<?",
  "<a b=<",
  "<channel>",
  "version ",
  "<author>a@.",
  '<a xmlns:a="b">',
  "<title><b></title>",
  "<rss ",
  "<feed:",
  "<item><guid>a</guid></item>",
  "<category>x</category>",
])("300,000 characters of %j are read in linear time", (part) => {
  const many = part.repeat(Math.ceil(300_000 / part.length));
  for (const source of [
    many,
    rss(`<item><title>${many}`),
    rss(many),
    atom(`<entry><title type="xhtml"><div>${many}</div></title></entry>`),
  ]) {
    expect(["feed", "broken"]).toContain(reading(source).kind);
  }
});
