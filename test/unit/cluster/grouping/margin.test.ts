import { beforeEach, expect, test } from "vitest";
import { coldStatistics, report } from "../engine-support.ts";
import {
  type ReportNode,
  reportNode,
  type Cluster,
} from "../../../../src/cluster/state/cluster.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { score, rescoreLinks, scoreLinks } from "../../../../src/cluster/grouping/margin.ts";

let seq = 0;

function node(title: string, cluster: Cluster | null = null): ReportNode {
  const { features } = extract(report(title), coldStatistics);
  return { ...reportNode(title, features, seq++, new Map(), null), cluster };
}

const story = (key: string): Cluster => ({ key, opened: 1, members: [], size: 0, ruled: false });
const home = story("home");
let later: ReportNode;
let earlier: ReportNode;

beforeEach(() => {
  later = node("Strong quake shakes Andorra valley");
  earlier = node("Andorra valley shaken by earthquake", home);
});

test.each<[string, () => ReportNode, number, boolean]>([
  [
    "a neighbour in another story lowers the score",
    () => node("Quake drill in Andorra", story("other")),
    1,
    true,
  ],
  [
    "a nearer neighbour in another story lowers the score",
    () => node("Quake drill in Andorra", story("other")),
    2.9,
    true,
  ],
  [
    "a neighbour in the same story does not change the score",
    () => node("Quake in Andorra", home),
    1,
    false,
  ],
  [
    "a neighbour that left the working set does not change the score",
    () => ({ ...node("Quake in Andorra"), dropped: true }),
    1,
    false,
  ],
])("%s", (_, make, likeness, lowers) => {
  const alone = score(later, earlier);
  later.neighbors = [{ other: make(), likeness }];
  if (lowers) expect(score(later, earlier)).toBeLessThan(alone);
  else expect(score(later, earlier)).toBe(alone);
});

test("neighbours of the earlier report count as well", () => {
  const alone = score(later, earlier);
  earlier.neighbors = [{ other: node("Quake drill in Andorra", story("other")), likeness: 1 }];
  expect(score(later, earlier)).toBeLessThan(alone);
});

test("an open report is rescored with new neighbours and the current prior", () => {
  later.links.set(earlier, 1);
  scoreLinks(later);
  const { priorLogOdds } = later.features;
  const before = later.links.get(earlier) as number;
  rescoreLinks(
    later,
    priorLogOdds.map((odds) => odds + 1),
  );
  expect(later.links.get(earlier)).toBeCloseTo(before + 1);
  later.neighbors.unshift({ other: node("Quake drill in Andorra", story("other")), likeness: 1 });
  rescoreLinks(later, priorLogOdds);
  expect(later.links.get(earlier)).toBeLessThan(before);
});
