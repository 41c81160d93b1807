import { expect, test } from "vitest";
import { ClusterSizePrior } from "../../../../src/cluster/calibration/cluster-size-prior.ts";

/** A stream in which so many stories came to have so many reports each. */
function stream(sizes: Record<number, number>): ClusterSizePrior {
  const growth = new ClusterSizePrior();
  for (const [size, stories] of Object.entries(sizes))
    for (let i = 0; i < stories; i++) growth.learn(0, Number(size));
  return growth;
}

test.each<[string, ClusterSizePrior, number, number, number, number]>([
  ["nothing was seen: sizes say nothing", new ClusterSizePrior(), 3, 1, 0, 0],
  ["no story has four reports: a fourth is unlikely", stream({ 3: 300 }), 3, 1, -2, -1],
  ["nor do one of two and another of two grow together", stream({ 3: 300 }), 2, 2, -2, -1],
  ["up to three are likely", stream({ 3: 300 }), 2, 1, 0.1, 0.5],
  ["half of all stories end at each size", stream({ 1: 80, 2: 40, 3: 20, 4: 20 }), 2, 1, -0.2, 0.2],
  ["stories of hundreds: the next is as likely as any", stream({ 300: 50 }), 200, 1, 0, 0],
  ["a few stories do not change much", stream({ 3: 3 }), 3, 1, -0.4, -0.05],
  ["a story of which memory holds nothing", stream({ 3: 300 }), 0, 1, 0, 0],
])("%s", (_, growth, one, other, low, high) => {
  for (const value of [growth.logOdds(one, other), growth.logOdds(other, one)]) {
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  }
});

test("what was seen long ago fades", () => {
  const growth = stream({ 3: 300 });
  growth.fade(20_000);
  expect(growth.logOdds(3, 1)).toBeCloseTo(0);
});

test("a story that grows report by report counts like one that came at once", () => {
  const slow = new ClusterSizePrior();
  const fast = new ClusterSizePrior();
  for (let i = 0; i < 100; i++) {
    for (let size = 0; size < 3; size++) slow.learn(size, size + 1);
    fast.learn(0, 3);
  }
  expect(slow.logOdds(3, 1)).toBe(fast.logOdds(3, 1));
});
