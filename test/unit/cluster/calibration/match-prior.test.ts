import fc from "fast-check";
import { expect, test } from "vitest";
import { MatchPrior } from "../../../../src/cluster/calibration/match-prior.ts";
import { settings } from "../../../../src/cluster/hyperparameters.ts";

const after = (scores: number[], times: number): number => {
  const odds = new MatchPrior();
  for (let i = 0; i < times; i++) odds.learn(scores, 0);
  return odds.value;
};

test("a new edition expects what the settings say", () => {
  expect(new MatchPrior().value).toBeCloseTo(settings.initialLogOdds);
});

test.each([
  [
    "where nothing is alike, less is expected, but no less than the limit",
    [-5, -5, -5, -5],
    -3.25,
    -3,
  ],
  ["where half is alike, every other pair", [5, 5, -5, -5], 0, 0.5],
  ["where all is alike, more, but no more than the limit", [5, 5, 5, 5], 0.9, 1],
])("%s", (_, scores, low, high) => {
  const value = after(scores, 3000);
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
});

test("five reports do not change much", () => {
  expect(Math.abs(after([5, 5, 5, 5], 5) - settings.initialLogOdds)).toBeLessThan(0.5);
});

test("what was seen with other odds in it says the same", () => {
  const [bare, loaded] = [new MatchPrior(), new MatchPrior()];
  bare.learn([3, -3, -3, -3], 0);
  loaded.learn([2, -4, -4, -4], -1);
  expect(loaded.value).toBeCloseTo(bare.value);
});

test("odds that were stored go on from where they were, and stay within limits", () => {
  fc.assert(
    fc.property(fc.double({ min: -3.25, max: 1, noNaN: true }), (value) => {
      const odds = new MatchPrior();
      odds.resume(value);
      expect(odds.value).toBeCloseTo(value, 6);
    }),
  );
});
