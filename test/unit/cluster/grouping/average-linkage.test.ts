import { describe, expect, test } from "vitest";
import {
  AverageLinkage,
  type LinkageOptions,
} from "../../../../src/cluster/grouping/average-linkage.ts";

const OPTIONS: LinkageOptions = {
  threshold: 0,
  missingScore: -3,
  maxMissing: 12,
  bestPairShare: 0.1,
};

/** A graph with a node of each size. */
function graph(
  sizes: readonly number[],
  scores: readonly [a: number, b: number, score: number][],
  options: Partial<LinkageOptions> = {},
): AverageLinkage {
  const linkage = new AverageLinkage({ ...OPTIONS, ...options });
  for (const size of sizes) linkage.add(size);
  for (const score of scores) linkage.addScore(...score);
  return linkage;
}

function groups(
  linkage: AverageLinkage,
  count: number,
  mayMerge: (a: number, b: number) => boolean = () => true,
): number[][] {
  linkage.mergeAll(mayMerge, () => {});
  const byRoot = new Map<number, number[]>();
  for (let node = 0; node < count; node++) {
    const root = linkage.groupOf(node);
    byRoot.set(root, [...(byRoot.get(root) ?? []), node]);
  }
  return [...byRoot.values()];
}

describe("the link of two groups", () => {
  test.each<[string, number[], [number, number, number][], number]>([
    ["of two reports is their score", [1, 1], [[0, 1, 2]], 2],
    ["without any score is that of a missing pair", [1, 1], [], -3],
    [
      "is the average, with a share of the best pair",
      [2, 1],
      [
        [0, 1, 4],
        [0, 1, 2],
      ],
      0.9 * 3 + 0.1 * 4,
    ],
    ["counts pairs that were not compared", [2, 1], [[0, 1, 4]], 0.9 * 0.5 + 0.1 * 4],
    // A hundred reports, of which one was compared: twelve others count.
    ["counts at most twelve such pairs", [100, 1], [[0, 1, 4]], (0.9 * (4 - 36)) / 13 + 0.1 * 4],
    ["ignores scores within one node", [2, 1], [[0, 0, 9]], -3],
  ])("%s", (_, sizes, scores, link) => {
    const linkage = graph(sizes, scores);
    expect(linkage.linkOf(0, 1)).toBeCloseTo(link);
    expect(linkage.linkOf(1, 0)).toBeCloseTo(link);
  });
});

describe("merging", () => {
  test.each<[string, number[], [number, number, number][], number[][]]>([
    ["merges what reaches the threshold", [1, 1], [[0, 1, 0]], [[0, 1]]],
    ["leaves what does not", [1, 1], [[0, 1, -0.01]], [[0], [1]]],
    [
      "begins with the strongest link",
      [1, 1, 1],
      [
        [0, 1, 1],
        [1, 2, 2],
        [0, 2, -3],
      ],
      [[0], [1, 2]],
    ],
    [
      "of equal links begins with the first nodes",
      [1, 1, 1],
      [
        [1, 2, 2],
        [0, 1, 2],
        [0, 2, -4],
      ],
      [[0, 1], [2]],
    ],
    [
      "does not follow a chain",
      [1, 1, 1, 1],
      [
        [0, 1, 3],
        [1, 2, 1],
        [2, 3, 3],
      ],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ["leaves a large story that only one of its reports links", [100, 1], [[0, 1, 4]], [[0], [1]]],
  ])("%s", (_, sizes, scores, expected) => {
    expect(groups(graph(sizes, scores), sizes.length)).toEqual(expected);
  });

  test("if fewer missing pairs count, one report links a large story", () => {
    expect(groups(graph([100, 1], [[0, 1, 4]], { maxMissing: 1 }), 2)).toEqual([[0, 1]]);
  });

  test("a forced merge ignores the link, and later links count both parts", () => {
    const linkage = graph([1, 1, 1], [[0, 2, 4]]);
    linkage.forceMerge(0, 1);
    expect(linkage.sizeOf(linkage.groupOf(1))).toBe(2);
    expect(linkage.linkOf(linkage.groupOf(1), 2)).toBeCloseTo(0.9 * 0.5 + 0.1 * 4);
    expect(groups(linkage, 3)).toEqual([[0, 1, 2]]);
  });

  test("after a refused merge, each group may merge with others", () => {
    const linkage = graph(
      [1, 1, 1],
      [
        [0, 1, 3],
        [1, 2, 2],
      ],
    );
    expect(groups(linkage, 3, (a, b) => Math.min(a, b) !== 0)).toEqual([[0], [1, 2]]);
  });
});
