import { expect, test } from "vitest";
import { type Entry, place, type Story } from "../../../src/cluster/desk.ts";
import { take } from "../../../src/cluster/features.ts";
import { settle } from "../../../src/cluster/settle.ts";
import type { Decision } from "../../../src/cluster/index.ts";
import { report } from "./help.ts";

const cold = {
  weigh: (_term: number, chance: number): number => -Math.log(chance),
  rarity: (): number => 5,
};
let seq = 0;

const story = (key: string, opened: number): Story => ({ key, opened, members: [], ruled: false });

/** An open report with the scores that the test wants it to have. */
function entry(id: string, home: Story | null, links: [Entry, number][] = []): Entry {
  const taken = take(report(`Headline of ${id}`, { id }), cold);
  const one: Entry = {
    id,
    features: taken.features,
    seq: seq++,
    story: null,
    open: true,
    links: new Map(links),
    near: [],
    ties: new Map(),
    copyOf: null,
    taken,
    pin: null,
    banned: null,
  };
  if (home) place(one, home);
  return one;
}

function decide(open: Entry[]): Decision[] {
  let next = 0;
  return settle(open, { open: () => story(`new${++next}`, 100 + next), close: () => {} });
}

const short = (decisions: Decision[]): string[] =>
  decisions.map((decision) => {
    if (decision.kind === "split")
      return `split ${decision.from} > ${decision.story}: ${decision.reports.join()}`;
    if (decision.kind === "merge") return `merge ${decision.from} > ${decision.story}`;
    if (decision.kind === "move")
      return `move ${decision.report} ${decision.from} > ${decision.story}`;
    return `${decision.kind} ${decision.report} ${decision.story}`;
  });

test("a report that is close to two stories makes them one, under the older key", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = entry("a", old);
  const b = entry("b", young, [[a, 2]]);
  const c = entry("c", null, [
    [a, 5],
    [b, 5],
  ]);
  expect(short(decide([a, b, c]))).toEqual(["merge young > old", "join c old"]);
});

test("when two settled stories become one, the larger keeps its key: fewer readers are sent elsewhere", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const settled = (id: string, home: Story): Entry =>
    Object.assign(entry(id, home), { open: false });
  const a = settled("a", old);
  const b = settled("b", young);
  const c = settled("c", young);
  const d = entry("d", null, [
    [a, 5],
    [b, 5],
    [c, 5],
  ]);
  expect(short(decide([d]))).toEqual(["merge old > young", "join d young"]);
});

test("two that are hardly alike stay apart, though a third is close to both", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = entry("a", old);
  const b = entry("b", young, [[a, -5]]);
  const c = entry("c", null, [
    [a, 3],
    [b, 2],
  ]);
  expect(short(decide([a, b, c]))).toEqual(["join c old"]);
});

test("at a split the larger part keeps the key", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, 5]]);
  const c = entry("c", one, [
    [a, -5],
    [b, -5],
  ]);
  const d = entry("d", null, [
    [a, -5],
    [b, -5],
    [c, 5],
  ]);
  expect(short(decide([a, b, c, d]))).toEqual(["split one > new1: c", "join d new1"]);
});

test("of equal parts the older one keeps it", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, -5]]);
  expect(short(decide([a, b]))).toEqual(["split one > new1: b"]);
});

test("a published report moves only if the gain is worth the change", () => {
  const [one, two] = [story("one", 1), story("two", 2)];
  const build = (own: number, other: number): Entry[] => {
    one.members = [];
    two.members = [];
    const a = entry("a", one);
    const b = entry("b", one, [[a, own]]);
    const c = entry("c", two, [
      [a, -5],
      [b, other],
    ]);
    const d = entry("d", two, [
      [a, -5],
      [b, other],
      [c, 5],
    ]);
    return [a, b, c, d];
  };
  expect(short(decide(build(1, 2)))).toEqual([]);
  expect(short(decide(build(-3, 4)))).toEqual(["move b one > two"]);
});

test("nothing changes where nothing is new", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, 1]]);
  expect(decide([a, b])).toEqual([]);
});
