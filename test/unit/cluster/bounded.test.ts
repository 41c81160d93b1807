/** Upper bounds on the engine's work. It is counted in comparisons, since timings depend on the machine. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { StoryTracker, report } from "./engine-support.ts";

const counts = vi.hoisted(() => ({ compared: 0 }));
vi.mock(import("../../../src/cluster/scoring/pair-score.ts"), async (original) => {
  const module = await original();
  return {
    ...module,
    likeness: (...pair: Parameters<typeof module.likeness>): number => {
      counts.compared++;
      return module.likeness(...pair);
    },
  };
});
beforeEach(() => {
  counts.compared = 0;
});

const noon = Date.UTC(2018, 7, 4, 12);

test("the last of 10,000 identical headlines cost no more comparisons than the first", () => {
  const tracker = new StoryTracker();
  const compared: number[] = [];
  for (let thousand = 0; thousand < 10; thousand++) {
    const before = counts.compared;
    for (let batch = 0; batch < 20; batch++)
      tracker.file(
        ...Array.from({ length: 50 }, () =>
          report("Lombok earthquake kills dozens", { time: noon }),
        ),
      );
    compared.push(counts.compared - before);
  }
  expect(tracker.fold()).toHaveLength(1);
  const [, second, ...later] = compared as [number, number, ...number[]];
  expect(Math.max(...later)).toBeLessThanOrEqual(1.1 * second);
}, 60_000);

describe("a headline of 10 kB", () => {
  test.each([
    ["of two repeated words", "lorem ipsum ".repeat(834)],
    ["of different words", Array.from({ length: 1_400 }, (_, i) => `word${i}`).join(" ")],
    ["without a space", "x".repeat(10_000)],
    ["in a script without spaces", "東京都".repeat(3_400)],
    ["of punctuation", "!?".repeat(5_000)],
    ["of names", "Lombok Mataram ".repeat(700)],
  ])("%s has a bounded number of terms and comparisons", (_, title) => {
    const tracker = new StoryTracker();
    for (let i = 0; i < 40; i++) tracker.file(report(`${title} ${i}`, { id: `${i}` }));
    expect(tracker.engine.stored("39")?.features.terms.length).toBeLessThanOrEqual(450);
    expect(counts.compared).toBeLessThanOrEqual(40 * 40);
  });
});
