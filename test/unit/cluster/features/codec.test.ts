/** Features as bytes, and back. */
import { expect, test } from "vitest";
import { decode, encode } from "../../../../src/cluster/index.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { byBucket } from "../../../../src/cluster/features/time-buckets.ts";
import { cold, report } from "../engine-support.ts";

const { features } = extract(
  report("Treaty signed in Paris", { text: "The minister spoke on Monday of 7 articles" }),
  cold,
);

test.each([0, 1, 2, 3])("come back as they were, from byte %i of another buffer", (offset) => {
  const given = {
    ...features,
    priorLogOdds: byBucket(-1.25, (bucket) => bucket / 2),
    documentFrequency: 0.5,
    urlDay: 17_000,
    hasHour: offset % 2 === 0,
  };
  const bytes = encode(given);
  const elsewhere = new Uint8Array(bytes.length + 8);
  elsewhere.set(bytes, offset);
  expect(decode(elsewhere.subarray(offset, offset + bytes.length))).toEqual(given);
});

test("a report without a word has features of the smallest size", () => {
  const empty = extract(report("", { url: null }), cold).features;
  expect(decode(encode(empty))).toEqual(empty);
  expect(encode(empty).length).toBeLessThan(encode(features).length);
});
