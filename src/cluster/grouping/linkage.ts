/** How near a report is to a story, and a story to another, as groups of reports. */
import { type Entry, sample, spread, type Story, type Tie } from "../state/cluster.ts";
import { score } from "./margin.ts";
import { settings } from "../hyperparameters.ts";

/** The scores of a report with those settled reports of a story that it was compared with. */
export class Hits {
  readonly story: Story;
  count = 0;
  sum = 0;
  best = -settings.ceiling;

  constructor(story: Story) {
    this.story = story;
  }

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.best = Math.max(this.best, value);
  }
}

/** Link of a report with the settled part of a story: what was compared, and a sample of the rest. */
export function tieOf(entry: Entry, hits: Hits, settled: number): Tie | undefined {
  const { story } = hits;
  const known = entry.ties.get(story);
  if (known) return known;
  if (settled === 0) return undefined;
  let { sum, best } = hits;
  const rest = settled - hits.count;
  const sampled = sample(entry, story, settings.sampled, rest);
  let part = 0;
  for (const member of sampled) {
    const value = score(entry, member);
    part += value;
    best = Math.max(best, value);
  }
  if (rest > 0) sum += (part / sampled.length) * rest;
  const tie = { mean: sum / settled, best };
  entry.ties.set(story, tie);
  return tie;
}

/** Link of two stories, by each of a few reports with one of the other story; where that is likely, by all pairs of them. */
export function tieOfTwo(a: Story, b: Story): Tie | undefined {
  const [more, fewer] = [a, b]
    .map(({ members }) => spread(members, settings.sampledOfTwo))
    .sort((x, y) => y.length - x.length) as [Entry[], Entry[]];
  if (fewer.length === 0) return undefined;
  let sum = 0;
  let mean = 0;
  let best = -settings.ceiling;
  for (let turn = 0; turn < fewer.length; turn++) {
    for (const [i, one] of more.entries()) {
      const value = score(one, fewer[(i + turn) % fewer.length] as Entry);
      sum += value;
      best = Math.max(best, value);
    }
    mean = sum / (more.length * (turn + 1));
    if (mean < settings.unlikely) break;
  }
  return { mean, best };
}
