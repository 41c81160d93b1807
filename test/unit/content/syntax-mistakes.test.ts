import { expect, test } from "vitest";
import { readYaml } from "../../../src/content/yaml.ts";
import type { Mistake } from "../../../src/text/mistake.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { mistakesOf } from "./mistakes-support.ts";
import { edited } from "./sample-content.ts";

/** Each source has one mistake, which the parser may notice much later, and report many times. */
const CASES: [name: string, source: string, line: string][] = [
  [
    "a tab before a field",
    "- id: a\n  name: A\n- id: b\n\tname: B\n- id: c\n  name: C\n",
    "4: is indented with a tab, which YAML does not allow. Indent it with spaces, as many as its neighbours have.",
  ],
  [
    "a tab after a dash",
    "-\tid: a\n  name: A\n",
    "1: is indented with a tab, which YAML does not allow. Indent it with spaces, as many as its neighbours have.",
  ],
  [
    "a tab in a list",
    "title: x\ntags:\n- a\n\t- b\n",
    "4: is indented with a tab, which YAML does not allow. Indent it with spaces, as many as its neighbours have.",
  ],
  [
    "a double quote that is not closed before the end",
    '- id: a\n  name: "A\n  home: b\n- id: c\n  name: C\n',
    '2: has a " that is not closed. Add a " at the end of the value. A " within it is written as \\".',
  ],
  [
    "a double quote that the next one closes",
    'title: "x\ndescription: "y"\nsite: z\n',
    '1: has a " that is not closed. Add a " at the end of the value. A " within it is written as \\".',
  ],
  [
    "a single quote that is not closed",
    "- id: a\n  name: 5 o'clock\n  home: 'b\n",
    "3: has a ' that is not closed. Add a ' at the end of the value. A ' within it is written as ''.",
  ],
  [
    "an apostrophe between single quotes",
    "- id: a\n  name: 'A's paper'\n",
    "2: has text after the closing '. Put the whole value between one pair of quotes, and write quotes within it as ''.",
  ],
  [
    "text after a quotation",
    'title: "A" and b\n',
    '1: has text after the closing ". Put the whole value between one pair of quotes, and write quotes within it as \\".',
  ],
  [
    "a colon in a value",
    "title: A: b\n",
    '1: has a value that contains ": ". Put the whole value between double quotes.',
  ],
  [
    "a value that begins with @",
    "title: @x\n",
    '1: has a value that begins with "@". Put the whole value between double quotes.',
  ],
  [
    "a value that begins with !",
    "title: !x\n",
    '1: has a value that begins with "!". Put the whole value between double quotes.',
  ],
  [
    "a backslash between double quotes",
    'title: "a\\qb"\n',
    '1: has a "\\" between double quotes. Write "\\\\" for each "\\".',
  ],
  [
    "a field that is indented too far",
    "- id: a\n  name: A\n    home: b\n",
    '3: is indented below "name", which has a value already. Align it with "name".',
  ],
  [
    "settings below a feed's address",
    "- id: a\n  feed: https://a.example/rss\n    tags: [x]\n",
    '3: is indented below "feed", which has a value already. Write "feed:" alone on line 2, and "url: https://a.example/rss" on a line of its own, aligned with this one.',
  ],
  [
    "a field that is not indented",
    "- id: a\n  name: A\nhome: b\n- id: b\n  name: B\n",
    '3: is not aligned with the lines above. Indent every field of an item by the same number of spaces, and begin each item with "- ".',
  ],
  [
    "a field that is indented too little",
    "- id: a\n  name: A\n home: b\n",
    '3: is not aligned with the lines above. Indent every field of an item by the same number of spaces, and begin each item with "- ".',
  ],
  [
    "no space after a colon",
    "title:x\ndescription: y\n",
    '1: has no space after "title:". Write "title: " and then the value.',
  ],
  [
    "no space after a dash",
    "- id: a\n  name: b\n-id: c\n  name: d\n",
    '3: has no space after the "-". Write "- " before the field.',
  ],
  [
    "a list that is not closed",
    "title: x\ntags: [a, b\nsite: y\n",
    '2: has a "[" without its "]". Add "]" at the end of the list.',
  ],
  [
    "a line without a colon",
    "title: a\nfoo\nsite: c\n",
    '2: is not a field, because it has no colon. Write "name: value", or put the value above between double quotes and on one line.',
  ],
  ["a field twice", "title: a\ntitle: b\n", "2 title: is given twice. Remove one of the two."],
  [
    "an item without its dash",
    "- id: a\n  name: b\n\n  id: c\n  name: d\n",
    '4 id: is given twice. Remove one of the two, or write "- id:" if another item begins here.',
  ],
  [
    "another document",
    "title: a\n---\nsite: c\n",
    '2: is "---", which begins another document. Remove this line.',
  ],
];

test.each(CASES)("a syntax error is one mistake: %s", (_name, source, line) => {
  const mistakes: Mistake[] = [];
  expect(readYaml("a.yaml", source, mistakes)).toBeNull();
  expect(mistakes.map(printMistake)).toEqual([`a.yaml:${line}`]);
});

test.each([
  ["quotes over several lines", 'title: "one\n  two"\nsite: "three"\n'],
  ["quotes within a value", 'title: 5 o\'clock "sharp"\nsite: x\n'],
  ["quotes in a comment", '# "\ntitle: x\n'],
  ["a tab after a colon", "title:\tx\n"],
])("no mistake: %s", (_name, source) => {
  const mistakes: Mistake[] = [];
  expect(readYaml("a.yaml", source, mistakes)).not.toBeNull();
  expect(mistakes).toEqual([]);
});

test.each([
  ["a syntax error", edited("outlets.yaml", "  name: RT", "\tname: RT"), 2],
  ["no text", { "outlets.yaml": "" }, 1],
  ["only a comment", { "outlets.yaml": "# nothing yet\n" }, 1],
  ["an empty list", { "outlets.yaml": "[]\n" }, 1],
])(
  "outlets.yaml with %s is one mistake, and no report or story is another",
  (_name, changes, line) => {
    expect(mistakesOf(changes)).toEqual([
      expect.stringMatching(`^content/outlets\\.yaml:${line}: `),
    ]);
  },
);

const UNKNOWN = "is not a known field. Did you mean";
test.each([
  ["reports/rt-leak.md", "url:", "link:", `:4 link: ${UNKNOWN} "url"?`],
  ["reports/rt-leak.md", "title:", "headline:", `:3 headline: ${UNKNOWN} "title"?`],
  ["reports/rt-leak.md", "published:", "pubDate:", `:5 pubDate: ${UNKNOWN} "published"?`],
  ["reports/rt-leak.md", "tags:", "categories:", `:6 categories: ${UNKNOWN} "tags"?`],
  [
    "reports/rt-leak.md",
    "published: 2018-08-04T15:00",
    "summary: What it says",
    ':5 summary: does not belong here. Write the summary below the second "---".',
  ],
  ["stories/a-letter.md", "headline:", "title:", `:2 title: ${UNKNOWN} "headline"?`],
  ["stories/a-letter.md", "reports:", "links:", `:3 links: ${UNKNOWN} "reports"?`],
  [
    "outlets.yaml",
    "home: https://www.rt.com/",
    "url: https://www.rt.com/",
    `:3 url: ${UNKNOWN} "home"?`,
  ],
  [
    "outlets.yaml",
    "about: A news network",
    "rss: https://www.rt.com/rss",
    `:4 rss: ${UNKNOWN} "feed"?`,
  ],
  ["outlets.yaml", "name: RT", "title: RT", `:2 title: ${UNKNOWN} "name"?`],
  [
    "outlets.yaml",
    "about: A news network",
    "tags: [World]",
    ':4 tags: does not belong here. It is a setting of the feed: write "feed:" alone on its line and, indented below it, "url: …" and "tags: …".',
  ],
  ["edition.yaml", "site:", "url:", `:3 url: ${UNKNOWN} "site"?`],
  ["edition.yaml", "publisher:", "author:", `:7 author: ${UNKNOWN} "publisher"?`],
])("%s with %j written as %j is one mistake", (path, field, written, mistake) => {
  expect(mistakesOf(edited(path, field, written))).toEqual([`content/${path}${mistake}`]);
});
