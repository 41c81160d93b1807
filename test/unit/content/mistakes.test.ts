import { expect, test } from "vitest";
import { checkContent } from "../../../src/content/check-content.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { edited, sample } from "./sample-content.ts";

type Changes = Parameters<typeof sample>[0];

const RT = "reports/rt-leak.md";
const UA = "reports/uawire-letter.md";
const STORY = "stories/a-letter.md";
const HOME = "  home: https://uawire.org/";

function mistakesOf(changes: Changes): string[] {
  const content = checkContent(sample(changes));
  return "mistakes" in content ? content.mistakes.map(printMistake) : [];
}

const CASES: [name: string, changes: Changes, lines: string[]][] = [
  ["valid content", {}, []],
  // Reports
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
      'content/stories/a-letter.md:3 reports: "https://uawire.org/letter" is not the URL of a report. Add the report first.',
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
      'content/reports/rt-leak.md:3: is not valid YAML: Nested mappings are not allowed in compact mappings. Put text that contains ": " or begins with a special character between double quotes.',
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
  // Stories
  [
    "story without reports",
    edited(STORY, "reports: [rt-leak, https://uawire.org/letter]", "reports: []"),
    [
      'content/stories/a-letter.md:3 reports: lists no reports. List at least one: "reports: [rt-leak]".',
    ],
  ],
  [
    "story with an unknown file",
    edited(STORY, "[rt-leak,", "[rt-laek.md,"),
    [
      'content/stories/a-letter.md:3 reports: "rt-laek.md" is not a file in reports/. Did you mean "rt-leak"?',
    ],
  ],
  [
    "story with an unknown URL",
    edited(STORY, "https://uawire.org/letter", "https://uawire.org/leter"),
    [
      'content/stories/a-letter.md:3 reports: "https://uawire.org/leter" is not the URL of a report. Did you mean "https://uawire.org/letter"?',
    ],
  ],
  [
    "report listed twice in a story",
    edited(STORY, "[rt-leak,", "[rt-leak, rt-leak.md,"),
    [
      "content/stories/a-letter.md:3 reports: https://www.rt.com/leak is listed twice. Remove one of the two.",
    ],
  ],
  [
    "report both in and out of a story",
    edited(STORY, "disagreements:", "not:\n  - https://uawire.org/letter\ndisagreements:"),
    [
      'content/stories/a-letter.md:5 not: https://uawire.org/letter is also listed in "reports". Remove it from one of the two lists.',
    ],
  ],
  [
    "report in two stories",
    { "stories/b.md": "---\nheadline: B\nreports:\n  - rt-leak\n---\n" },
    [
      "content/stories/b.md:4 reports: https://www.rt.com/leak is already in content/stories/a-letter.md. A report can belong to one story only. Remove it from one of the two.",
    ],
  ],
  [
    "invalid story key",
    { "stories/A Letter.md": "---\nheadline: B\nreports: [rt-leak]\n---\n", [STORY]: null },
    [
      'content/stories/A Letter.md: "A Letter" is not a valid story key. Rename the file: use at most 80 characters of a-z, 0-9 and hyphens, and do not begin with a hyphen.',
    ],
  ],
  [
    "summary that is too long",
    { [STORY]: `---\nheadline: B\nreports: [rt-leak]\n---\n${"a".repeat(5001)}` },
    ["content/stories/a-letter.md: has a summary of 5001 characters. Shorten it to at most 5000."],
  ],
  // The edition and its outlets
  [
    "missing edition.yaml",
    { "edition.yaml": null },
    [
      "content/edition.yaml: is missing. Create it with the fields title, description, site, authority, since, language and publisher.",
    ],
  ],
  [
    "missing outlets.yaml",
    { "outlets.yaml": null },
    [
      "content/outlets.yaml: is missing. Create it with a list of outlets, each with id, name and home.",
    ],
  ],
  [
    "empty edition.yaml",
    { "edition.yaml": "" },
    ['content/edition.yaml:1: contains no fields. Write one field per line, as "name: value".'],
  ],
  [
    "outlets that are not a list",
    { "outlets.yaml": "rt: RT\n" },
    [
      'content/outlets.yaml:1: is not a list of outlets. Begin each outlet with "- id: " and align its other fields with "id".',
    ],
  ],
  [
    "duplicate outlet id",
    edited("outlets.yaml", "id: uawire", "id: rt"),
    [
      'content/outlets.yaml:5 id: "rt" is also the id of the outlet on line 1. Give one of them another id.',
      'content/reports/uawire-letter.md:2 outlet: "uawire" is not an outlet. Add it to content/outlets.yaml.',
    ],
  ],
  [
    "outlet without a home page",
    edited("outlets.yaml", "  home: https://uawire.org/\n", ""),
    ['content/outlets.yaml:5 home: is missing. Add a line "home: https://example.com/".'],
  ],
  [
    "feed that is not a URL",
    edited("outlets.yaml", HOME, `${HOME}\n  feed: uawire.org/rss`),
    [
      'content/outlets.yaml:8 feed: "uawire.org/rss" is not an absolute http(s) URL. Did you mean "https://uawire.org/rss"?',
    ],
  ],
  [
    "the same feed for two outlets",
    edited(
      "outlets.yaml",
      HOME,
      `${HOME}\n  feed: https://uawire.org:443/rss#new\n- id: wire\n  name: Wire\n  home: https://uawire.org/\n  feed: { url: HTTPS://UAWire.org/rss }`,
    ),
    [
      'content/outlets.yaml:12 feed: "https://uawire.org/rss" is also the feed of the outlet on line 8. Remove it from one of the two outlets.',
    ],
  ],
  [
    "every feed setting invalid",
    edited(
      "outlets.yaml",
      HOME,
      `${HOME}
  feed:
    adress: https://uawire.org/rss
    language: english
    tags: Ukraine
    include: [<b></b>]
    interval: { least: 90, most: 60, usual: 5 }
    paused: maybe`,
    ),
    [
      'content/outlets.yaml:8 feed.url: is missing. Add a line "url: https://example.com/rss.xml".',
      "content/outlets.yaml:9 feed.adress: is not a known field. Known fields: url, language, tags, include, exclude, interval, paused.",
      'content/outlets.yaml:10 feed.language: "english" is not a language tag. Write a BCP 47 tag such as en, ru or pt-BR.',
      'content/outlets.yaml:11 feed.tags: is not a list. Write "tags: [one, two]", or one item per line after "- ".',
      'content/outlets.yaml:12 feed.include: "<b></b>" contains no text. Write plain text, without markup.',
      "content/outlets.yaml:13 feed.interval.usual: is not a known field. Known fields: least, most.",
      'content/outlets.yaml:13 feed.interval.least: 90 is greater than "most", which is 60. Swap the two.',
      'content/outlets.yaml:14 feed.paused: "maybe" is neither true nor false. Write true or false.',
    ],
  ],
  [
    "interval that is one number",
    edited("outlets.yaml", HOME, `${HOME}\n  feed: { url: https://uawire.org/rss, interval: 5 }`),
    [
      'content/outlets.yaml:8 feed.interval: does not contain "least" and "most". Write "interval: { least: 5, most: 60 }", in minutes.',
    ],
  ],
  [
    "numbers out of range",
    edited("edition.yaml", "language: en", "language: en\nentries: 501\nttl: 1.5"),
    [
      'content/edition.yaml:7 entries: "501" is not a whole number from 1 to 500. Write a number from 1 to 500.',
      'content/edition.yaml:8 ttl: "1.5" is not a whole number from 1 to 1440. Write a number from 1 to 1440.',
    ],
  ],
  [
    "authority with a scheme",
    edited("edition.yaml", "authority: feeds.example", "authority: https://feeds.example"),
    [
      'content/edition.yaml:4 authority: "https://feeds.example" is neither a domain nor an e-mail address. Write one that you owned on the date in "since", such as example.com, without https://.',
    ],
  ],
  [
    "since with a time",
    edited("edition.yaml", "2026-01-31", "2026-01-31T10:00"),
    [
      'content/edition.yaml:5 since: "2026-01-31T10:00" is not a date. Write a date such as 2018-08-04.',
    ],
  ],
  [
    "site with a query",
    edited("edition.yaml", "Feeds.example/", "feeds.example/?a=1"),
    [
      'content/edition.yaml:3 site: "https://feeds.example/?a=1" has a query. Remove the "?" and everything after it.',
    ],
  ],
  // Other files
  [
    "unknown files",
    {
      "outlet.yaml": "",
      "reports/2018/rt.md": "",
      "photo.jpg": "",
      "README.md": "",
      "reports/README.md": "",
    },
    [
      "content/outlet.yaml: is not a content file. Only edition.yaml, outlets.yaml, reports/*.md and stories/*.md belong here. Move or delete it.",
      "content/photo.jpg: is not a content file. Only edition.yaml, outlets.yaml, reports/*.md and stories/*.md belong here. Move or delete it.",
      "content/reports/2018/rt.md: is not a content file. Only edition.yaml, outlets.yaml, reports/*.md and stories/*.md belong here. Move or delete it.",
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

test("mistakes in several files are reported together, sorted by file and line", () => {
  const changes = {
    ...edited(STORY, "headline: A letter\n", ""),
    ...edited(RT, "outlet: rt\ntitle: A leak", "outlet: xx\ntitle:"),
    ...edited("edition.yaml", "language: en", "language: e"),
  };
  expect(mistakesOf(changes).map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
    "content/edition.yaml:6 language",
    "content/reports/rt-leak.md:2 outlet",
    "content/reports/rt-leak.md:3 title",
    "content/stories/a-letter.md:1 headline",
  ]);
});
