import fc from "fast-check";
import { expect, test } from "vitest";
import { MatchPrior } from "../../../../src/cluster/calibration/match-prior.ts";
import { settings } from "../../../../src/cluster/hyperparameters.ts";

const after = (scores: number[], times: number): number => {
  const prior = new MatchPrior();
  for (let i = 0; i < times; i++) prior.learn(scores, 0);
  return prior.value;
};

test("a new edition starts with the prior of the hyperparameters", () => {
  expect(new MatchPrior().value).toBeCloseTo(settings.initialLogOdds);
});

test.each([
  ["when no pair is alike, the prior falls to its lower limit", [-5, -5, -5, -5], -3.25, -3],
  ["when half of the pairs are alike, the prior is about even odds", [5, 5, -5, -5], 0, 0.5],
  ["when all pairs are alike, the prior rises to its upper limit", [5, 5, 5, 5], 0.9, 1],
])("%s", (_, scores, low, high) => {
  const value = after(scores, 3000);
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
});

test("five reports change the prior only a little", () => {
  expect(Math.abs(after([5, 5, 5, 5], 5) - settings.initialLogOdds)).toBeLessThan(0.5);
});

test("scores that include another prior lead to the same estimate", () => {
  const [bare, loaded] = [new MatchPrior(), new MatchPrior()];
  bare.learn([3, -3, -3, -3], 0);
  loaded.learn([2, -4, -4, -4], -1);
  expect(loaded.value).toBeCloseTo(bare.value);
});

test("a stored prior is resumed at its value", () => {
  fc.assert(
    fc.property(fc.double({ min: -3.25, max: 1, noNaN: true }), (value) => {
      const prior = new MatchPrior();
      prior.resume(value);
      expect(prior.value).toBeCloseTo(value, 6);
    }),
  );
});
