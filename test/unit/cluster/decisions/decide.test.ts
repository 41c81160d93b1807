import { describe, expect, test } from "vitest";
import {
  type ReportNode,
  reportNode,
  moveToCluster,
  type Cluster,
} from "../../../../src/cluster/state/cluster.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { PairModel } from "../../../../src/cluster/scoring/pair-model.ts";
import { decide } from "../../../../src/cluster/decisions/decide.ts";
import type { Decision, PairEvidence } from "../../../../src/cluster/index.ts";
import { coldStatistics, report } from "../engine-support.ts";

let seq = 0;

/** Takes every pair that has no score yet for two events. */
const model = new PairModel({
  forest: { base: -3, inputs: [], thresholds: [], leaves: [] },
  threshold: 0,
});

const story = (key: string, opened: number): Cluster => ({
  key,
  opened,
  members: [],
  ruled: false,
});

/** An open report with the given scores. */
function node(id: string, home: Cluster | null, links: [ReportNode, number][] = []): ReportNode {
  const extracted = extract(report(`Headline of ${id}`, { id }), coldStatistics);
  const created = reportNode(id, extracted, seq++);
  created.links = new Map(links);
  created.open = true;
  if (home) moveToCluster(created, home);
  return created;
}

function runDecide(open: ReportNode[]): Decision[] {
  let next = 0;
  return decide(open, {
    model,
    score: () => -9,
    open: () => story(`new${++next}`, 100 + next),
    close: () => {},
    wordsOf: ({ extracted }) => extracted,
  });
}

/** One line for each decision. */
const summarize = (decisions: Decision[]): string[] =>
  decisions.map((decision) => {
    if (decision.kind === "split")
      return `split ${decision.from} > ${decision.story}: ${decision.reports.join()}`;
    if (decision.kind === "merge") return `merge ${decision.from} > ${decision.story}`;
    if (decision.kind === "move")
      return `move ${decision.report} ${decision.from} > ${decision.story}`;
    return `${decision.kind} ${decision.report} ${decision.story}`;
  });

test("a report close to two stories merges them under the older key", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = node("a", old);
  const b = node("b", young, [[a, 2]]);
  const c = node("c", null, [
    [a, 5],
    [b, 5],
  ]);
  expect(summarize(runDecide([a, b, c]))).toEqual(["merge young > old", "join c old"]);
});

test("when two settled stories merge, the larger keeps its key, so that fewer readers are redirected", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const settled = (id: string, home: Cluster): ReportNode =>
    Object.assign(node(id, home), { open: false });
  const a = settled("a", old);
  const b = settled("b", young);
  const c = settled("c", young);
  const d = node("d", null, [
    [a, 5],
    [b, 5],
    [c, 5],
  ]);
  expect(summarize(runDecide([d]))).toEqual(["merge old > young", "join d young"]);
});

test("two dissimilar stories stay apart even if a third report is close to both", () => {
  const [old, young] = [story("old", 1), story("young", 2)];
  const a = node("a", old);
  const b = node("b", young, [[a, -5]]);
  const c = node("c", null, [
    [a, 3],
    [b, 2],
  ]);
  expect(summarize(runDecide([a, b, c]))).toEqual(["join c old"]);
});

test("in a split, the larger part keeps the key", () => {
  const one = story("one", 1);
  const a = node("a", one);
  const b = node("b", one, [[a, 5]]);
  const c = node("c", one, [
    [a, -5],
    [b, -5],
  ]);
  const d = node("d", null, [
    [a, -5],
    [b, -5],
    [c, 5],
  ]);
  expect(summarize(runDecide([a, b, c, d]))).toEqual(["split one > new1: c", "join d new1"]);
});

test("in a split into equal parts, the older part keeps the key", () => {
  const one = story("one", 1);
  const a = node("a", one);
  const b = node("b", one, [[a, -5]]);
  expect(summarize(runDecide([a, b]))).toEqual(["split one > new1: b"]);
});

test("a published report moves only if the link to the other story is much stronger", () => {
  const [one, two] = [story("one", 1), story("two", 2)];
  const build = (own: number, other: number): ReportNode[] => {
    one.members = [];
    two.members = [];
    const a = node("a", one);
    const b = node("b", one, [[a, own]]);
    const c = node("c", two, [
      [a, -5],
      [b, other],
    ]);
    const d = node("d", two, [
      [a, -5],
      [b, other],
      [c, 5],
    ]);
    return [a, b, c, d];
  };
  expect(summarize(runDecide(build(1, 1.5)))).toEqual([]);
  expect(summarize(runDecide(build(-3, 4)))).toEqual(["move b one > two"]);
});

test("without new reports, there are no decisions", () => {
  const one = story("one", 1);
  const a = node("a", one);
  const b = node("b", one, [[a, 1]]);
  expect(runDecide([a, b])).toEqual([]);
});

test("reports that leave two stories for a common one give one split, by the larger part, and moves", () => {
  const [one, two] = [story("one", 1), story("two", 2)];
  const a = node("a", one);
  const b = node("b", one, [[a, 5]]);
  const c = node("c", two);
  const d = node("d", two, [[c, 5]]);
  const away: [ReportNode, number][] = [a, b, c, d].map((other) => [other, -5]);
  const e = node("e", one, away);
  const f = node("f", one, [...away, [e, 5]]);
  const g = node("g", two, [...away, [e, 5], [f, 5]]);
  const decisions = runDecide([a, b, c, d, e, f, g]);
  expect(summarize(decisions)).toEqual(["split one > new1: e,f", "move g two > new1"]);
});

describe("evidence", () => {
  const evidenceOf = (decisions: Decision[], kind: Decision["kind"]): PairEvidence => {
    const match = decisions.find((decision) => decision.kind === kind);
    if (!match || match.kind === "open") throw new Error(`expected a ${kind}`);
    return match.evidence;
  };
  const between = { threshold: model.threshold, names: ["Headline"], ruled: false };

  test("a merge names the two most similar reports, and the link between the stories", () => {
    const [old, young] = [story("old", 1), story("young", 2)];
    const a = node("a", old);
    const b = node("b", young, [[a, 2]]);
    const c = node("c", null, [
      [a, 5],
      [b, 5],
    ]);
    const merge = evidenceOf(runDecide([a, b, c]), "merge");
    expect(merge).toMatchObject({ ...between, report: "b", with: "a", score: 2, link: 2 });
  });

  test("a merge through a new report names that report, when the stories share little", () => {
    const [old, young] = [story("old", 1), story("young", 2)];
    const a = node("a", old);
    const b = node("b", young, [[a, -2]]);
    const c = node("c", null, [
      [a, 5],
      [b, 5],
    ]);
    const merge = evidenceOf(runDecide([a, b, c]), "merge");
    expect(merge).toMatchObject({ ...between, report: "c", with: "b", score: 5 });
  });

  test("a split names the nearest report that stays, and a link below the threshold", () => {
    const one = story("one", 1);
    const a = node("a", one);
    const b = node("b", one, [[a, 5]]);
    const c = node("c", one, [
      [a, -5],
      [b, -4],
    ]);
    const split = evidenceOf(runDecide([a, b, c]), "split");
    expect(split).toMatchObject({ ...between, report: "c", with: "b", score: -4, link: -4.45 });
  });

  test("a move names the nearest report of the new story", () => {
    const [one, two] = [story("one", 1), story("two", 2)];
    const a = node("a", one);
    const b = node("b", one, [[a, -3]]);
    const c = node("c", two, [
      [a, -5],
      [b, 4],
    ]);
    const d = node("d", two, [
      [a, -5],
      [b, 3],
      [c, 5],
    ]);
    b.links.set(c, 4).set(d, 3);
    const move = evidenceOf(runDecide([a, b, c, d]), "move");
    expect(move).toMatchObject({ ...between, report: "b", with: "c", score: 4 });
  });
});
