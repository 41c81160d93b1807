import { expect, test } from "vitest";
import { ClusterSizePrior } from "../../../../src/cluster/calibration/cluster-size-prior.ts";

/** A prior that learned from a stream with this number of stories of each size. */
function stream(sizes: Record<number, number>): ClusterSizePrior {
  const prior = new ClusterSizePrior();
  for (const [size, stories] of Object.entries(sizes))
    for (let i = 0; i < stories; i++) prior.learn(0, Number(size));
  return prior;
}

test.each<[string, ClusterSizePrior, number, number, number, number]>([
  ["nothing seen: size has no effect", new ClusterSizePrior(), 3, 1, 0, 0],
  ["no story has four reports: a fourth is unlikely", stream({ 3: 300 }), 3, 1, -2, -1],
  [
    "no story has four reports: two stories of two are unlikely to be one",
    stream({ 3: 300 }),
    2,
    2,
    -2,
    -1,
  ],
  ["all stories have three reports: a third is likely", stream({ 3: 300 }), 2, 1, 0.1, 0.5],
  [
    "half of all stories end at each size: size has almost no effect",
    stream({ 1: 80, 2: 40, 3: 20, 4: 20 }),
    2,
    1,
    -0.2,
    0.2,
  ],
  [
    "stories of hundreds: one more report is as likely as at any size",
    stream({ 300: 50 }),
    200,
    1,
    0,
    0,
  ],
  ["a few stories seen: a small effect", stream({ 3: 3 }), 3, 1, -0.4, -0.05],
  ["a story without reports in memory: no effect", stream({ 3: 300 }), 0, 1, 0, 0],
])("%s", (_, prior, one, other, low, high) => {
  for (const value of [prior.logOdds(one, other), prior.logOdds(other, one)]) {
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  }
});

test("old observations fade", () => {
  const prior = stream({ 3: 300 });
  prior.fade(20_000);
  expect(prior.logOdds(3, 1)).toBeCloseTo(0);
});

test("a story that grows report by report counts like one filed at once", () => {
  const slow = new ClusterSizePrior();
  const fast = new ClusterSizePrior();
  for (let i = 0; i < 100; i++) {
    for (let size = 0; size < 3; size++) slow.learn(size, size + 1);
    fast.learn(0, 3);
  }
  expect(slow.logOdds(3, 1)).toBe(fast.logOdds(3, 1));
});
