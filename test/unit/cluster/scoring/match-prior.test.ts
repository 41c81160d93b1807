import fc from "fast-check";
import { expect, test } from "vitest";
import { MatchPrior } from "../../../../src/cluster/scoring/match-prior.ts";
import { settings } from "../../../../src/cluster/hyperparameters.ts";

const { learnedLogOdds, priorGain, priorLow, priorHigh } = settings;

const after = (scores: number[], times: number): MatchPrior => {
  const prior = new MatchPrior();
  for (let i = 0; i < times; i++) prior.learn(scores);
  return prior;
};

test("a new edition starts with the prior that the model was learned with, and corrects nothing", () => {
  expect(new MatchPrior().estimate).toBeCloseTo(learnedLogOdds);
  expect(new MatchPrior().correction).toBe(0);
});

test.each([
  ["no pair is alike: scores fall by the limit", [-8, -8, -8, -8], priorGain * priorLow],
  ["all pairs are alike: scores rise by the limit", [8, 8, 8, 8], priorGain * priorHigh],
  [
    "half of the pairs are alike: the estimate is even odds",
    [8, 8, -8, -8],
    -priorGain * learnedLogOdds,
  ],
])("%s", (_, scores, correction) => {
  expect(after(scores, 3_000).correction).toBeCloseTo(correction, 1);
});

test("five reports change scores only a little", () => {
  expect(Math.abs(after([8, 8, 8, 8], 5).correction)).toBeLessThan(0.3);
  expect(Math.abs(after([-8, -8, -8, -8], 5).correction)).toBeLessThan(0.3);
});

test("a report that was compared with few others counts less", () => {
  expect(after([8], 20).correction).toBeLessThan(after(Array(8).fill(8), 20).correction);
});

test("a report that was compared with nothing changes nothing", () => {
  expect(after([], 20).correction).toBeCloseTo(0);
});

test("a stored estimate is resumed", () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 3, noNaN: true }), (estimate) => {
      const prior = after([8, -8], 10);
      prior.resume(estimate, 1_000);
      expect(prior.estimate).toBe(estimate);
      prior.learn([]);
      expect(prior.estimate).toBeCloseTo(estimate, 6);
    }),
  );
});
