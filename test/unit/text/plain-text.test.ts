import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HEADLINE, plainText, SUMMARY } from "../../../src/text/plain-text.ts";
import { stripIllegal } from "../../../src/model/safe-text.ts";

test.each([
  // Not markup, although it looks like it
  ["5 < 6 & 7 > 3", "5 < 6 & 7 > 3"],
  ["I <3 AT&T", "I <3 AT&T"],
  ["if a <b", "if a <b"],
  // Markup
  ["<b>S</b>tory<i>fold</i>", "Storyfold"],
  ["one<br>two<p>three</p>four", "one two three four"],
  ['<img alt="a > b" onerror=alert(1)>x', "x"],
  ["it's <a title=it's>fine</a>", "it's fine"],
  ["cut off <a href=https://example.com", "cut off"],
  ["a<script>alert('<b>')</script>b<STYLE>c{}</STYLE >d", "a b d"],
  ["a<script>never closed", "a"],
  ["a<!-- b -->c<!DOCTYPE html>d<?xml ?>e", "acde"],
  ["<![CDATA[a]]>", "a"],
  // Names of elements, which are not markup
  ["What goes into <head> and why", "What goes into <head> and why"],
  ["A page that forgets &lt;/table&gt;", "A page that forgets </table>"],
  ["<section>News</section> of the day", "News of the day"],
  ["<main class=x>News", "News"],
  ["How <script> works", "How"],
  // Entities, also those that encode markup
  ["Q&amp;A &eacute;&#x41;&nbsp;b", "Q&A éA b"],
  ["&lt;script&gt;alert(1)&lt;/script&gt;a", "a"],
  ["&amp;amp;amp;lt;b&amp;gt;a", "a"],
  ["<<b>i>a", "a"],
  ["&<b>lt;i>a", "a"],
  // Characters
  ["a\u0000b\u0008c\uFFFEd\uFFFFe\u{1FFFF}f\uD800g\u0085h", "abcdefg h"],
  ["&#0;&#1;&#xD800;a", "\uFFFD\uFFFDa"],
  ["e\u0301", "é"],
  ["&#55357;&#56842; &#xD83D;&#xDE0A; &amp;#55357;&amp;#56842;", "😊 😊 😊"],
  ["&#55357;&#55357;&#56842;", "\uFFFD😊"],
  [" a\t\r\n\u00A0\u2028\u3000b\fc ", "a b c"],
  ["👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"],
  // Bidirectional controls
  ["\u200Fa\u200E", "\u200Fa\u200E"],
  ["\u202Ba\u202C \u2067b\u2069", "\u202Ba\u202C \u2067b\u2069"],
  ["\u202Ea", "a"],
  ["a\u202C\u2069", "a"],
  ["\u2067\u202Ea\u2069", "\u2067a\u2069"],
  ["\u202B\u2067a\u202C\u2069b\u202C", "\u202B\u2067a\u2069b\u202C"],
])("%j becomes %j", (raw, text) => {
  expect(plainText(raw, HEADLINE)).toBe(text);
});

test.each([
  ["a\nb\n \n\nc\u2029d", "a b\n\nc\n\nd"],
  ["<p>a</p><p>b<br>c</p>", "a\n\nb c"],
  ["\u202Ba\n\nb\u202C", "a\n\nb"],
])("with paragraphs, %j becomes %j", (raw, text) => {
  expect(plainText(raw, SUMMARY)).toBe(text);
});

test.each([
  ["not at all within the limit", "abcde", "abcde"],
  ["with an ellipsis", "abcdef", "abcd…"],
  ["at a space", "abc def", "abc…"],
  ["not inside a surrogate pair", "abc👍def", "abc…"],
  ["not inside a grapheme cluster", "ab👩‍👩‍👧cd", "ab…"],
  [
    "inside a grapheme that exceeds the limit itself",
    `e${"\u0323".repeat(9)}`,
    `ẹ${"\u0323".repeat(3)}…`,
  ],
  ["together with an isolate that it would leave open", "\u2067abcdef\u2069", "abc…"],
])("a text is truncated %s", (_name, raw, text) => {
  expect(plainText(raw, { maxLength: 5 })).toBe(text);
});

test("text after large images inside it is read", () => {
  const image = `<img src="data:image/png;base64,${"A".repeat(300_000)}">`;
  expect(plainText(`${image}${image}The harbour is open again.`, SUMMARY)).toBe(
    "The harbour is open again.",
  );
});

describe("for any text", () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(
          "<",
          ">",
          "&",
          ";",
          "amp",
          "lt",
          "#38;",
          "<b",
          "</p>",
          "<br>",
          "<script>",
          "</script>",
          "<main>",
          "</main>",
          "<!--",
          "-->",
        ),
        fc.constantFrom(
          '"',
          "'",
          "=",
          "\n",
          "\n\n",
          "\u0338",
          "\u037E",
          "\u202E",
          "\u202B",
          "\u202C",
          "\u2067",
          "\u2069",
          "\uD800",
          "\uDC00",
        ),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(""));
  const limits = fc.record({
    maxLength: fc.integer({ min: 1, max: 60 }),
    paragraphs: fc.boolean(),
    tagNames: fc.boolean(),
  });

  test("the result is clean, within the limit and idempotent", () => {
    fc.assert(
      fc.property(hostile, limits, (raw, limit) => {
        const text = plainText(raw, limit);
        expect(text.isWellFormed()).toBe(true);
        expect(stripIllegal(text)).toBe(text);
        expect(text.normalize("NFC")).toBe(text);
        expect(text.length).toBeLessThanOrEqual(limit.maxLength);
        expect(text).not.toMatch(
          limit.paragraphs ? /^\s|\s$|\n{3}|[^\n]\n[^\n]| {2}/ : /^\s|\s$|\s\s|\n/,
        );
        const markup = limit.tagNames ? text.replace(/<\/?main>/g, "") : text;
        expect(markup).not.toMatch(/<\/?[a-z][^<>]*>/i);
        expect(plainText(text, limit)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("long hostile texts of 200,000 repetitions take less than 2 seconds", () => {
    const started = performance.now();
    for (const part of [
      "<",
      "<a ",
      '<a "',
      "<a =",
      "<script",
      "<!--",
      "<script></script",
      "&amp;",
      "\u2066",
      "\u2069",
    ]) {
      plainText(part.repeat(200_000), SUMMARY);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
