import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { rawGet } from "./serve-raw-get.ts";
import { bundleContent, bundleWorker, COMPATIBILITY_DATE } from "./serve-bundle.ts";
import { median, ratios, table } from "./serve-statistics.ts";
import { run, type Running } from "./serve-workerd.ts";
import { load } from "./serve-wrk.ts";

/** The Workers to compare. `ours` and `bare` are neighbours, so that they are measured one right after the other. */
const SUBJECTS = {
  noRouter: "test/bench/serve-no-router.ts",
  noRevalidation: "test/bench/serve-no-revalidation.ts",
  ours: "src/index.ts",
  bare: "test/bench/serve-bare.ts",
};
type Subject = keyof typeof SUBJECTS;
const NAMES = Object.keys(SUBJECTS) as Subject[];

/** Explains the columns of the table. */
export const COLUMNS = `Each Worker runs in its own workerd without a proxy; wrk and workerd's HTTP server share the same cores.
ours/s, bare/s: median requests per second. ratio: ours / bare in the same round; median, minimum and maximum.
newsroom, Hono, rest: microseconds per request for revalidation, for routing, and for memory, coding and headers.`;

interface Length {
  /** Duration of one measurement. */
  seconds: number;
  rounds: number;
}

interface Request {
  name: string;
  /** Accept-Encoding; empty for none. */
  coding: string;
  /** Whether the request sends the current ETag. */
  conditional: boolean;
}

const REQUESTS: readonly Request[] = [
  { name: "full", coding: "", conditional: false },
  { name: "gzip", coding: "gzip", conditional: false },
  { name: "304", coding: "gzip", conditional: true },
];

/**
 * Measures how fast the RSS feed of a content folder is served.
 *
 * @param folder receives all temporary files
 * @returns the table as text
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
  const start = async (name: Subject, bindings: Record<string, unknown>): Promise<string> => {
    const worker = await run(
      {
        folder: join(folder, name),
        compatibilityDate: COMPATIBILITY_DATE,
        newsroom: name !== "bare",
        bindings,
      },
      signal,
    );
    running.push(worker);
    return `${worker.address}/rss.xml`;
  };

  try {
    const fixed = {
      ours: await start("ours", {}),
      noRevalidation: await start("noRevalidation", {}),
      noRouter: await start("noRouter", {}),
    };
    const rows = [
      ["", "bytes", "ours/s", "bare/s", "ratio", "min–max", "newsroom", "Hono", "rest"],
    ];
    for (const request of REQUESTS) {
      const headers = await headersOf(request, fixed.ours, signal);
      const reply = await rawGet(fixed.ours, headers, signal);
      const recorded = { STATUS: reply.status, HEADERS: reply.headers, BODY: reply.body };
      const addresses = { ...fixed, bare: await start("bare", recorded) };
      for (const name of NAMES) {
        const other = await rawGet(addresses[name], headers, signal);
        if (!other.body.equals(reply.body) || !sameHeaders(other.headers, reply.headers))
          throw new Error(`${request.name}: the response of ${name} differs from that of ours`);
      }
      const rates = await measureRates(addresses, headers, length, signal);
      rows.push([request.name, `${reply.body.byteLength}`, ...figures(rates)]);
      await running.pop()?.stop();
    }
    return table(rows);
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
  }
}

/** Request headers as Cloudflare passes them to a Worker: the client's Accept-Encoding is also in request.cf. */
async function headersOf(
  { coding, conditional }: Request,
  address: string,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const headers = {
    "CF-Blob": JSON.stringify({ clientAcceptEncoding: coding }),
    ...(coding && { "Accept-Encoding": coding }),
  };
  if (!conditional) return headers;
  const { headers: current } = await rawGet(address, headers, signal);
  return { ...headers, "If-None-Match": current["etag"] ?? "" };
}

/** Ignores Last-Modified: each newsroom stores the document at a different second. */
const sameHeaders = (a: Record<string, string>, b: Record<string, string>): boolean =>
  isDeepStrictEqual({ ...a, "last-modified": "" }, { ...b, "last-modified": "" });

/** Requests per second of every Worker in every round. */
async function measureRates(
  addresses: Record<Subject, string>,
  headers: Record<string, string>,
  { seconds, rounds }: Length,
  signal: AbortSignal,
): Promise<Record<Subject, number[]>> {
  const rates: Record<Subject, number[]> = {
    ours: [],
    noRevalidation: [],
    noRouter: [],
    bare: [],
  };
  // Round 0 warms up the compiler and is not counted. The order alternates, so that no Worker always comes first.
  for (let round = 0; round <= rounds; round++)
    for (const name of round % 2 ? NAMES : NAMES.toReversed()) {
      const rate = await load(addresses[name], headers, seconds, signal);
      if (round > 0) rates[name].push(rate);
    }
  return rates;
}

function figures(rates: Record<Subject, number[]>): string[] {
  const each = ratios(rates.ours, rates.bare);
  // Differences are taken within a round, because the machine may be slower in one round than in another.
  const extraMicroseconds = (slower: Subject, faster: Subject) =>
    median(rates[slower].map((rate, i) => 1e6 / rate - 1e6 / (rates[faster][i] ?? NaN))).toFixed(0);
  return [
    median(rates.ours).toFixed(0),
    median(rates.bare).toFixed(0),
    median(each).toFixed(2),
    `${Math.min(...each).toFixed(2)}–${Math.max(...each).toFixed(2)}`,
    extraMicroseconds("ours", "noRevalidation"),
    extraMicroseconds("noRevalidation", "noRouter"),
    extraMicroseconds("noRouter", "bare"),
  ];
}
