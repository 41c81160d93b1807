/** The flat tables of the folding engine, each against what a Map or a sort would say. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { TermMap } from "../../../../src/cluster/collections/term-map.ts";
import { Postings } from "../../../../src/cluster/candidates/postings.ts";
import { Accumulator } from "../../../../src/cluster/collections/accumulator.ts";
import { TopK } from "../../../../src/cluster/collections/top-k.ts";

/** Few enough to meet again, some in the same place of a table. */
const term = fc.nat(40).map((n) => (n % 8) * 2 ** 20 + n);

test("a bag is a map that keeps the order of arrival", () => {
  const bag = new TermMap(64);
  fc.assert(
    fc.property(fc.array(fc.tuple(term, fc.double({ min: 0, noNaN: true }))), (entries) => {
      bag.clear();
      const map = new Map<number, number>();
      for (const [key, value] of entries) {
        bag.raise(key, value);
        map.set(key, Math.max(value, map.get(key) ?? 0));
      }
      expect([...bag.terms.subarray(0, bag.size)]).toEqual([...map.keys()]);
      for (const [key, value] of map) expect(bag.values[bag.find(key)]).toBe(value);
      expect(bag.find(41)).toBe(-1);
    }),
  );
});

test("a bag that is full passes over what comes", () => {
  const bag = new TermMap(4);
  for (let key = 0; key < 9; key++) bag.set(key, key);
  expect([bag.size, bag.find(3), bag.place(8), bag.find(8)]).toEqual([4, 3, -1, -1]);
});

test("the top is the head of the sorted list", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: 1, max: 9 }),
      (list, most) => {
        const top = new TopK(most);
        top.clear(-3);
        for (const [id, score] of list.entries()) top.offer(id, score);
        const sorted = list
          .map((score, id) => ({ id, score }))
          .filter(({ score }) => score >= -3)
          .sort((a, b) => b.score - a.score || b.id - a.id);
        expect([...top.ids.subarray(0, top.size)]).toEqual(
          sorted.slice(0, most).map(({ id }) => id),
        );
      },
    ),
  );
});

test("a term's latest holders are found through any number of sweeps, and no others", () => {
  const memory = 3_000;
  const postings = new Postings();
  const accumulator = new Accumulator(4_096);
  const common = 1;
  // Every report has two terms of its own; of the common ones, one comes with each, one with every seventh.
  const termsOf = (seq: number): number[] => [
    common,
    ...(seq % 7 === 0 ? [2] : []),
    10 + 2 * seq,
    11 + 2 * seq,
  ];
  const last = 20_000;
  for (let seq = 0; seq <= last; seq++) {
    if (seq >= memory)
      for (const gone of termsOf(seq - memory)) postings.remove(gone, seq - memory, 0.5);
    for (const held of termsOf(seq)) postings.add(held, seq, 0.5);
  }
  const told = (one: number): number[] => {
    postings.accumulate(one, 1, accumulator);
    const seqs = [...accumulator.touched.subarray(0, accumulator.size)];
    for (const seq of seqs) expect(accumulator.take(seq)).toBe(1);
    accumulator.size = 0;
    return seqs;
  };
  expect(told(common)).toEqual(Array.from({ length: 120 }, (_, i) => last - i));
  expect(told(2)).toEqual(Array.from({ length: 120 }, (_, i) => last - (last % 7) - 7 * i));
  expect(told(10 + 2 * last)).toEqual([last]);
  expect(told(10 + 2 * (last - memory + 1))).toEqual([last - memory + 1]);
  expect(postings.has(10 + 2 * (last - memory))).toBe(false);
  expect(postings.documentFrequency(common)).toBe(memory / 2);
  expect(postings.documentFrequency(10 + 2 * (last - memory))).toBe(0);
});
