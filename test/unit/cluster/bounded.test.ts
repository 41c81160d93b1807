/** What costs are bounded, whatever comes: counted, since clocks tell of the machine. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Books, report } from "./engine-support.ts";

const counts = vi.hoisted(() => ({ compared: 0 }));
vi.mock(import("../../../src/cluster/scoring/pair-score.ts"), async (original) => {
  const whole = await original();
  return {
    ...whole,
    likeness: (...pair: Parameters<typeof whole.likeness>): number => {
      counts.compared++;
      return whole.likeness(...pair);
    },
  };
});
beforeEach(() => {
  counts.compared = 0;
});

const noon = Date.UTC(2018, 7, 4, 12);

test("of ten thousand identical headlines the last cost no more than the first", () => {
  const books = new Books();
  const compared: number[] = [];
  for (let thousand = 0; thousand < 10; thousand++) {
    const before = counts.compared;
    for (let batch = 0; batch < 20; batch++)
      books.file(
        ...Array.from({ length: 50 }, () =>
          report("Lombok earthquake kills dozens", { time: noon }),
        ),
      );
    compared.push(counts.compared - before);
  }
  expect(books.fold()).toHaveLength(1);
  const [, second, ...later] = compared as [number, number, ...number[]];
  expect(Math.max(...later)).toBeLessThanOrEqual(1.1 * second);
}, 60_000);

describe("a headline of 10 kB", () => {
  test.each([
    ["of words", "lorem ipsum ".repeat(834)],
    ["of different words", Array.from({ length: 1_400 }, (_, i) => `word${i}`).join(" ")],
    ["without a space", "x".repeat(10_000)],
    ["in a script without spaces", "東京都".repeat(3_400)],
    ["of marks", "!?".repeat(5_000)],
    ["of names", "Lombok Mataram ".repeat(700)],
  ])("%s costs no more than any other", (_, title) => {
    const books = new Books();
    for (let i = 0; i < 40; i++) books.file(report(`${title} ${i}`, { id: `${i}` }));
    expect(books.folder.stored("39")?.features.terms.length).toBeLessThanOrEqual(450);
    expect(counts.compared).toBeLessThanOrEqual(40 * 40);
  });
});
