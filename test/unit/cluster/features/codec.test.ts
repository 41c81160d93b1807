/** Features encoded to bytes and decoded again. */
import { expect, test } from "vitest";
import { decode, encode } from "../../../../src/cluster/index.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { byBucket } from "../../../../src/cluster/features/time-buckets.ts";
import { coldStatistics, report } from "../engine-support.ts";

const { features } = extract(
  report("Treaty signed in Paris", { text: "The minister spoke on Monday of 7 articles" }),
  coldStatistics,
);

test.each([0, 1, 2, 3])("features decode unchanged from byte %i of another buffer", (offset) => {
  const original = {
    ...features,
    priorLogOdds: byBucket(-1.25, (bucket) => bucket / 2),
    documentFrequency: 0.5,
    urlDay: 17_000,
    hasHour: offset % 2 === 0,
  };
  const bytes = encode(original);
  const elsewhere = new Uint8Array(bytes.length + 8);
  elsewhere.set(bytes, offset);
  expect(decode(elsewhere.subarray(offset, offset + bytes.length))).toEqual(original);
});

test("a report without words has smaller features that decode unchanged", () => {
  const empty = extract(report("", { url: null }), coldStatistics).features;
  expect(decode(encode(empty))).toEqual(empty);
  expect(encode(empty).length).toBeLessThan(encode(features).length);
});
