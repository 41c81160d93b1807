/** Measures what it costs to wake the newsroom up, compared with filing while it is awake. */
import { withNewsrooms } from "./newsroom.ts";
import { asReports } from "./newsroom-report.ts";
import { BATCH, inOrder, type Labelled } from "./protocol.ts";

/** Number of filings measured of each kind. CPU time is counted in steps of ten milliseconds, so one would not do. */
const FILINGS = 50;

/** Files all reports but the last ones, then those one by one: awake, and right after it has forgotten everything. */
export async function benchWake(files: readonly (readonly Labelled[])[]): Promise<void> {
  const reports = asReports(inOrder(files.flat()));
  const stored = reports.slice(0, -2 * FILINGS);
  await withNewsrooms(async (open) => {
    const newsroom = await open();
    /** Milliseconds of CPU per filing. */
    const measure = async (from: number, asleep: boolean): Promise<number> => {
      const before = await newsroom.cpu();
      for (const report of reports.slice(from, from + FILINGS)) {
        if (asleep) await newsroom.forget();
        await newsroom.file([report]);
      }
      const after = await newsroom.cpu();
      return (1000 * ((after ?? Number.NaN) - (before ?? Number.NaN))) / FILINGS;
    };
    try {
      for (let at = 0; at < stored.length; at += BATCH)
        await newsroom.file(stored.slice(at, at + BATCH));
      const awake = await measure(stored.length, false);
      const woken = await measure(stored.length + FILINGS, true);
      console.log(
        `${stored.length} reports stored: ${awake.toFixed(1)} ms of CPU to file one while awake, ${woken.toFixed(1)} ms to wake up and file one, a ratio of ${(woken / awake).toFixed(1)}`,
      );
    } finally {
      await newsroom.stop();
    }
  });
}
