import { expect, test } from "vitest";
import { markdownProse } from "../../../src/content/markdown.ts";
import { SUMMARY } from "../../../src/text/plain-text.ts";

test.each([
  [
    "emphasis",
    "a *b* **c** `d`",
    "a b c d",
    "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>",
  ],
  ["paragraphs", "a\nb\n\nc", "a b\n\nc", "<p>a\nb</p>\n<p>c</p>"],
  ["a list", "- a\n- b", "a\n\nb", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
  [
    "a link",
    "[a](https://example.com/?b&c)",
    "a",
    '<p><a href="https://example.com/?b&amp;c">a</a></p>',
  ],
  [
    "an e-mail link",
    "[a](mailto:a@example.com)",
    "a",
    '<p><a href="mailto:a@example.com">a</a></p>',
  ],
  [
    "a javascript: link",
    "[a](javascript:alert(1))",
    "[a](javascript:alert(1))",
    "<p>[a](javascript:alert(1))</p>",
  ],
  [
    "a disguised javascript: link",
    "[a](JaVa&#10;script:b)",
    "[a](JaVa script:b)",
    "<p>[a](JaVa script:b)</p>",
  ],
  [
    "a data: link",
    "[a](data:text/html,b)",
    "[a](data:text/html,b)",
    "<p>[a](data:text/html,b)</p>",
  ],
  ["a relative link", "[a](/b)", "[a](/b)", "<p>[a](/b)</p>"],
  ["an image", '![a "b"](https://example.com/a.png)', 'a "b"', "<p>a &quot;b&quot;</p>"],
  ["HTML", "a<script>b</script> <b onclick=c>d</b>", "a d", "<p>a  d</p>"],
  ["a block of HTML", "<div>\n\na", "a", "<p> </p>\n<p>a</p>"],
  ["entities", "&lt;b&gt;a&lt;/b&gt; 5 &lt; 6 &amp; 7", "a 5 < 6 & 7", "<p>a 5 &lt; 6 &amp; 7</p>"],
  ["a control character", "a\u0001b\uFFFF", "ab", "<p>ab</p>"],
  ["a bidi control", "a\u202Eb", "ab", "<p>ab</p>"],
  ["nothing", "\n\n", "", ""],
])("Markdown with %s", (_name, source, text, html) => {
  expect(markdownProse(source, SUMMARY)).toEqual({ text, html });
});
