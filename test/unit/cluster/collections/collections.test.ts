/** The engine's collections on typed arrays, checked against a Map or a sort. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { TermMap } from "../../../../src/cluster/collections/term-map.ts";
import { TermPositions } from "../../../../src/cluster/collections/term-positions.ts";
import { Postings } from "../../../../src/cluster/candidates/postings.ts";
import { Accumulator } from "../../../../src/cluster/collections/accumulator.ts";
import { TopK } from "../../../../src/cluster/collections/top-k.ts";

/** Few enough terms for duplicates, some of which collide in a hash table. */
const anyTerm = fc.nat(40).map((n) => (n % 8) * 2 ** 20 + n);

test("a TermMap is a map that keeps the order of insertion", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyTerm, fc.double({ min: 0, noNaN: true }))), (entries) => {
      const map = new TermMap(64);
      const expected = new Map<number, number>();
      for (const [key, value] of entries) {
        map.set(key, value);
        expected.set(key, value);
      }
      expect([...map.terms.subarray(0, map.size)]).toEqual([...expected.keys()]);
      for (const [key, value] of expected) expect(map.values[map.find(key)]).toBe(value);
      expect(map.find(41)).toBe(-1);
    }),
  );
});

test("a full TermMap ignores new terms", () => {
  const map = new TermMap(4);
  for (let key = 0; key < 9; key++) map.set(key, key);
  expect([map.size, map.find(3), map.place(8), map.find(8)]).toEqual([4, 3, -1, -1]);
});

test("TermPositions gives the positions in the list that was loaded last", () => {
  const positions = new TermPositions();
  fc.assert(
    fc.property(fc.uniqueArray(anyTerm), (list) => {
      positions.load(Int32Array.from(list));
      for (let term = 0; term < 8 * 2 ** 20; term += 2 ** 19)
        expect(positions.find(term)).toBe(list.indexOf(term));
      for (const [i, term] of list.entries()) expect(positions.find(term)).toBe(i);
    }),
  );
});

test("TermPositions ignores what is behind the first 255 terms", () => {
  const positions = new TermPositions();
  positions.load(Int32Array.from({ length: 2_000 }, (_, term) => term));
  expect([254, 255, 1_999].map((term) => positions.find(term))).toEqual([254, -1, -1]);
});

test("TopK gives the head of the sorted list", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: 1, max: 9 }),
      (list, limit) => {
        const top = new TopK(limit);
        top.clear(-3);
        for (const [id, score] of list.entries()) top.offer(id, score);
        const sorted = list
          .map((score, id) => ({ id, score }))
          .filter(({ score }) => score >= -3)
          .sort((a, b) => b.score - a.score || b.id - a.id);
        expect([...top.ids.subarray(0, top.size)]).toEqual(
          sorted.slice(0, limit).map(({ id }) => id),
        );
      },
    ),
  );
});

test("Postings give a term's latest reports only, however many were added and removed", () => {
  const windowSize = 3_000;
  const postings = new Postings();
  const accumulator = new Accumulator(4_096);
  const common = 1;
  // Every report has two unique terms and the common term; every seventh report also has term 2.
  const termsOf = (seq: number): number[] => [
    common,
    ...(seq % 7 === 0 ? [2] : []),
    10 + 2 * seq,
    11 + 2 * seq,
  ];
  const last = 20_000;
  for (let seq = 0; seq <= last; seq++) {
    if (seq >= windowSize)
      for (const term of termsOf(seq - windowSize)) postings.remove(term, seq - windowSize, 0.5, 0);
    for (const term of termsOf(seq)) postings.add(term, seq, 0.5, 0);
  }
  const reportsWith = (term: number): number[] => {
    postings.accumulate(term, 1, accumulator);
    const seqs = [...accumulator.touched.subarray(0, accumulator.size)];
    for (const seq of seqs) expect(accumulator.take(seq)).toBe(1);
    accumulator.size = 0;
    return seqs;
  };
  expect(reportsWith(common)).toEqual(Array.from({ length: 120 }, (_, i) => last - 119 + i));
  expect(reportsWith(2)).toEqual(
    Array.from({ length: 120 }, (_, i) => last - (last % 7) - 7 * (119 - i)),
  );
  expect(reportsWith(10 + 2 * last)).toEqual([last]);
  expect(reportsWith(10 + 2 * (last - windowSize + 1))).toEqual([last - windowSize + 1]);
  expect(postings.has(10 + 2 * (last - windowSize))).toBe(false);
  expect(postings.documentFrequency(common)).toBe(windowSize / 2);
  expect(postings.documentFrequency(10 + 2 * (last - windowSize))).toBe(0);
});
