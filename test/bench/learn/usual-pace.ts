/** How days apart speak for or against one event, in the files that the pair model is learned from. */
import { SIMILARITIES } from "../../../src/cluster/pair.ts";
import { spanOf, spans } from "../../../src/cluster/span.ts";
import type { Pairs } from "./sample.ts";

const DAYS_APART = SIMILARITIES.findIndex(([name]) => name === "daysApart");
const TIME_KNOWN = SIMILARITIES.findIndex(([name]) => name === "timeKnown");

/**
 * Log odds that each span adds to a pair, mean of the files that have dates; 0 for the last span, where no date is known.
 * More days never speak more for one event: where a file has few pairs so far apart, the shorter span stands for them.
 */
export function usualPace(files: readonly Pairs[]): number[] {
  const found = files.map(ofFile).filter((own) => own !== null);
  return Array.from({ length: spans }, (_, at) =>
    at === spans - 1 ? 0 : found.reduce((sum, own) => sum + (own[at] as number), 0) / found.length,
  );
}

function ofFile({ width, rows, labels, weights }: Pairs): number[] | null {
  const one = new Float64Array(spans).fill(1);
  const two = new Float64Array(spans).fill(1);
  let dated = 0;
  for (const [i, label] of labels.entries()) {
    if (rows[i * width + TIME_KNOWN] === 0) continue;
    const at = spanOf(rows[i * width + DAYS_APART] as number);
    const list = label === 1 ? one : two;
    list[at] = (list[at] as number) + (weights[i] as number);
    dated++;
  }
  if (dated === 0) return null;
  const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
  const whole = Math.log(sum(one) / sum(two));
  let least = Number.POSITIVE_INFINITY;
  return Array.from(one, (own, at) => {
    least = Math.min(least, Math.log(own / (two[at] as number)) - whole);
    return least;
  });
}
