/** What filing costs as the newsroom's store grows. */
import { hash } from "../../src/cluster/hash.ts";
import { type Newsroom, withNewsrooms } from "./newsroom.ts";
import { asReports } from "./newsroom-report.ts";
import { BATCH, inOrder, type Labelled } from "./protocol.ts";

/** Reports stored at which it is measured. */
const MARKS = [1_000, 10_000, 50_000, 100_000, 250_000, 500_000];

/** Filing from one mark to the next. */
interface Stretch {
  stored: number;
  reportsPerSecond: number;
  megabytes: number;
  bytesPerReport: number;
  heapMegabytes: number | null;
  peakMegabytes: number | null;
}

const TITLES: Record<keyof Stretch, string> = {
  stored: "stored",
  reportsPerSecond: "reports/s",
  megabytes: "database MB",
  bytesPerReport: "bytes/report",
  heapMegabytes: "heap MB",
  peakMegabytes: "process MB",
};

/** Measures, and prints a line for each stretch. */
export async function benchStored(
  items: readonly Labelled[],
  most: number,
  json: boolean,
): Promise<void> {
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
  items: readonly Labelled[],
  most: number,
  newsroom: Newsroom,
  tell: (stretch: Stretch) => void,
): Promise<void> {
  let stored = 0;
  let before = 0;
  let seconds = 0;
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
      tell({
        stored,
        reportsPerSecond: (stored - before) / seconds,
        megabytes: bytes / 2 ** 20,
        bytesPerReport: bytes / stored,
        heapMegabytes: await newsroom.heap(),
        peakMegabytes: await newsroom.peak(),
      });
      before = stored;
      seconds = 0;
    }
  }
}

/** How the reports of a later pass differ, for the output. */
const REPEATED =
  "the files one after the other, over and over: each time later by their whole span, with every second word of five letters or more spelt in a way of its own";

/** The reports once more: later by the whole span for each pass, and in part in other words, so that the index grows. */
function repeated(items: readonly Labelled[], pass: number): Labelled[] {
  if (pass === 0) return [...items];
  const times = items.flatMap(({ time }) => (time === null ? [] : [time]));
  const later = pass * (Math.max(...times) - Math.min(...times) + 86_400_000);
  const mark = `${"bcdfghjklmnpqrstvwxz".charAt(pass % 20)}${"aeiou".charAt(Math.floor(pass / 20) % 5)}`;
  const spelt = (text: string): string =>
    text.replace(/\p{L}{5,}/gu, (word) =>
      hash(word.toLowerCase()) % 2 === 0 ? word + mark : word,
    );
  return inOrder(
    items.map((item) => ({
      ...item,
      title: spelt(item.title),
      text: spelt(item.text),
      time: item.time === null ? null : item.time + later,
    })),
  );
}

/** The same page under an address of this pass, with the words of its path spelt as its headline is. */
const passed = (url: string, pass: number): string =>
  pass === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}pass=${pass}`;
