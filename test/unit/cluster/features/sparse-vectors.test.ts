/** Packed vectors and dot products by lookup, checked against the plain definitions. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { dot } from "../../../../src/cluster/scoring/dense-query.ts";
import {
  find,
  VectorBuilder,
  PART,
  PARTS,
  type Part,
  type Vectors,
} from "../../../../src/cluster/features/sparse-vectors.ts";
import { coldStatistics, report } from "../engine-support.ts";

const entries = ({ terms, weights, starts }: Vectors, part: Part): [number, number][] =>
  Array.from(terms.slice(starts[part], starts[part + 1]), (term, i) => [
    term,
    weights[(starts[part] as number) + i] as number,
  ]);

test.each([
  { limit: 5, kept: [1, 2, 3, 4] },
  { limit: 3, kept: [1, 3, 4] },
  // Of equal weights, the first to arrive is kept.
  { limit: 2, kept: [1, 3] },
])("only the $limit heaviest terms of a part are kept, in order of arrival", ({ limit, kept }) => {
  const builder = new VectorBuilder();
  for (const [term, weight] of [
    [1, 4],
    [2, 1],
    [3, 2],
    [4, 2],
  ] as const)
    builder.put(term, weight);
  builder.close(limit);
  expect([...builder.done().terms]).toEqual(kept);
});

test("each part is scaled to length 1, and its original length is stored", () => {
  const builder = new VectorBuilder();
  builder.put(7, 3);
  builder.put(8, 4);
  builder.close(9);
  const { weights, lengths } = builder.done();
  expect(lengths[0]).toBe(5);
  expect([...weights].map((weight) => weight.toFixed(2))).toEqual(["0.60", "0.80"]);
});

const text = fc
  .array(fc.constantFrom("Paris", "London", "treaty", "signed", "7", "1,200", "the", "minister"))
  .map((words) => words.join(" "));

test("the dot product is the sum over shared terms, whichever report is the dense one", () => {
  fc.assert(
    fc.property(text, text, text, text, (title, body, otherTitle, otherBody) => {
      const a = extract(report(title, { text: body }), coldStatistics).features;
      const b = extract(report(otherTitle, { text: otherBody }), coldStatistics).features;
      for (let p = 0; p < PARTS; p++) {
        const part = p as Part;
        const weights = new Map(entries(a, part));
        let sum = 0;
        for (const [term, weight] of entries(b, part)) sum += weight * (weights.get(term) ?? 0);
        expect(dot(a, b, part)).toBeCloseTo(sum, 6);
        expect(dot(b, a, part)).toBeCloseTo(sum, 6);
      }
    }),
  );
});

test("a term is found in its part only", () => {
  const { features } = extract(
    report("Treaty signed", { text: "The minister spoke" }),
    coldStatistics,
  );
  const [body] = entries(features, PART.body).at(-1) as [number, number];
  expect(features.terms[find(features, PART.body, body)]).toBe(body);
  expect(find(features, PART.title, body)).toBe(-1);
});
