import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import { instant, precision, zoned } from "../../../../src/model/time.ts";
import { publishedText } from "../../../../src/render/format-date.ts";
import { en } from "../../../../src/render/strings/en.ts";
import { editionOf, sourceOf, storyOf, WRITERS } from "../sample-story.ts";

const edition = editionOf("Edition");
const two = sourceOf(edition, [
  { ...storyOf("Second"), key: "second", updated: Date.UTC(2018, 7, 5) },
  storyOf("First", "https://a.example/1", "first"),
]);

test("the three formats have the same ids and links", () => {
  const rss = parseRssFeed(WRITERS.rss(two));
  const atom = parseAtomFeed(WRITERS.atom(two));
  const json = parseJsonFeed(WRITERS.json(two)) as {
    items?: { id?: string; url?: string; title?: string }[];
  };
  const ids = two.entries.map(({ id }) => id);
  expect(rss.items?.map((item) => item.guid?.value)).toEqual(ids);
  expect(atom.entries?.map(({ id }) => id)).toEqual(ids);
  expect(json.items?.map(({ id }) => id)).toEqual(ids);
  expect(ids).toEqual([
    "tag:storyfold.example,2026-11-22:stories/second",
    "tag:storyfold.example,2026-11-22:stories/first",
  ]);
  const links = two.entries.map(({ url }) => url);
  expect(rss.items?.map(({ link }) => link)).toEqual(links);
  expect(json.items?.map(({ url }) => url)).toEqual(links);
});

test("an edition without stories is a valid feed in every format", () => {
  const none = sourceOf(edition, []);
  expect(parseRssFeed(WRITERS.rss(none)).title).toBe("Edition");
  expect(parseAtomFeed(WRITERS.atom(none)).updated).toBe("2026-11-22T00:00:00.000Z");
  expect(JSON.parse(WRITERS.json(none))).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    items: [],
  });
});

test("rendering is deterministic", () => {
  for (const write of Object.values(WRITERS)) expect(write(two)).toBe(write(two));
});

test.each([
  ["2018-08-04", "day", false, "2018-08-04T00:00:00.000Z", "4 August 2018"],
  [
    "2018-08-04T15:00",
    "minute",
    false,
    "2018-08-04T15:00:00.000Z",
    "4 August 2018, 15:00, time zone not given",
  ],
  [
    "2018-08-04T15:14+03:00",
    "minute",
    true,
    "2018-08-04T12:14:00.000Z",
    "4 August 2018, 12:14 UTC",
  ],
  ["2018-08-04T15:14:09Z", "second", true, "2018-08-04T15:14:09.000Z", "4 August 2018, 15:14 UTC"],
])("%s has the precision %s", (value, expected, withZone, earliest, text) => {
  const published = { value, estimated: false };
  expect(precision(published)).toBe(expected);
  expect(zoned(published)).toBe(withZone);
  expect(new Date(instant(published)).toISOString()).toBe(earliest);
  expect(publishedText(published, "en", en)).toBe(text);
});

test.each(["2018-02-30", "2018-13-01", "yesterday", "", "2018-08-04T25:00", "4 August 2018"])(
  "%j is not a date",
  (value) => {
    expect(instant({ value, estimated: false })).toBeNaN();
  },
);

test("an estimated date and an unknown date are marked as such", () => {
  expect(publishedText({ value: "2018-08-04", estimated: true }, "en", en)).toBe(
    "about 4 August 2018, our estimate",
  );
  expect(publishedText(null, "en", en)).toBe("date not known");
});
