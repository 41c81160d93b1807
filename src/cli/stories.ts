/** Lists the stories of a running edition: `npm run stories -- [words]`. */
import { counted } from "../text/counted.ts";
import { readArguments, runCommand } from "./run-command.ts";
import { type Fetch, RunningEdition, type StoryData } from "./running-edition.ts";

const USAGE = `Usage: npm run stories -- [words] [--limit 20] [--at URL]
  Lists the latest stories, or those that contain all the words, of the edition that "npm start" runs, or of the one
  at URL.`;
const DEFAULT_LIMIT = "20";
/** Stories that are fetched at once. */
const CONCURRENCY = 6;

/**
 * Lists stories with what an editor needs to rule on them: keys, and how certain it is that each report belongs.
 *
 * @throws CommandError if the edition does not answer
 */
export async function listStories(args: readonly string[], fetchUrl?: Fetch): Promise<string> {
  const { words, at, limit } = parsed(args);
  const edition = new RunningEdition(at, fetchUrl);
  const query = new URLSearchParams({ ...(words !== "" && { q: words }), limit });
  const path = words === "" ? "/feed.json" : "/search/feed.json";
  const feed = (await edition.json(`${path}?${query.toString()}`)) as {
    items?: { url: string }[];
  } | null;
  const keys = (feed?.items ?? []).map(({ url }) => keyIn(url));
  const stories: (StoryData | null)[] = [];
  for (let from = 0; from < keys.length; from += CONCURRENCY) {
    const batch = keys.slice(from, from + CONCURRENCY);
    stories.push(...(await Promise.all(batch.map((key) => edition.story(key)))));
  }
  const found = stories.filter((story) => story !== null);
  if (found.length === 0)
    return words === ""
      ? `${edition.at} has no stories yet.`
      : `No story at ${edition.at} contains all of these words.`;
  return [
    ...found.map(listing),
    "To rule on a story, write its file: npm run new:story -- KEY",
  ].join("\n\n");
}

/** The key in a story's address. */
export const keyIn = (url: string): string =>
  decodeURIComponent(
    url
      .replace(/[?#].*$/, "")
      .replace(/^.*\/stories\//, "")
      .replace(/\.json$/, ""),
  );

function listing({ key, title, updated, counts, reports }: StoryData): string {
  const size = `${counted(counts.outlets, "outlet")}, ${counted(counts.reports, "report")}`;
  const rows = reports.map(({ outlet, title: headline, url, folded }) => ({
    match: folded.by === "likeness" ? `${Math.round(100 * folded.score)}%` : folded.by,
    outlet,
    text: `${headline} ${url ?? ""}`.trim(),
  }));
  const [matchWidth, outletWidth] = [width(rows, "match"), width(rows, "outlet")];
  return [
    `${key}  (${size}, updated ${updated.slice(0, 16)}Z)`,
    `  ${title}`,
    ...rows.map(
      ({ match, outlet, text }) =>
        `    ${match.padStart(matchWidth)}  ${outlet.padEnd(outletWidth)}  ${text}`,
    ),
  ].join("\n");
}

const width = <K extends string>(rows: readonly Record<K, string>[], column: K): number =>
  Math.max(0, ...rows.map((row) => row[column].length));

function parsed(args: readonly string[]): { words: string; at: string | undefined; limit: string } {
  const options = { at: { type: "string" }, limit: { type: "string" } } as const;
  const { positionals, values } = readArguments(args, options, USAGE);
  return { words: positionals.join(" "), at: values.at, limit: values.limit ?? DEFAULT_LIMIT };
}

if (import.meta.main) await runCommand(() => listStories(process.argv.slice(2)));
