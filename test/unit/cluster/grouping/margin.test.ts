import { beforeEach, expect, test } from "vitest";
import { cold, report } from "../engine-support.ts";
import {
  type ReportNode,
  reportNode,
  type Cluster,
} from "../../../../src/cluster/state/cluster.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { score, rescoreLinks, scoreLinks } from "../../../../src/cluster/grouping/margin.ts";

let seq = 0;

function entry(title: string, cluster: Cluster | null = null): ReportNode {
  const { features } = extract(report(title), cold);
  return { ...reportNode(title, features, seq++, new Map(), null), cluster };
}

const story = (key: string): Cluster => ({ key, opened: 1, members: [], size: 0, ruled: false });
const home = story("home");
let late: ReportNode;
let early: ReportNode;

beforeEach(() => {
  late = entry("Strong quake shakes Andorra valley");
  early = entry("Andorra valley shaken by earthquake", home);
});

test.each<[string, () => ReportNode, number, boolean]>([
  ["a rival elsewhere", () => entry("Quake drill in Andorra", story("other")), 1, true],
  ["the nearer rival", () => entry("Quake drill in Andorra", story("other")), 2.9, true],
  ["a report of the other's story", () => entry("Quake in Andorra", home), 1, false],
  ["one that memory let go", () => ({ ...entry("Quake in Andorra"), dropped: true }), 1, false],
])("%s, alike: does it lower the score?", (_, make, alike, lowers) => {
  const alone = score(late, early);
  late.neighbors = [{ other: make(), likeness: alike }];
  if (lowers) expect(score(late, early)).toBeLessThan(alone);
  else expect(score(late, early)).toBe(alone);
});

test("what the other report has counts as well", () => {
  const alone = score(late, early);
  early.neighbors = [{ other: entry("Quake drill in Andorra", story("other")), likeness: 1 }];
  expect(score(late, early)).toBeLessThan(alone);
});

test("an open report is scored anew when a rival has come since, with the odds of today", () => {
  late.links.set(early, 1);
  scoreLinks(late);
  const { priorLogOdds } = late.features;
  const before = late.links.get(early) as number;
  rescoreLinks(
    late,
    priorLogOdds.map((one) => one + 1),
  );
  expect(late.links.get(early)).toBeCloseTo(before + 1);
  late.neighbors.unshift({ other: entry("Quake drill in Andorra", story("other")), likeness: 1 });
  rescoreLinks(late, priorLogOdds);
  expect(late.links.get(early)).toBeLessThan(before);
});
