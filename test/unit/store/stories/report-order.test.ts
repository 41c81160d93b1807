import { expect, test } from "vitest";
import { inStoryOrder, type OrderedReport } from "../../../../src/store/stories/report-order.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22);

/** "a 9 10" is a report of the outlet a, published at 9:00 and filed at 10:00. The number of a report is its place. */
const reports = (...lines: string[]): OrderedReport[] =>
  lines.map((line, index) => {
    const [outlet = "", published, filed] = line.split(" ");
    return {
      id: index + 1,
      url: `https://${outlet}.example/${index}`,
      outlet,
      wire: `feed:${outlet}`,
      moment: START + Number(published) * HOUR,
      filed: START + Number(filed) * HOUR,
    };
  });

test.each<[what: string, lines: string[], order: number[]]>([
  ["by time of publication in one filing", ["a 9 10", "b 8 10", "c 7 10"], [3, 2, 1]],
  ["the opener first", ["a 9 10", "b 8 11"], [1, 2]],
  ["a later outlet last, whatever date it claims", ["a 8 10", "b 9 10", "c 7 11"], [1, 2, 3]],
  ["a later report of an outlet by its date", ["a 8 10", "b 9 10", "a 8.5 11"], [1, 3, 2]],
  ["but never before the outlet's first", ["a 8 10", "b 9 10", "b 7 11"], [1, 2, 3]],
  [
    "one that claims more than six hours, among others by when it came",
    ["a 5 10", "b 3 10", "c 9 10"],
    [3, 1, 2],
  ],
])("%s", (_, lines, order) => {
  const all = reports(...lines);
  const opener = order[0] ?? 1;
  expect(inStoryOrder(all, opener).map(({ id }) => id)).toEqual(order);
  expect(inStoryOrder(all.toReversed(), opener).map(({ id }) => id)).toEqual(order);
});

test("no further report changes the first one, or the order of the outlets", () => {
  const all = reports("a 9 10", "b 9.5 10", "c 8 10.5");
  const outlets = (list: readonly OrderedReport[]): string[] => [
    ...new Set(inStoryOrder(list, 1).map(({ outlet }) => outlet)),
  ];
  const before = outlets(all);
  for (const [n, line] of ["d 1 11", "a 2 12", "b 0 13", "e 13 13"].entries()) {
    all.push(...reports(line).map((each) => ({ ...each, id: 10 + n })));
    expect(outlets(all).slice(0, before.length)).toEqual(before);
  }
});
