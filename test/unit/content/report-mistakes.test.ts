import { expect, test } from "vitest";
import { checkContent } from "../../../src/content/check-content.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { edited, sample } from "./sample-content.ts";
import { RT, mistakesOf, type Case } from "./mistakes-support.ts";

const UA = "reports/uawire-letter.md";

const CASES: Case[] = [
  [
    "unknown outlet",
    edited(RT, "outlet: rt", "outlet: rtt"),
    [
      'content/reports/rt-leak.md:2 outlet: "rtt" is not an outlet. Did you mean "rt"? Otherwise add it to content/outlets.yaml.',
    ],
  ],
  [
    "unknown outlet without a similar one",
    edited(RT, "outlet: rt", "outlet: reuters"),
    [
      'content/reports/rt-leak.md:2 outlet: "reuters" is not an outlet. Add it to content/outlets.yaml.',
    ],
  ],
  [
    "missing headline",
    edited(RT, "title: A leak\n", ""),
    ['content/reports/rt-leak.md:1 title: is missing. Add a line "title: The headline".'],
  ],
  [
    "empty headline",
    edited(RT, "title: A leak", "title:"),
    ['content/reports/rt-leak.md:3 title: is missing. Add a line "title: The headline".'],
  ],
  [
    "headline with nothing but markup",
    edited(RT, "title: A leak", "title: <b></b>"),
    [
      'content/reports/rt-leak.md:3 title: "<b></b>" contains no text. Write plain text, without markup.',
    ],
  ],
  [
    "headline cut off by a comment",
    edited(RT, "title: A leak", "title: Russia's #1 leak"),
    [
      'content/reports/rt-leak.md:3 title: "#1 leak" was read as a comment. Put the whole value between double quotes, or add a space after the "#" if it is a comment.',
    ],
  ],
  [
    "headline that starts like a YAML alias",
    edited(RT, "title: A leak", "title: *leak"),
    [
      'content/reports/rt-leak.md:3 title: begins with "*". Write a single value, between double quotes if it contains special characters.',
    ],
  ],
  [
    "headline that is a list",
    edited(RT, "title: A leak", "title: [A, leak]"),
    [
      "content/reports/rt-leak.md:3 title: is a list or a mapping. Write a single value, between double quotes if it contains special characters.",
    ],
  ],
  [
    "URL without a scheme",
    edited(RT, "url: https://www.rt.com/leak", "url: www.rt.com/leak"),
    [
      'content/reports/rt-leak.md:4 url: "www.rt.com/leak" is not an absolute http(s) URL. Did you mean "https://www.rt.com/leak"?',
    ],
  ],
  [
    "javascript: URL",
    edited(RT, "url: https://www.rt.com/leak", "url: javascript:alert(1)"),
    [
      'content/reports/rt-leak.md:4 url: "javascript:alert(1)" is not an absolute http(s) URL. Write an address that begins with https:// or http://.',
    ],
  ],
  [
    "URL of another report in another spelling",
    edited(UA, "https://uawire.org/letter", "HTTPS://WWW.RT.com:443/leak?#top"),
    [
      "content/reports/uawire-letter.md:4 url: is also the URL of content/reports/rt-leak.md. Delete one of the two files.",
    ],
  ],
  [
    "invalid day",
    edited(RT, "2018-08-04T15:00", "2018-02-30"),
    [
      'content/reports/rt-leak.md:5 published: "2018-02-30" is not a date or time. Write it like 2018-08-04, 2018-08-04T15:14 or 2018-08-04T15:14+03:00.',
    ],
  ],
  [
    "estimate without a date",
    edited(RT, "published: 2018-08-04T15:00", "published_is_estimated: true"),
    [
      'content/reports/rt-leak.md:5 published_is_estimated: is true, but "published" is missing. Add the estimate as "published".',
    ],
  ],
  [
    "flag that is neither true nor false",
    edited(RT, "outlet: rt", "outlet: rt\ntitle_is_ours: yes"),
    [
      'content/reports/rt-leak.md:3 title_is_ours: "yes" is neither true nor false. Write true or false.',
    ],
  ],
  [
    "language by name",
    edited(UA, "en-gb", "english"),
    [
      'content/reports/uawire-letter.md:5 language: "english" is not a language tag. Write a BCP 47 tag such as en, ru or pt-BR.',
    ],
  ],
  [
    "tags that are not a list",
    edited(RT, "[Syria, Russia, Syria]", "Syria"),
    [
      'content/reports/rt-leak.md:6 tags: is not a list. Write "tags: [one, two]", or one item per line after "- ".',
    ],
  ],
  [
    "misspelt field name",
    edited(RT, "published:", "publishd:"),
    ['content/reports/rt-leak.md:5 publishd: is not a known field. Did you mean "published"?'],
  ],
  [
    "unknown field",
    edited(RT, "published:", "author:"),
    [
      "content/reports/rt-leak.md:5 author: is not a known field. Known fields: published, published_is_estimated, url, outlet, title, title_is_ours, language, tags, via.",
    ],
  ],
  [
    "duplicate field",
    edited(RT, "title: A leak", "title: A leak\ntitle: Another"),
    ["content/reports/rt-leak.md:4 title: is given twice. Remove one of the two."],
  ],
  [
    "invalid YAML",
    edited(RT, "title: A leak", "title: Leak: a memo"),
    [
      'content/reports/rt-leak.md:3: has a value that contains ": ". Put the whole value between double quotes.',
    ],
  ],
  [
    "empty file",
    { [RT]: "\n" },
    ["content/reports/rt-leak.md:1: is empty. Write its front matter, or delete the file."],
  ],
  [
    "no front matter",
    { [RT]: "A leak\n" },
    [
      'content/reports/rt-leak.md:1: has no front matter. Begin the file with a line "---", its fields, and another line "---".',
    ],
  ],
  [
    "unterminated front matter",
    { [RT]: "---\ntitle: A leak\n" },
    [
      'content/reports/rt-leak.md:1: has front matter without an end. Add a line "---" after its fields.',
    ],
  ],
  [
    "front matter without fields",
    { [RT]: "---\n---\n" },
    [
      'content/reports/rt-leak.md:1: contains no fields. Write one field per line, as "name: value".',
    ],
  ],
  [
    "file that is not UTF-8",
    { [RT]: Uint8Array.of(0x2d, 0xe9, 0x2d) },
    ["content/reports/rt-leak.md: is not UTF-8. Save it as UTF-8."],
  ],
  [
    "line numbers with CRLF",
    { [RT]: "---\r\noutlet: rtt\r\ntitle: A leak\r\nurl: https://www.rt.com/leak\r\n---\r\n" },
    [
      'content/reports/rt-leak.md:2 outlet: "rtt" is not an outlet. Did you mean "rt"? Otherwise add it to content/outlets.yaml.',
    ],
  ],
];

test.each(CASES)("content mistakes: %s", (_name, changes, lines) => {
  expect(mistakesOf(changes)).toEqual(lines);
});

test("an unreadable file is one mistake, and a story that lists it is not another", () => {
  const files = new Map<string, Uint8Array | Error>([
    ...sample(),
    [RT, new Error("EACCES: permission denied")],
  ]);
  const content = checkContent(files);
  expect("mistakes" in content && content.mistakes.map(printMistake)).toEqual([
    "content/reports/rt-leak.md: cannot be read: EACCES: permission denied. Give your user permission to read it, or delete it.",
  ]);
});
