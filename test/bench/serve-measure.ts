import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ask } from "./serve-raw-get.ts";
import { bundleContent, bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { median, ratios, table } from "./serve-statistics.ts";
import { run, type Running } from "./serve-workerd.ts";
import { load } from "./serve-wrk.ts";

/** What is compared. Ours and bare stand side by side, so that they are measured one right after the other. */
const SUBJECTS = {
  unrouted: "test/bench/serve-unrouted.ts",
  trusting: "test/bench/serve-trusting.ts",
  ours: "src/index.ts",
  bare: "test/bench/serve-bare.ts",
};
type Subject = keyof typeof SUBJECTS;
const NAMES = Object.keys(SUBJECTS) as Subject[];

/** What the columns say. */
export const COLUMNS = `Each Worker has a workerd to itself and no proxy before it: workerd's HTTP server and wrk, on the same cores, remain.
ours/s, bare/s: requests a second, medians. ratio: ours / bare, one right after the other; median, lowest and highest.
What keeps it from 1, in microseconds a request: asking the newsroom again, Hono, and the rest: memory, coding, headers.`;

interface Length {
  seconds: number;
  rounds: number;
}

interface Request {
  name: string;
  coding: string;
  held: boolean;
}

const REQUESTS: readonly Request[] = [
  { name: "full", coding: "", held: false },
  { name: "gzip", coding: "gzip", held: false },
  { name: "304", coding: "gzip", held: true },
];

/**
 * Measures the RSS feed of a folder of content.
 *
 * @param folder for all that is written meanwhile
 * @returns a table
 */
export async function measure(
  content: string,
  folder: string,
  length: Length,
  signal: AbortSignal,
): Promise<string> {
  const bundle = await bundleContent(content, folder);
  for (const name of NAMES) await bundleWorker(SUBJECTS[name], bundle, join(folder, name), signal);

  const running: Running[] = [];
  const start = async (name: Subject, given: Record<string, unknown>): Promise<string> => {
    const worker = await run(
      {
        folder: join(folder, name),
        compatibilityDate: COMPATIBILITY_DATE,
        newsroom: name !== "bare",
        given,
      },
      signal,
    );
    running.push(worker);
    return `${worker.address}/rss.xml`;
  };

  try {
    const whole = {
      ours: await start("ours", {}),
      trusting: await start("trusting", {}),
      unrouted: await start("unrouted", {}),
    };
    const rows = [
      ["", "bytes", "ours/s", "bare/s", "ratio", "min–max", "newsroom", "Hono", "rest"],
    ];
    for (const request of REQUESTS) {
      const headers = await headersOf(request, whole.ours, signal);
      const reply = await ask(whole.ours, headers, signal);
      const given = { STATUS: reply.status, HEADERS: reply.headers, BODY: reply.body };
      const addresses = { ...whole, bare: await start("bare", given) };
      for (const name of NAMES) {
        const same = await ask(addresses[name], headers, signal);
        if (!same.body.equals(reply.body) || !sameHeaders(same.headers, reply.headers))
          throw new Error(`${request.name}: ${name} does not answer what ours answers`);
      }
      const rates = await byTurns(addresses, headers, length, signal);
      rows.push([request.name, `${reply.body.byteLength}`, ...figures(rates)]);
      await running.pop()?.stop();
    }
    return table(rows);
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
  }
}

/** As Cloudflare hands a request to a Worker: what the client takes is in request.cf too. */
async function headersOf(
  { coding, held }: Request,
  address: string,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const headers = {
    "CF-Blob": JSON.stringify({ clientAcceptEncoding: coding }),
    ...(coding && { "Accept-Encoding": coding }),
  };
  if (!held) return headers;
  const { headers: known } = await ask(address, headers, signal);
  return { ...headers, "If-None-Match": known["etag"] ?? "" };
}

/** Last-Modified is when this newsroom first kept the document, and so another second in another. */
const sameHeaders = (some: Record<string, string>, others: Record<string, string>): boolean =>
  isDeepStrictEqual({ ...some, "last-modified": "" }, { ...others, "last-modified": "" });

async function byTurns(
  addresses: Record<Subject, string>,
  headers: Record<string, string>,
  { seconds, rounds }: Length,
  signal: AbortSignal,
): Promise<Record<Subject, number[]>> {
  const rates: Record<Subject, number[]> = { ours: [], trusting: [], unrouted: [], bare: [] };
  // The first round is for the compiler to warm up. Every other one goes backwards, so that none always comes first.
  for (let round = 0; round <= rounds; round++)
    for (const name of round % 2 ? NAMES : NAMES.toReversed()) {
      const rate = await load(addresses[name], headers, seconds, signal);
      if (round > 0) rates[name].push(rate);
    }
  return rates;
}

function figures(rates: Record<Subject, number[]>): string[] {
  const each = ratios(rates.ours, rates.bare);
  // Round by round, since the machine may be slower in one than in the other.
  const more = (some: Subject, other: Subject) =>
    median(rates[some].map((rate, i) => 1e6 / rate - 1e6 / (rates[other][i] ?? NaN))).toFixed(0);
  return [
    median(rates.ours).toFixed(0),
    median(rates.bare).toFixed(0),
    median(each).toFixed(2),
    `${Math.min(...each).toFixed(2)}–${Math.max(...each).toFixed(2)}`,
    more("ours", "trusting"),
    more("trusting", "unrouted"),
    more("unrouted", "bare"),
  ];
}
