import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFeed } from "../../../src/feed/read-feed.ts";
import { atom, feedOf, reading, rss } from "./sample-feed.ts";

const A = "<item><title>A</title><link>https://a.example/1</link></item>";
const B = "<item><title>B</title><link>https://a.example/2</link></item>";

/** The defect, the source, the titles that are still read, and the repairs that are reported. */
test.each<[string, string, string[], string[]]>([
  ["no defect", rss(A + B), ["A", "B"], []],
  ["blank lines before the declaration", `\n\n  ${rss(A)}`, ["A"], []],
  [
    "a PHP warning before the declaration",
    `PHP Warning: x in y on line 1\n${rss(A)}`,
    ["A"],
    ["text before the feed"],
  ],
  [
    "an HTML warning before the declaration",
    `<br />\n<b>Warning</b>: x<br />\n${rss(A)}`,
    ["A"],
    ["markup before the feed"],
  ],
  ["text after the root element", `${rss(A)}<!-- served in 3 ms --> <script>x</script>`, ["A"], []],
  ["an unescaped ampersand", rss(A.replace("A<", "A & B<")), ["A & B"], ['an unescaped "&"']],
  ["an unescaped less-than sign", rss(A.replace("A<", "5 < 6<")), ["5 < 6"], ['an unescaped "<"']],
  [
    "control characters",
    rss(A.replace("A<", "A\u0000\u000b<")),
    ["A"],
    ["characters that XML does not allow"],
  ],
  [
    "an unclosed inline tag",
    rss(`<item><title>A <b>x</title>${A.slice(6)}`),
    ["A x"],
    ["unclosed tags"],
  ],
  [
    "an unclosed media element",
    rss(`<item><media:content url="x"><enclosure url="y">${A.slice(6)}${B}`),
    ["A", "B"],
    ["unclosed tags"],
  ],
  [
    "an unclosed category of the channel",
    rss(`<itunes:category text="x"><image>${A}${B}`),
    ["A", "B"],
    ["unclosed tags"],
  ],
  ["an unclosed title", rss(A.replace("</title>", "") + B), ["A", "B"], ["unclosed tags"]],
  ["an unclosed item", rss(A.replace("</item>", "") + B), ["A", "B"], ["unclosed tags"]],
  ["end tags without start tags", rss(`${A}</p></item>${B}`), ["A", "B"], ["unmatched end tags"]],
  [
    "overlapping tags",
    rss(A.replace("A<", "<b><i>A</b></i><")),
    ["A"],
    ["unclosed tags", "unmatched end tags"],
  ],
  [
    "unquoted attributes",
    rss(`<item><guid isPermaLink=false>1</guid><title>A</title></item>`),
    ["A"],
    ["malformed attributes"],
  ],
  [
    "an unclosed attribute value",
    rss(`<item><title>A</title><enclosure url="x></item>${B}`),
    ["A", "B"],
    ["malformed attributes"],
  ],
  [
    "undeclared namespace prefixes",
    rss(A.replace("title>", "dc:title>").replace("/title>", "/dc:title>")),
    ["A"],
    [],
  ],
  [
    "CDATA that contains items",
    rss(
      `<item><title>A</title><description><![CDATA[</item><item><title>X</title>]]></description></item>`,
    ),
    ["A"],
    [],
  ],
  ["a comment that contains an item", rss(`${A}<!-- ${B} -->`), ["A"], []],
  [
    "truncation within an item",
    rss(A + B).slice(0, -30),
    ["A"],
    ["cut off: its last item is incomplete and left out"],
  ],
  [
    "truncation within CDATA",
    rss(`${A}<item><title>B</title><description><![CDATA[text`).replace(/<\/channel>.*/, ""),
    ["A"],
    ["cut off: its last item is incomplete and left out"],
  ],
  [
    "truncation between items",
    rss(A + B).replace("</channel></rss>", ""),
    ["A", "B"],
    ["cut off after its last item"],
  ],
  [
    "element names in capital letters",
    rss(A).toUpperCase().replace("HTTPS://A.EXAMPLE/1", "https://a.example/1"),
    ["A"],
    [],
  ],
  [
    "elements named like properties of Object.prototype",
    rss(A.replace("<link", "<constructor>x</constructor><__proto__/><link")),
    ["A"],
    [],
  ],
  [
    "entities declared by the feed",
    `<!DOCTYPE rss [<!ENTITY who "me">]>${rss(A.replace("A<", "A &who; &eacute;<"))}`,
    ["A &who; é"],
    ["its own entities are not expanded"],
  ],
])("a feed with %s", (_name, source, titles, repairs) => {
  const feed = feedOf(source);
  expect(feed.items.map(({ title }) => title)).toEqual(titles);
  expect(feed.repairs).toEqual(repairs);
});

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
