import { FIRST_REPORT } from "../../../src/model/story.ts";
import type { Edition } from "../../../src/model/edition.ts";
import type { Story } from "../../../src/model/story.ts";
import { htmlParagraphs } from "../../../src/model/safe-text.ts";
import { atom } from "../../../src/render/feeds/atom.ts";
import type { FeedSource } from "../../../src/render/feeds/feed-source.ts";
import { json } from "../../../src/render/feeds/json.ts";
import { rss } from "../../../src/render/feeds/rss.ts";
import { listSource } from "../../../src/render/feeds/story-list-source.ts";

/** An edition with one outlet, in which every text is `text`. */
export const editionOf = (text: string): Edition => ({
  title: text,
  description: text,
  site: "https://storyfold.example",
  authority: { name: "storyfold.example", since: "2026-11-22" },
  language: "en",
  publisher: text,
  entries: 50,
  timezone: "UTC",
  daily: 6,
  ttl: 15,
  retention: 90,
  hub: null,
  withdrawn: { outlets: [], reports: [] },
  outlets: [{ id: "a", name: text, home: "https://a.example/", about: text, feeds: [] }],
});

/** A story with one report, in which every text is `text` and every address is `url`. */
export const storyOf = (text: string, url = "https://a.example/1", key = "key"): Story => ({
  key,
  headline: text,
  language: null,
  summaryLanguage: null,
  summary: { text, html: htmlParagraphs(text) },
  tags: [text],
  disagreements: [text],
  firstPublished: Date.UTC(2018, 7, 4),
  updated: Date.UTC(2018, 7, 4, 15),
  joined: [],
  reports: [
    {
      url,
      outlet: "a",
      title: text,
      titleIsOurs: true,
      summary: text,
      published: { value: "2018-08-04", estimated: true },
      language: "en",
      tags: [text],
      via: text,
      evidence: FIRST_REPORT,
      amended: null,
      removed: null,
    },
  ],
  counts: { reports: 1, outlets: 1 },
});

export const sourceOf = (edition: Edition, stories: Story[]): FeedSource =>
  listSource({ edition, stories });

export const WRITERS = { rss, atom, json };
