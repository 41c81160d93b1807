import { DOMParser, type Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { parseFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { FIRST_REPORT, type Change } from "../../../src/model/story.ts";
import { opml } from "../../../src/render/feeds/opml.ts";
import { aboutPage } from "../../../src/render/pages/about-page.tsx";
import { errorPage } from "../../../src/render/pages/error-page.tsx";
import { dayEntries } from "../../../src/render/feeds/daily-source.ts";
import { dayPage } from "../../../src/render/pages/daily-pages.tsx";
import { languagesPage, tagsPage } from "../../../src/render/pages/index-pages.tsx";
import { listPage } from "../../../src/render/pages/list-page.tsx";
import { searchPage } from "../../../src/render/pages/search-page.tsx";
import { previewPage } from "../../../src/render/pages/preview-page.tsx";
import { subscribePage } from "../../../src/render/pages/subscribe-page.tsx";
import { storyJson } from "../../../src/render/data/story-json.ts";
import type { StoryData } from "../../../src/render/data/storyfold.d.ts";
import { shownChanges } from "../../../src/render/shown-changes.ts";
import { entry } from "../../../src/render/entry.ts";
import { storyPage } from "../../../src/render/pages/story-page.tsx";
import { stripIllegal } from "../../../src/model/safe-text.ts";
import { editionOf, sourceOf, storyOf, WRITERS } from "./sample-story.ts";

/** Fragments that break documents, alone or combined. */
const PIECES = [
  "]]>",
  "]]>]]><item>",
  "]]",
  "<script>alert(1)</script>",
  "</title><svg onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "&amp;",
  "&#x3C;b>",
  "&nbsp;&bogus;",
  "\u0000\u0001\u001f\u007f\u0085",
  "\ud800",
  "\udc00",
  "\ufffe\uffff",
  "\u202eright to left\u202c",
  "\u200fעברית",
  "العربية",
  "🗞️👨‍👩‍👧",
  "<!--",
  "-->",
  "<![CDATA[",
  "<?xml version='1.0'?>",
  "%s\\n${x}",
  "\u2028\u2029",
  "\n\n",
  "\t",
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary" }), fc.string()), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));
const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>",
    "",
    "https://",
    "//a",
    "\u0000",
  ),
);

/** A change in which every text is `text` and every address is `url`. */
const changeOf = (text: string, url: string): Change => {
  const evidence = {
    ...FIRST_REPORT,
    by: "likeness" as const,
    nearest: url,
    report: url,
    link: 0.5,
  };
  return {
    moment: 0,
    kind: "split",
    other: { key: "other", headline: text, language: "de" },
    moved: 2,
    reports: [{ url, outlet: text, title: text, language: "en" }],
    evidence: { ...evidence, names: [text], words: [text], numbers: [text] },
    pull: { ...evidence, nearest: "https://a.example/unknown" },
  };
};

/** The elements that our templates use. Any other element was injected. */
const OURS = new Set(
  "html head meta title link body a header div nav svg path main article section h1 h2 h3 p b br small ul ol li dl dt dd time span code footer aside bdi details summary figure figcaption rect circle line desc form label input select option datalist button fieldset legend small table thead tbody tr th td".split(
    " ",
  ),
);

/** Asserts that HTML contains no injected element, event handler or script URL. */
function expectInert(html: string): void {
  const injected: string[] = [];
  for (const [tag, name = ""] of html.matchAll(/<\/?([a-z][a-z0-9]*)[^>]*>?/gi))
    if (!OURS.has(name.toLowerCase()) || /\son|['<]/i.test(tag.slice(1).replace(/"[^"]*"/g, '""')))
      injected.push(tag);
  for (const [, address = ""] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g))
    if (!/^(?:(?:feed:)?https?:\/\/|\/|#)/.test(address)) injected.push(address);
  expect(injected).toEqual([]);
}

/** The page without our own two scripts: /time.js, and the JSON-LD block, which no text may terminate. */
function withoutOurScripts(page: string): string {
  return page
    .replace(/^<!doctype html>/, "")
    .replace('<script src="/time.js" defer=""></script>', "")
    .replace(/<script type="application\/ld\+json">([^<]*)<\/script>/, (_, data: string) => {
      expect(JSON.parse(data)).toHaveProperty("@context", "https://schema.org");
      return "";
    });
}

function elements(xml: string): Element {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, "text/xml");
  if (!document.documentElement) throw new Error("no root");
  return document.documentElement;
}

const textOf = (root: Element, name: string): string[] =>
  [...root.getElementsByTagName(name)].map((element) => element.textContent ?? "");

/** The text without white space, since XML normalizes line ends. */
const withoutSpaces = (text: string | null | undefined): string =>
  (text ?? "").replace(/[\s\u0085]/g, "");

describe("for any text and any address", () => {
  const cases = fc.tuple(anyText, anyUrl);

  test("RSS is well-formed, keeps the text and contains no injected markup", () => {
    fc.assert(
      fc.property(cases, ([text, url]) => {
        const root = elements(WRITERS.rss(sourceOf(editionOf(text), [storyOf(text, url)])));
        expect(root.getElementsByTagName("item")).toHaveLength(1);
        for (const html of [
          ...textOf(root, "content:encoded"),
          ...textOf(root.getElementsByTagName("item")[0] ?? root, "description"),
        ])
          expectInert(html);
        expect(withoutSpaces(textOf(root, "category")[0])).toBe(withoutSpaces(stripIllegal(text)));
      }),
    );
  });

  test("Atom is well-formed, keeps the text and contains no injected markup", () => {
    fc.assert(
      fc.property(cases, ([text, url]) => {
        const root = elements(WRITERS.atom(sourceOf(editionOf(text), [storyOf(text, url)])));
        expect(root.getElementsByTagName("entry")).toHaveLength(1);
        for (const name of ["summary", "content"]) textOf(root, name).forEach(expectInert);
        expect(withoutSpaces(textOf(root, "name")[0])).toBe(withoutSpaces(stripIllegal(text)));
        for (const link of root.getElementsByTagName("link"))
          expect(link.getAttribute("href")).toMatch(/^https?:\/\//);
      }),
    );
  });

  test("JSON Feed keeps the text and contains no injected markup", () => {
    fc.assert(
      fc.property(cases, ([text, url]) => {
        const feed = JSON.parse(WRITERS.json(sourceOf(editionOf(text), [storyOf(text, url)]))) as {
          items: { title: string; content_html: string; external_url?: string }[];
        };
        expect(feed.items).toHaveLength(1);
        expect(feed.items[0]?.title ?? "").toBe(stripIllegal(text));
        expectInert(feed.items[0]?.content_html ?? "");
        if (feed.items[0]?.external_url) expect(feed.items[0].external_url).toMatch(/^https?:\/\//);
      }),
    );
  });

  test("a story's JSON keeps the text", () => {
    fc.assert(
      fc.property(cases, ([text, url]) => {
        const edition = editionOf(text);
        const shown = entry(storyOf(text, url), edition);
        const changes = shownChanges([changeOf(text, url)], shown, edition);
        const data = JSON.parse(storyJson(edition, shown, changes)) as StoryData;
        expect(data.title).toBe(stripIllegal(text));
        expect(data.changes[0]?.story.title).toBe(stripIllegal(text));
        expect(data.reports).toHaveLength(1);
        if (data.reports[0]?.url) expect(data.reports[0].url).toMatch(/^https?:\/\//);
      }),
    );
  });

  test("OPML is well-formed and keeps the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const root = elements(opml(editionOf(text)));
        const titles = [...root.getElementsByTagName("outline")].map((outline) =>
          outline.getAttribute("title"),
        );
        expect(titles).toHaveLength(2);
        expect(withoutSpaces(titles[1])).toBe(withoutSpaces(stripIllegal(text)));
      }),
    );
  });

  test("pages contain no injected markup", () => {
    fc.assert(
      fc.property(cases, ([text, url]) => {
        const edition = editionOf(text);
        const source = sourceOf(edition, [storyOf(text, url)]);
        const [first] = source.entries;
        const [day] = dayEntries(
          edition,
          [storyOf(text, url)],
          [{ day: "2018-08-05", ended: 0, stories: ["key"] }],
        );
        if (!first || !day) throw new Error("no entry");
        const facets = [{ key: text, name: text, stories: 1 }];
        const pages = [
          dayPage(edition, day),
          tagsPage(edition, facets),
          languagesPage(edition, facets),
          storyPage(edition, first, shownChanges([changeOf(text, url)], first, edition)),
          previewPage(source, "rss"),
          aboutPage(edition),
          subscribePage(edition, { tags: facets, languages: facets }),
          subscribePage(edition, {
            tags: facets,
            languages: facets,
            values: new Map([["q", [text]]]),
            errors: [{ parameter: text, detail: text }],
            result: { channel: source.channel, entries: source.entries },
          }),
          listPage(source),
          searchPage(edition),
          errorPage(edition, text, text),
        ];
        expect(pages).toHaveLength(11);
        for (const page of pages) expectInert(withoutOurScripts(page));
      }),
    );
  });
});

describe("a headline that could break a feed reader", () => {
  test.each([
    ["with two ends of CDATA", "a ]]> b ]]> c"],
    ["with a script element", "<script>alert(1)</script>"],
    ["with < and &", "5 < 6 & 7 > 6"],
    ["with escaped entities", "AT&amp;T &lt;3"],
    ["of 10 kB", "word ".repeat(2_000).trim()],
    ["in a right-to-left script", "\u200fרעידת אדמה \u202bאבג\u202c"],
    ["without text", ""],
  ])("%s reaches the reader unchanged", (_, headline) => {
    const source = sourceOf(editionOf("Edition"), [storyOf(headline)]);
    const feeds = { rss: WRITERS.rss(source), atom: WRITERS.atom(source) };
    const title = (xml: string, name: string): string =>
      textOf(elements(xml).getElementsByTagName(name)[0] as Element, "title")[0] ?? "";
    expect(headline === "" ? "" : title(feeds.rss, "item")).toBe(headline);
    expect(title(feeds.atom, "entry")).toBe(headline);
    for (const xml of Object.values(feeds)) expect(parseFeed(xml)).toBeDefined();
  });
});
