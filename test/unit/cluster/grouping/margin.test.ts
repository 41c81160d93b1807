import { beforeEach, expect, test } from "vitest";
import { cold, report } from "../engine-support.ts";
import { type Entry, entryOf, type Story } from "../../../../src/cluster/state/cluster.ts";
import { take } from "../../../../src/cluster/features/extract.ts";
import { score, weighAgain, weighLinks } from "../../../../src/cluster/grouping/margin.ts";

let seq = 0;

function entry(title: string, story: Story | null = null): Entry {
  const { features } = take(report(title), cold);
  return { ...entryOf(title, features, seq++, new Map(), null), story };
}

const story = (key: string): Story => ({ key, opened: 1, members: [], size: 0, ruled: false });
const home = story("home");
let late: Entry;
let early: Entry;

beforeEach(() => {
  late = entry("Strong quake shakes Andorra valley");
  early = entry("Andorra valley shaken by earthquake", home);
});

test.each<[string, () => Entry, number, boolean]>([
  ["a rival elsewhere", () => entry("Quake drill in Andorra", story("other")), 1, true],
  ["the nearer rival", () => entry("Quake drill in Andorra", story("other")), 2.9, true],
  ["a report of the other's story", () => entry("Quake in Andorra", home), 1, false],
  ["one that memory let go", () => ({ ...entry("Quake in Andorra"), gone: true }), 1, false],
])("%s, alike: does it lower the score?", (_, make, alike, lowers) => {
  const alone = score(late, early);
  late.near = [{ other: make(), alike }];
  if (lowers) expect(score(late, early)).toBeLessThan(alone);
  else expect(score(late, early)).toBe(alone);
});

test("what the other report has counts as well", () => {
  const alone = score(late, early);
  early.near = [{ other: entry("Quake drill in Andorra", story("other")), alike: 1 }];
  expect(score(late, early)).toBeLessThan(alone);
});

test("an open report is scored anew when a rival has come since, with the odds of today", () => {
  late.links.set(early, 1);
  weighLinks(late);
  const { odds } = late.features;
  const before = late.links.get(early) as number;
  weighAgain(
    late,
    odds.map((one) => one + 1),
  );
  expect(late.links.get(early)).toBeCloseTo(before + 1);
  late.near.unshift({ other: entry("Quake drill in Andorra", story("other")), alike: 1 });
  weighAgain(late, odds);
  expect(late.links.get(early)).toBeLessThan(before);
});
