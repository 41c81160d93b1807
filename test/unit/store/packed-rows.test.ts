/** What rows leave out is read back exactly. */
import { describe, expect, test } from "vitest";
import { instant } from "../../../src/model/time.ts";
import { decodeFacets, encodeFacets } from "../../../src/store/lists/stored-facets.ts";
import { packDate, unpackDate } from "../../../src/store/reports/packed-columns.ts";
import { decodeEvidence, encodeEvidence } from "../../../src/store/stories/evidence-codec.ts";
import { packed, unpacked } from "../../../src/store/stories/stored-story.ts";

describe("a date", () => {
  test.each([
    ["2026-08-17T11:00:53Z", "Z"],
    ["2026-08-17T11:00:53+00:00", "+00:00"],
    ["2026-08-17T00:00:53+05:30", "+05:30"],
    ["2026-12-31T20:00:53-04:00", "-04:00"],
    // Anything but a time to the second in a zone stays as it is.
    ["2026-08-17T11:00:53.5Z", null],
    ["2026-08-17T11:00:53", null],
    ["2026-08-17T11:00Z", null],
    ["2026-08-17", null],
  ])("of %s is stored as %s", (value, zone) => {
    const moment = instant({ value, estimated: false });
    expect(packDate(value, moment)).toBe(zone ?? value);
    expect(unpackDate(zone ?? value, moment)).toBe(value);
  });

  test("that was in the future stays, since the moment is another one", () => {
    const value = "2036-08-17T11:00:53Z";
    expect(packDate(value, Date.UTC(2026, 7, 17))).toBe(value);
  });

  test("that is not known stays unknown", () => {
    expect(packDate(null, 0)).toBeNull();
    expect(unpackDate(null, 0)).toBeNull();
  });
});

describe("facets", () => {
  test.each([
    ["none", [], "[]"],
    [
      "of one time",
      [
        ["language", "en", 5],
        ["outlet", "a", 5],
      ],
      '[5,"len","oa"]',
    ],
    [
      "of several times",
      [
        ["tag", "oil", 5],
        ["outlet", "b", 9],
      ],
      '[5,"toil",["ob",9]]',
    ],
  ] as const)("%s", (_, facets, stored) => {
    expect(encodeFacets(facets.map(([...facet]) => facet))).toBe(stored);
    expect(decodeFacets(stored)).toEqual(facets);
  });

  test("as earlier programs stored them", () => {
    const earlier = '[["language","en",5],["outlet","a",9]]';
    expect(decodeFacets(earlier)).toEqual(JSON.parse(earlier));
  });
});

describe("a story", () => {
  test.each([
    ['["a"]', '["a"]', "[7]", "", ""],
    ['["a","b"]', '["b"]', "[3,7]", '["b"]', "[3,7]"],
    ['["a"]', '["a"]', "[3]", "", "[3]"],
    ['["a"]', '["a"]', "[]", "", "[]"],
  ])(
    "of the outlets %s, of which %s are left, joined at %s",
    (outlets, present, joined, ...stored) => {
      const story = { outlets, present, joined, updated: 7 };
      const row = packed(story);
      expect([row.present, row.joined]).toEqual(stored);
      expect(unpacked(row)).toEqual(story);
    },
  );
});

describe("evidence", () => {
  const evidence = {
    by: "likeness" as const,
    score: 0.923,
    threshold: 0.531,
    names: ["Axel"],
    words: ["debt", "term"],
    numbers: ["40"],
    hours: 7.44,
  };
  const urls = new Map([[12, "https://a.example/12"]]);

  test.each([
    [12, null, "https://a.example/12", null],
    [12, 12, "https://a.example/12", "https://a.example/12"],
    // A report that is not shown, or gone.
    [13, 14, null, null],
  ])("names report %s and, as the same text, %s", (nearest, sameTextAs, ...named) => {
    const text = encodeEvidence({ ...evidence, nearest, sameTextAs });
    const [nearestUrl, sameTextUrl] = named;
    expect(decodeEvidence(text, urls)).toEqual({
      ...evidence,
      nearest: nearestUrl,
      sameTextAs: sameTextUrl,
    });
  });

  test("as earlier programs stored it", () => {
    const earlier = { ...evidence, nearest: "https://a.example/12", sameTextAs: null };
    expect(decodeEvidence(JSON.stringify(earlier), new Map())).toEqual(earlier);
  });
});
