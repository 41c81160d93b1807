import { expect, test } from "vitest";
import { feedOf, rss } from "./sample-feed.ts";
import { A, B } from "./sample-items.ts";

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
