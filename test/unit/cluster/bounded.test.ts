/** Upper bounds on the engine's work. It is counted in comparisons, since timings depend on the machine. */
import { describe, expect, test } from "vitest";
import { PairModel } from "../../../src/cluster/index.ts";
import { decode, encodedTermCount } from "../../../src/cluster/features/codec.ts";
import { settings } from "../../../src/cluster/hyperparameters.ts";
import { StoryTracker, report } from "./engine-support.ts";

class CountingModel extends PairModel {
  compared = 0;
  override compare(...pair: Parameters<PairModel["compare"]>): ReturnType<PairModel["compare"]> {
    this.compared++;
    return super.compare(...pair);
  }
}

const noon = Date.UTC(2018, 7, 4, 12);

test("the last of 2,500 identical headlines cost no more comparisons than the first", () => {
  const model = new CountingModel();
  const tracker = new StoryTracker({ model });
  const compared: number[] = [];
  for (let part = 0; part < 5; part++) {
    const before = model.compared;
    for (let batch = 0; batch < 10; batch++)
      tracker.file(
        ...Array.from({ length: 50 }, () =>
          report("Lombok earthquake kills dozens", { time: noon }),
        ),
      );
    compared.push(model.compared - before);
  }
  expect(tracker.fold()).toHaveLength(1);
  const [, second, ...later] = compared as [number, number, ...number[]];
  expect(new Set(later)).toEqual(new Set([second]));
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
    const model = new CountingModel();
    const tracker = new StoryTracker({ model });
    const reports = 40;
    for (let i = 0; i < reports; i++) tracker.file(report(`${title} ${i}`, { id: `${i}` }));
    const stored = tracker.engine.stored("39")?.features ?? new Uint8Array();
    expect(encodedTermCount(stored)).toBeLessThanOrEqual(350);
    expect(encodedTermCount(stored)).toBe(decode(stored).terms.length);
    const pairs = (reports * (reports - 1)) / 2;
    const cut = reports - 1 - settings.candidates;
    expect(model.compared).toBeLessThanOrEqual(pairs - (cut * (cut + 1)) / 2);
  });
});
