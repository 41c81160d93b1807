/** Features encoded to bytes and decoded again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../../../src/cluster/features/codec.ts";
import { extract, type Features } from "../../../../src/cluster/features/extract.ts";
import { coldStatistics, report } from "../engine-support.ts";

const featuresOf = (...[title, overrides]: Parameters<typeof report>): Features =>
  extract(report(title, overrides), coldStatistics).features;

const treaty = featuresOf("Treaty signed in Paris", {
  outlet: "a.example",
  url: "https://a.example/world/2018/08/05/treaty",
  text: "The minister spoke on Monday of 7 articles",
});

test.each([0, 4, 8])("features decode unchanged from byte %i of another buffer", (offset) => {
  const bytes = encode(treaty);
  const elsewhere = new Uint8Array(bytes.length + 8);
  elsewhere.set(bytes, offset);
  expect(decode(elsewhere.subarray(offset, offset + bytes.length))).toEqual({
    ...treaty,
    matchLogOdds: Math.fround(treaty.matchLogOdds),
  });
});

const anyWords = fc
  .array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("Paris", "1,200", "the")))
  .map((words) => words.join(" "));
const anySingle = fc.float({ noNaN: true, noDefaultInfinity: true });

test("features of any report decode unchanged", () => {
  fc.assert(
    fc.property(
      anyWords,
      anyWords,
      fc.record({
        outlet: fc.option(fc.string()),
        url: fc.option(fc.webUrl()),
        time: fc.option(fc.integer({ min: 0, max: 4e12 })),
        language: fc.constantFrom(null, "en", "zh", "hi", "de-AT"),
      }),
      anySingle,
      anySingle,
      (title, text, fields, documentFrequency, matchLogOdds) => {
        const features = {
          ...featuresOf(title, { text, ...fields }),
          documentFrequency,
          matchLogOdds,
        };
        expect(decode(encode(features))).toEqual(features);
      },
    ),
  );
});

test("a report without words has fewer bytes", () => {
  expect(encode(featuresOf("")).length).toBeLessThan(encode(treaty).length);
});

test("the longest report has at most 3 kB", () => {
  const text = Array.from({ length: 2_000 }, (_, i) => `Word${i}a`).join(" ");
  expect(encode(featuresOf(text, { text })).length).toBeLessThanOrEqual(3_000);
});
