/** Measures what filing costs as the newsroom's store grows. */
import { hash } from "../../src/cluster/text/hash.ts";
import { type Newsroom, withNewsrooms } from "./newsroom.ts";
import { asReports } from "./newsroom-report.ts";
import { BATCH, type Labelled } from "./protocol.ts";

/** Numbers of stored reports at which to measure. */
const LEVELS = [1_000, 10_000, 50_000, 100_000, 250_000, 500_000];

/** Milliseconds. */
const DAY = 86_400_000;

/** A report with the time span of its file. */
interface Spanned extends Labelled {
  /** Milliseconds. */
  span: number;
}

/** Figures for filing from one level to the next. */
interface Stretch {
  stored: number;
  reportsPerSecond: number;
  /** Milliseconds of CPU per thousand reports, which other load on the machine affects less than the wall clock. */
  cpuPerThousand: number | null;
  megabytes: number;
  bytesPerReport: number;
  heapMegabytes: number | null;
  peakMegabytes: number | null;
}

const TITLES: Record<keyof Stretch, string> = {
  stored: "stored",
  reportsPerSecond: "reports/s",
  cpuPerThousand: "CPU ms/1000",
  megabytes: "database MB",
  bytesPerReport: "bytes/report",
  heapMegabytes: "heap MB",
  peakMegabytes: "process MB",
};

/**
 * Files `total` reports and prints a line for each level.
 *
 * @param json prints one JSON document instead
 */
export async function benchStored(
  files: readonly (readonly Labelled[])[],
  total: number,
  json: boolean,
): Promise<void> {
  const items = mixed(files);
  const stretches: Stretch[] = [];
  if (!json) {
    console.log(`${total} reports: ${REPEATED}.\n`);
    console.log(columns(Object.values(TITLES)));
  }
  await withNewsrooms(async (open) => {
    const newsroom = await open(true);
    try {
      await store(items, total, newsroom, (stretch) => {
        stretches.push(stretch);
        if (!json) console.log(columns(Object.values(stretch)));
      });
    } finally {
      await newsroom.stop();
    }
  });
  if (json) console.log(JSON.stringify({ repeated: REPEATED, stretches }, null, 2));
}

const columns = (cells: readonly (string | number | null)[]): string =>
  cells
    .map((cell) => (typeof cell === "number" ? String(Math.round(cell)) : (cell ?? "n/a")))
    .map((cell) => cell.padStart(14))
    .join("");

/** Files `total` reports, repeating `items` as often as needed, and calls `onLevel` at each level. */
async function store(
  items: readonly Spanned[],
  total: number,
  newsroom: Newsroom,
  onLevel: (stretch: Stretch) => void,
): Promise<void> {
  let stored = 0;
  let storedBefore = 0;
  let seconds = 0;
  let cpuBefore = await newsroom.cpu();
  const levels = [...LEVELS.filter((level) => level < total), total];
  for (let pass = 0; stored < total; pass++) {
    const reports = asReports(repeated(items, pass)).map((report) => ({
      ...report,
      url: urlInPass(report.url, pass),
    }));
    for (let at = 0; at < reports.length && stored < total; at += BATCH) {
      const batch = reports.slice(at, Math.min(at + BATCH, at + total - stored));
      seconds += await newsroom.file(batch);
      stored += batch.length;
      if (stored < (levels[0] ?? total)) continue;
      levels.shift();
      const bytes = await newsroom.size();
      const cpu = await newsroom.cpu();
      onLevel({
        stored,
        reportsPerSecond: (stored - storedBefore) / seconds,
        cpuPerThousand:
          cpu === null || cpuBefore === null
            ? null
            : (1e6 * (cpu - cpuBefore)) / (stored - storedBefore),
        megabytes: bytes / 2 ** 20,
        bytesPerReport: bytes / stored,
        heapMegabytes: await newsroom.heap(),
        peakMegabytes: await newsroom.peak(),
      });
      storedBefore = stored;
      cpuBefore = await newsroom.cpu();
      seconds = 0;
    }
  }
}

/** Explains in the output how the reports of a later pass differ. */
const REPEATED =
  "the files interleaved evenly and repeated; each pass is later by the time span of the file, and spells half of the words of five letters or more differently";

/** Interleaves the files evenly, each in its own order, so that every stretch has the same mix. */
const mixed = (files: readonly (readonly Labelled[])[]): Spanned[] =>
  files
    .flatMap((items) => {
      const times = items.flatMap(({ time }) => (time === null ? [] : [time]));
      const span = Math.max(...times) - Math.min(...times) + DAY;
      return items.map((item, i) => ({ ...item, span, at: (i + 0.5) / items.length }));
    })
    .sort((a, b) => a.at - b.at);

/** The reports of a later pass: shifted in time by the span, and with partly new words, so that the index grows. */
function repeated(items: readonly Spanned[], pass: number): Labelled[] {
  if (pass === 0) return [...items];
  const suffix = `${"bcdfghjklmnpqrstvwxz".charAt(pass % 20)}${"aeiou".charAt(Math.floor(pass / 20) % 5)}`;
  const respelled = (text: string): string =>
    text.replace(/\p{L}{5,}/gu, (word) =>
      hash(word.toLowerCase()) % 2 === 0 ? word + suffix : word,
    );
  return items.map((item) => ({
    ...item,
    title: respelled(item.title),
    text: respelled(item.text),
    time: item.time === null ? null : item.time + pass * item.span,
  }));
}

/** The URL made unique to this pass. */
const urlInPass = (url: string, pass: number): string =>
  pass === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}pass=${pass}`;
