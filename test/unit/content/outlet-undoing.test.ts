import { expect, test } from "vitest";
import { checkContent } from "../../../src/content/check-content.ts";
import { edited, sample } from "./sample-content.ts";
import { mistakesOf, type Case } from "./mistakes-support.ts";

const FILE = "outlets.yaml";
const about = "about: A news network";

const CASES: Case[] = [
  [
    "withdrawn that is neither true nor a list",
    edited(FILE, about, "withdrawn: maybe"),
    ['content/outlets.yaml:4 withdrawn: "maybe" is neither true nor false. Write true or false.'],
  ],
  [
    "a withdrawn address that is none",
    edited(FILE, about, "withdrawn: [www.rt.com/leak]"),
    [
      'content/outlets.yaml:4 withdrawn: "www.rt.com/leak" is not an absolute http(s) URL. Did you mean "https://www.rt.com/leak"?',
    ],
  ],
  [
    "a former id that another outlet has",
    edited(FILE, about, "formerly: uawire"),
    [
      'content/outlets.yaml:4 formerly: "uawire" is the id, or the former id, of an outlet in this file. Name an id that no outlet has any more.',
    ],
  ],
  [
    "a list with the same former id twice",
    edited(FILE, about, "formerly: [rt-news, rt-news]"),
    [
      'content/outlets.yaml:4 formerly: "rt-news" is the id, or the former id, of an outlet in this file. Name an id that no outlet has any more.',
    ],
  ],
  [
    "one of several feeds is the edition's own",
    edited(FILE, about, "feeds: [https://www.rt.com/rss, https://feeds.example/tags/x/atom.xml]"),
    [
      'content/outlets.yaml feed: "https://feeds.example/tags/x/atom.xml", the feed of "rt", is an address of this edition itself. Give the outlet\'s own feed, or remove it.',
    ],
  ],
  [
    "a feed of the edition's own",
    edited(FILE, about, "feed: http://www.feeds.example/rss.xml"),
    [
      'content/outlets.yaml feed: "http://www.feeds.example/rss.xml", the feed of "rt", is an address of this edition itself. Give the outlet\'s own feed, or remove it.',
    ],
  ],
];

test.each(CASES)("%s", (_, changes, lines) => {
  expect(mistakesOf(changes)).toEqual(lines);
});

function contentOf(changes: Record<string, string>) {
  const content = checkContent(sample(changes));
  if ("mistakes" in content) throw new Error("there are mistakes");
  return content;
}

test("a withdrawn outlet is not among the outlets, and its reports are not filed", () => {
  const { edition, reports } = contentOf(edited(FILE, about, "withdrawn: true"));
  expect(edition.outlets.map(({ id }) => id)).toEqual(["uawire"]);
  expect(edition.withdrawn).toEqual({ outlets: ["rt"], reports: [] });
  expect(reports.map(({ outlet }) => outlet)).toEqual(["uawire"]);
});

test("a withdrawn address is compared in its canonical form", () => {
  const { edition, reports } = contentOf(
    edited(FILE, about, 'withdrawn: ["https://www.rt.com/leak?utm_source=x"]'),
  );
  expect(edition.outlets).toHaveLength(2);
  expect(edition.withdrawn.reports).toEqual([{ outlet: "rt", url: "https://www.rt.com/leak" }]);
  expect(reports.map(({ outlet }) => outlet)).toEqual(["uawire"]);
});

test("withdrawn: false and an outlet's former id change nothing else", () => {
  const { edition, reports } = contentOf(
    edited(FILE, about, "withdrawn: false\n  formerly: russia-today"),
  );
  expect(edition.outlets[0]).toMatchObject({ id: "rt", formerly: ["russia-today"] });
  expect(reports).toHaveLength(2);
});
