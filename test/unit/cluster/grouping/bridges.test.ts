/** Which stories a report may join, and which it may not connect. Only scores, outlets and stories matter here. */
import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { group } from "../../../../src/cluster/grouping/merge-graph.ts";
import { PairModel } from "../../../../src/cluster/scoring/pair-model.ts";
import {
  type Cluster,
  moveToCluster,
  type ReportNode,
  reportNode,
} from "../../../../src/cluster/state/cluster.ts";
import { coldStatistics, report } from "../engine-support.ts";

/** Only the scores of a case count. */
const hooks: Parameters<typeof group>[1] = {
  model: new PairModel({
    forest: { base: 0, inputs: [], thresholds: [], leaves: [] },
    threshold: 0,
  }),
  score: () => -9,
};

interface Case {
  /** Reports by name, with the outlet, and the story that they are in already. */
  reports: Record<string, { outlet: string; story?: string; settled?: true; pinned?: true }>;
  /** Scores by the names of two reports. Other pairs were not compared. */
  scores: Record<string, number>;
  groups: string[];
}

/** Two stories of two outlets each. */
const TWO_STORIES: Case["reports"] = {
  a1: { outlet: "one", story: "a" },
  a2: { outlet: "two", story: "a" },
  b1: { outlet: "one", story: "b" },
  b2: { outlet: "two", story: "b" },
};
const WITHIN = { "a1 a2": 4, "b1 b2": 4 };
const between = (score: number): Record<string, number> => ({
  "a1 b1": score,
  "a1 b2": score,
  "a2 b1": score,
  "a2 b2": score,
});
const LIKE_BOTH = { "a1 x": 3, "a2 x": 3, "b1 x": 3, "b2 x": 3 };

test.each<[string, Case]>([
  [
    "a round-up that is like two unlike stories stands alone",
    {
      reports: { ...TWO_STORIES, x: { outlet: "three" } },
      scores: { ...WITHIN, ...between(-4), ...LIKE_BOTH },
      groups: ["a1 a2", "b1 b2", "x"],
    },
  ],
  [
    "it does so too when both stories are settled",
    {
      reports: {
        a1: { outlet: "one", story: "a", settled: true },
        a2: { outlet: "two", story: "a", settled: true },
        b1: { outlet: "one", story: "b", settled: true },
        b2: { outlet: "two", story: "b", settled: true },
        x: { outlet: "three" },
      },
      scores: LIKE_BOTH,
      groups: ["a1 a2", "b1 b2", "x"],
    },
  ],
  [
    "a report that is like one story only joins it",
    {
      reports: { ...TWO_STORIES, x: { outlet: "three" } },
      scores: { ...WITHIN, ...between(-4), ...LIKE_BOTH, "b1 x": -3, "b2 x": -3 },
      groups: ["a1 a2 x", "b1 b2"],
    },
  ],
  [
    "a report that is like a story and like a single report joins the story",
    {
      reports: {
        a1: { outlet: "one", story: "a" },
        a2: { outlet: "two", story: "a" },
        b1: { outlet: "one", story: "b" },
        x: { outlet: "three" },
      },
      scores: { "a1 a2": 4, "a1 b1": -4, "a2 b1": -4, "a1 x": 4, "a2 x": 4, "b1 x": 3 },
      groups: ["a1 a2 x", "b1"],
    },
  ],
  [
    "two stories that are alike merge, with a report that is like both",
    {
      reports: { ...TWO_STORIES, x: { outlet: "three" } },
      scores: { ...WITHIN, ...between(3), ...LIKE_BOTH },
      groups: ["a1 a2 b1 b2 x"],
    },
  ],
  [
    "one report of a story is not enough to merge it with another story",
    {
      reports: {
        a1: { outlet: "one" },
        a2: { outlet: "two" },
        x: { outlet: "three" },
        b1: { outlet: "one" },
        b2: { outlet: "two" },
      },
      scores: { ...WITHIN, ...between(-1.5), "a1 x": 5, "a2 x": 5, "b1 x": 4, "b2 x": 4 },
      groups: ["a1 a2 x", "b1 b2"],
    },
  ],
  [
    "two reports of a story are enough",
    {
      reports: {
        a1: { outlet: "one" },
        a2: { outlet: "two" },
        b1: { outlet: "one" },
        b2: { outlet: "two" },
      },
      scores: { ...WITHIN, ...between(1) },
      groups: ["a1 a2 b1 b2"],
    },
  ],
  [
    "a report is not kept from a story by another that a single outlet tells",
    {
      reports: {
        a1: { outlet: "one", story: "a" },
        a2: { outlet: "two", story: "a" },
        b1: { outlet: "one", story: "b" },
        b2: { outlet: "one", story: "b" },
        x: { outlet: "three" },
      },
      scores: { ...WITHIN, ...between(-4), "a1 x": 4, "a2 x": 4, "b1 x": 2, "b2 x": 2 },
      groups: ["a1 a2 x", "b1 b2"],
    },
  ],
  [
    "a report that is like only one that an editor put into a story does not join it",
    {
      reports: {
        a1: { outlet: "one", story: "a", pinned: true },
        a2: { outlet: "one", story: "a", pinned: true },
        a3: { outlet: "two", story: "a", settled: true },
        x: { outlet: "one" },
      },
      scores: { "a1 x": 4 },
      groups: ["a1 a2 a3", "x"],
    },
  ],
  [
    "what an editor put into one story need not be alike for others to join it",
    {
      reports: {
        a1: { outlet: "one", story: "a", pinned: true },
        a2: { outlet: "two", story: "a", pinned: true },
        b1: { outlet: "three" },
        b2: { outlet: "four" },
      },
      scores: { "b1 b2": 3, "a1 b1": 4, "a1 b2": 4 },
      groups: ["a1 a2 b1 b2"],
    },
  ],
])("%s", (_, { reports, scores, groups }) => {
  const clusters = new Map<string, Cluster>();
  const nodes = new Map<string, ReportNode>();
  for (const [id, { outlet, story, settled, pinned }] of Object.entries(reports)) {
    const node = reportNode(id, extract(report(id, { id, outlet }), coldStatistics), nodes.size);
    nodes.set(id, node);
    node.open = !settled;
    if (!story) continue;
    const cluster = clusters.get(story) ?? {
      key: story,
      opened: clusters.size,
      members: [],
      ruled: false,
    };
    clusters.set(story, cluster);
    moveToCluster(node, cluster);
    if (!pinned) continue;
    cluster.ruled = true;
    node.pin = cluster;
  }
  for (const [pair, score] of Object.entries(scores)) {
    const [a, b] = pair.split(" ").map((id) => nodes.get(id)) as [ReportNode, ReportNode];
    const [open, other] = b.open ? [b, a] : [a, b];
    open.links.set(other, score);
  }
  const open = [...nodes.values()].filter((node) => node.open);
  const found = group(open, hooks).map((one) => [
    ...one.clusters.flatMap(({ members }) => members.filter((member) => !member.open)),
    ...one.reports,
  ]);
  const names = found.map((members) =>
    members
      .map(({ id }) => id)
      .sort()
      .join(" "),
  );
  expect(names.sort()).toEqual(groups);
});
