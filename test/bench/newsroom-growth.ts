/** What filing costs as the newsroom's store grows. */
import { hash } from "../../src/cluster/text/hash.ts";
import { type Newsroom, withNewsrooms } from "./newsroom.ts";
import { asReports } from "./newsroom-report.ts";
import { BATCH, type Labelled } from "./protocol.ts";

/** Reports stored at which it is measured. */
const MARKS = [1_000, 10_000, 50_000, 100_000, 250_000, 500_000];

const DAY = 86_400_000;

/** A report with the time that its file covers. */
interface Lasting extends Labelled {
  span: number;
}

/** Filing from one mark to the next. */
interface Stretch {
  stored: number;
  reportsPerSecond: number;
  /** Milliseconds of processor time for a thousand reports, which tells more than the clock where others work too. */
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

/** Measures, and prints a line for each stretch. */
export async function benchStored(
  files: readonly (readonly Labelled[])[],
  most: number,
  json: boolean,
): Promise<void> {
  const items = mixed(files);
  const stretches: Stretch[] = [];
  if (!json) {
    console.log(`${most} reports: ${REPEATED}.\n`);
    console.log(columns(Object.values(TITLES)));
  }
  await withNewsrooms(async (open) => {
    const newsroom = await open(true);
    try {
      await store(items, most, newsroom, (stretch) => {
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

/** Files `most` reports, made of `items` over and over; tells of each stretch when it is done. */
async function store(
  items: readonly Lasting[],
  most: number,
  newsroom: Newsroom,
  tell: (stretch: Stretch) => void,
): Promise<void> {
  let stored = 0;
  let before = 0;
  let seconds = 0;
  let spent = await newsroom.cpu();
  const marks = [...MARKS.filter((mark) => mark < most), most];
  for (let pass = 0; stored < most; pass++) {
    const reports = asReports(repeated(items, pass)).map((report) => ({
      ...report,
      url: passed(report.url, pass),
    }));
    for (let at = 0; at < reports.length && stored < most; at += BATCH) {
      const batch = reports.slice(at, Math.min(at + BATCH, at + most - stored));
      seconds += await newsroom.file(batch);
      stored += batch.length;
      if (stored < (marks[0] ?? most)) continue;
      marks.shift();
      const bytes = await newsroom.size();
      const cpu = await newsroom.cpu();
      tell({
        stored,
        reportsPerSecond: (stored - before) / seconds,
        cpuPerThousand:
          cpu === null || spent === null ? null : (1e6 * (cpu - spent)) / (stored - before),
        megabytes: bytes / 2 ** 20,
        bytesPerReport: bytes / stored,
        heapMegabytes: await newsroom.heap(),
        peakMegabytes: await newsroom.peak(),
      });
      before = stored;
      spent = await newsroom.cpu();
      seconds = 0;
    }
  }
}

/** How the reports of a later pass differ, for the output. */
const REPEATED =
  "the files mixed evenly, over and over: each time later by the span of their file, with every second word of five letters or more spelt in a way of its own";

/** All files in one, each spread over the whole in its own order, so that every stretch is of the same kind. */
const mixed = (files: readonly (readonly Labelled[])[]): Lasting[] =>
  files
    .flatMap((items) => {
      const times = items.flatMap(({ time }) => (time === null ? [] : [time]));
      const span = Math.max(...times) - Math.min(...times) + DAY;
      return items.map((item, i) => ({ ...item, span, at: (i + 0.5) / items.length }));
    })
    .sort((a, b) => a.at - b.at);

/** The reports once more: later by the span for each pass, and in part in other words, so that the index grows. */
function repeated(items: readonly Lasting[], pass: number): Labelled[] {
  if (pass === 0) return [...items];
  const mark = `${"bcdfghjklmnpqrstvwxz".charAt(pass % 20)}${"aeiou".charAt(Math.floor(pass / 20) % 5)}`;
  const spelt = (text: string): string =>
    text.replace(/\p{L}{5,}/gu, (word) =>
      hash(word.toLowerCase()) % 2 === 0 ? word + mark : word,
    );
  return items.map((item) => ({
    ...item,
    title: spelt(item.title),
    text: spelt(item.text),
    time: item.time === null ? null : item.time + pass * item.span,
  }));
}

/** The same page under an address of this pass. */
const passed = (url: string, pass: number): string =>
  pass === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}pass=${pass}`;
