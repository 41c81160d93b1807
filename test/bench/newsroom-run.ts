/** Runs the benchmark protocol against a newsroom. */
import { asReports } from "./newsroom-report.ts";
import type { Newsroom } from "./newsroom.ts";
import { BATCH, type Labelled } from "./protocol.ts";
import { outcome, type Result } from "./run.ts";

/** Files `items` in batches with an empty newsroom, and scores the final assignment against the gold one. */
export async function runInNewsroom(
  items: readonly Labelled[],
  newsroom: Newsroom,
): Promise<Result> {
  const reports = asReports(items);
  const published: string[] = [];
  let seconds = 0;
  for (let at = 0; at < reports.length; at += BATCH) {
    const batch = reports.slice(at, at + BATCH);
    seconds += await newsroom.file(batch);
    published.push(...(await newsroom.storiesOf(batch.map(({ url }) => url))));
  }
  const peakMegabytes = await newsroom.peak();
  const stories = await newsroom.storiesOf(reports.map(({ url }) => url));
  return outcome(items, { published, stories, seconds, peakMegabytes });
}
