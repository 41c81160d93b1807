import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressKey,
  siteOf,
  usualAddresses,
  isBetterAddress,
  sameBy,
  type FiledIdentity,
  type Identity,
  type SameBy,
} from "../../../src/store/reports/identity-rules.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const on = (value: string) => ({ value, estimated: false });

const FILED: FiledIdentity = {
  url: "https://post.example/news/wolves",
  guid: 1,
  title: "Parliament votes on the wolf hunt",
  summary: "Sheep farmers and biologists await the vote in Hamar.",
  published: on("2026-11-22T06:00:00Z"),
  filed: NOW - HOUR,
};
/** Everything about it is new but its headline. */
const OTHER: Identity = {
  url: "https://post.example/news/7",
  guid: 2,
  title: FILED.title,
  summary: "The chamber meets again on Tuesday, the speaker announced.",
  published: on("2026-11-23T06:00:00Z"),
};

describe("an item is the filed report", () => {
  test.each<
    [name: string, item: Partial<Identity>, by: SameBy | null, filed?: Partial<FiledIdentity>]
  >([
    [
      "at the same address, whatever else changed",
      { url: FILED.url, title: "Hunt is off" },
      "address",
    ],
    ["at http", { url: "http://post.example/news/wolves" }, "address"],
    ["with www.", { url: "https://www.post.example/news/wolves" }, "address"],
    ["on the mobile host", { url: "https://m.post.example/news/wolves" }, "address"],
    ["on the AMP host", { url: "http://amp.post.example/news/wolves/" }, "address"],
    [
      "not on another host of the site alone",
      { url: "https://edition.post.example/news/wolves" },
      null,
    ],
    ["not at another query", { url: `${FILED.url}?page=2` }, null],
    ["not at another anchor", { url: `${FILED.url}#r2` }, null],
    ["with its guid at a new address", { guid: 1, published: FILED.published }, "guid"],
    ["with its guid, a new date, and the same words", { guid: 1, summary: FILED.summary }, "guid"],
    [
      "with its guid, a new date, and half of the words",
      { guid: 1, summary: "Sheep farmers and biologists await the vote." },
      "guid",
    ],
    ["with its guid, a new date, and no text", { guid: 1, summary: "" }, "guid"],
    ["not as the next issue under one guid: address, date and text are new", { guid: 1 }, null],
    [
      "not under one guid: address, date and headline are new",
      { guid: 1, title: "Ferry sinks", summary: FILED.summary },
      null,
    ],
    [
      "with its headline and its date to the second",
      { published: on("2026-11-22T07:00:00+01:00") },
      "headline and date",
    ],
    [
      "not with the same day alone",
      { published: on("2026-11-22") },
      null,
      { published: on("2026-11-22") },
    ],
    [
      "not with another headline of that second",
      { title: "Ferry sinks", published: FILED.published },
      null,
    ],
    ["with the same headline and text within a day", { summary: FILED.summary }, "words"],
    [
      "not with the same headline and text a day later",
      { summary: FILED.summary },
      null,
      { filed: NOW - 24 * HOUR },
    ],
    ["with the same headline and no text within a day", { summary: "" }, "words", { summary: "" }],
  ])("%s", (_name, item, by, filed = {}) => {
    expect(sameBy({ ...FILED, ...filed }, { ...OTHER, ...item }, false, NOW)).toBe(by);
  });

  test.each<[string, Partial<Identity>]>([
    ["headline and date", { published: FILED.published }],
    ["words", { summary: FILED.summary }],
  ])("not by %s if the feed lists both at once", (_name, item) => {
    expect(sameBy(FILED, { ...OTHER, ...item }, true, NOW)).toBeNull();
  });
});

describe("of two addresses of one page", () => {
  test.each([
    ["https://a.example/1", "http://a.example/1", true],
    ["http://a.example/1", "https://a.example/1", false],
    ["https://a.example/1", "https://m.a.example/1", true],
    ["https://www.a.example/1", "https://a.example/1", false],
    ["https://a.example/1", "https://www.a.example/1", false],
    ["http://a.example/1", "https://amp.a.example/1", false],
  ])("%s is better than %s: %s", (address, than, better) => {
    expect(isBetterAddress(address, than)).toBe(better);
  });
});

test("the usual addresses of a page are the same, and have the same key, whichever of them it is", () => {
  const host = fc.constantFrom(
    "a.example",
    "www.a.example",
    "m.a.co.uk",
    "amp.example",
    "www.m.a.example",
  );
  const path = fc.constantFrom(
    "",
    "/",
    "/1",
    "/1/",
    "/1/?a=2",
    "/?a=2",
    "/1?a=b/",
    "/a/#x",
    "/#!/1",
  );
  fc.assert(
    fc.property(fc.constantFrom("http:", "https:"), host, path, (scheme, name, rest) => {
      const address = new URL(`${scheme}//${name}${rest}`).href;
      const variants = usualAddresses(address);
      expect(new Set(variants.map(addressKey))).toEqual(new Set([addressKey(address)]));
      expect(new Set(variants).size).toBe(20);
      // All pages of a site have the same addresses in the same places.
      expect(variants.map((each) => siteOf(each))).toEqual(variants.map(() => siteOf(address)));
      expect(variants.map((each) => usualAddresses(each))).toEqual(variants.map(() => variants));
    }),
  );
});
