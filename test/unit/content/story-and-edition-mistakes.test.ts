import { expect, test } from "vitest";
import { edited } from "./sample-content.ts";
import { RT, STORY, mistakesOf, type Case } from "./mistakes-support.ts";

const HOME = "  home: https://uawire.org/";

const CASES: Case[] = [
  ["valid content", {}, []],
  // Stories
  [
    "story without reports",
    edited(STORY, "reports: [rt-leak, https://uawire.org/letter]", "reports: []"),
    ['content/stories/a-letter.md:3 reports: is missing. Add a line "reports: [rt-leak]".'],
  ],
  [
    "story with an unknown file",
    edited(STORY, "[rt-leak,", "[rt-laek.md,"),
    [
      'content/stories/a-letter.md:3 reports: "rt-laek.md" is not a file in reports/. Did you mean "rt-leak"?',
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
      'content/outlets.yaml:9 feed.adress: is not a known field. Did you mean "url"?',
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
