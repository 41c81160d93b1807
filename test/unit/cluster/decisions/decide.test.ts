import { describe, expect, test } from "vitest";
import {
  type ReportNode,
  reportNode,
  moveToCluster,
  type Cluster,
} from "../../../../src/cluster/state/cluster.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { ClusterSizePrior } from "../../../../src/cluster/calibration/cluster-size-prior.ts";
import { settings } from "../../../../src/cluster/hyperparameters.ts";
import { decide } from "../../../../src/cluster/decisions/decide.ts";
import type { Decision, PairEvidence } from "../../../../src/cluster/index.ts";
import { cold, report } from "../engine-support.ts";

let seq = 0;

const story = (key: string, opened: number): Cluster => ({
  key,
  opened,
  members: [],
  size: 0,
  ruled: false,
});

/** An open report with the scores that the test wants it to have. */
function entry(id: string, home: Cluster | null, links: [ReportNode, number][] = []): ReportNode {
  const taken = extract(report(`Headline of ${id}`, { id }), cold);
  const one = reportNode(id, taken.features, seq++, new Map(links), taken);
  one.open = true;
  if (home) moveToCluster(one, home);
  return one;
}

function decided(open: ReportNode[]): Decision[] {
  let next = 0;
  return decide(open, {
    clusterSizePrior: new ClusterSizePrior(),
    open: () => story(`new${++next}`, 100 + next),
    close: () => {},
    wordsOf: ({ extracted }) => extracted,
  });
}

const short = (decisions: Decision[]): string[] =>
  decisions.map((decision) => {
    if (decision.kind === "split")
      return `split ${decision.from} > ${decision.story}: ${decision.reports.join()}`;
    if (decision.kind === "merge") return `merge ${decision.from} > ${decision.story}`;
    if (decision.kind === "move")
      return `move ${decision.report} ${decision.from} > ${decision.story}`;
    return `${decision.kind} ${decision.report} ${decision.story}`;
  });

test("a report that is close to two stories makes them one, under the older key", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = entry("a", old);
  const b = entry("b", young, [[a, 2]]);
  const c = entry("c", null, [
    [a, 5],
    [b, 5],
  ]);
  expect(short(decided([a, b, c]))).toEqual(["merge young > old", "join c old"]);
});

test("when two settled stories become one, the larger keeps its key: fewer readers are sent elsewhere", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const settled = (id: string, home: Cluster): ReportNode =>
    Object.assign(entry(id, home), { open: false });
  const a = settled("a", old);
  const b = settled("b", young);
  const c = settled("c", young);
  const d = entry("d", null, [
    [a, 5],
    [b, 5],
    [c, 5],
  ]);
  expect(short(decided([d]))).toEqual(["merge old > young", "join d young"]);
});

test("two that are hardly alike stay apart, though a third is close to both", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = entry("a", old);
  const b = entry("b", young, [[a, -5]]);
  const c = entry("c", null, [
    [a, 3],
    [b, 2],
  ]);
  expect(short(decided([a, b, c]))).toEqual(["join c old"]);
});

test("at a split the larger part keeps the key", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, 5]]);
  const c = entry("c", one, [
    [a, -5],
    [b, -5],
  ]);
  const d = entry("d", null, [
    [a, -5],
    [b, -5],
    [c, 5],
  ]);
  expect(short(decided([a, b, c, d]))).toEqual(["split one > new1: c", "join d new1"]);
});

test("of equal parts the older one keeps it", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, -5]]);
  expect(short(decided([a, b]))).toEqual(["split one > new1: b"]);
});

test("a published report moves only if the gain is worth the change", () => {
  const [one, two] = [story("one", 1), story("two", 2)];
  const build = (own: number, other: number): ReportNode[] => {
    one.members = [];
    two.members = [];
    const a = entry("a", one);
    const b = entry("b", one, [[a, own]]);
    const c = entry("c", two, [
      [a, -5],
      [b, other],
    ]);
    const d = entry("d", two, [
      [a, -5],
      [b, other],
      [c, 5],
    ]);
    return [a, b, c, d];
  };
  expect(short(decided(build(1, 1.5)))).toEqual([]);
  expect(short(decided(build(-3, 4)))).toEqual(["move b one > two"]);
});

test("nothing changes where nothing is new", () => {
  const one = story("one", 1);
  const a = entry("a", one);
  const b = entry("b", one, [[a, 1]]);
  expect(decided([a, b])).toEqual([]);
});

test("what splits off from two stories at once is one story: the larger part brings it about, the rest moves", () => {
  const [one, two] = [story("one", 1), story("two", 2)];
  const a = entry("a", one);
  const b = entry("b", one, [[a, 5]]);
  const c = entry("c", two);
  const d = entry("d", two, [[c, 5]]);
  const away: [ReportNode, number][] = [a, b, c, d].map((other) => [other, -5]);
  const e = entry("e", one, away);
  const f = entry("f", one, [...away, [e, 5]]);
  const g = entry("g", two, [...away, [e, 5], [f, 5]]);
  const decisions = decided([a, b, c, d, e, f, g]);
  expect(short(decisions)).toEqual(["split one > new1: e,f", "move g two > new1"]);
});

describe("evidence", () => {
  const of = (decisions: Decision[], kind: Decision["kind"]): PairEvidence => {
    const found = decisions.find((decision) => decision.kind === kind);
    if (!found || found.kind === "open") throw new Error(`expected a ${kind}`);
    return found.evidence;
  };
  const between = { threshold: settings.threshold, names: ["Headline"], ruled: false };

  test("of a merge names the two reports that tie the stories, and the link of the whole", () => {
    const [old, young] = [story("old", 1), story("young", 2)];
    const a = entry("a", old);
    const b = entry("b", young, [[a, 2]]);
    const c = entry("c", null, [
      [a, 5],
      [b, 5],
    ]);
    const merge = of(decided([a, b, c]), "merge");
    expect(merge).toMatchObject({ ...between, report: "b", with: "a", score: 2, link: 2 });
  });

  test("of a merge names the new report that is close to both, where they share little themselves", () => {
    const [old, young] = [story("old", 1), story("young", 2)];
    const a = entry("a", old);
    const b = entry("b", young, [[a, -2]]);
    const c = entry("c", null, [
      [a, 5],
      [b, 5],
    ]);
    const merge = of(decided([a, b, c]), "merge");
    expect(merge).toMatchObject({ ...between, report: "c", with: "b", score: 5 });
  });

  test("of a split names the nearest of those that stay, and a link below the threshold", () => {
    const one = story("one", 1);
    const a = entry("a", one);
    const b = entry("b", one, [[a, 5]]);
    const c = entry("c", one, [
      [a, -5],
      [b, -4],
    ]);
    const split = of(decided([a, b, c]), "split");
    expect(split).toMatchObject({ ...between, report: "c", with: "b", score: -4, link: -4.45 });
  });

  test("of a move names the report that it moved to", () => {
    const [one, two] = [story("one", 1), story("two", 2)];
    const a = entry("a", one);
    const b = entry("b", one, [[a, -3]]);
    const c = entry("c", two, [
      [a, -5],
      [b, 4],
    ]);
    const d = entry("d", two, [
      [a, -5],
      [b, 3],
      [c, 5],
    ]);
    b.links.set(c, 4).set(d, 3);
    const move = of(decided([a, b, c, d]), "move");
    expect(move).toMatchObject({ ...between, report: "b", with: "c", score: 4 });
  });
});
