/** Polls the feeds of a local edition every minute, as the cron trigger does once it is deployed. */
import { counted } from "../text/counted.ts";

/** The state of an outlet's feed, as /outlets.json has it. */
export interface PolledOutlet {
  name: string;
  feed: string | null;
  state: string;
  error: string | null;
}

/** What people want to know after a round. */
export interface PollingState {
  outlets: PolledOutlet[];
  stories: number;
  reports: number;
}

/** The running edition. Every promise is rejected while it reloads. */
export interface LocalEdition {
  /** Runs one polling round, as the cron trigger would. */
  round(): Promise<void>;
  outlets(): Promise<PolledOutlet[]>;
  health(): Promise<Pick<PollingState, "stories" | "reports">>;
}

/** Milliseconds between two rounds: that of the cron trigger in wrangler.toml. */
export const ROUND_INTERVAL = 60_000;
/** Milliseconds for which the Worker answers /outlets.json from memory (src/serve/outlet-requests.ts). */
const MEMORY_LIFETIME = 10_000;

/**
 * Runs a round every minute, and prints what changed. The progress of a long round is printed every ten seconds.
 *
 * @param address where people see the edition
 * @param wait resolves after some milliseconds; to `false` when polling should stop
 */
export async function pollLocally(
  edition: LocalEdition,
  address: string,
  print: (line: string) => void,
  wait: (milliseconds: number) => Promise<boolean>,
): Promise<void> {
  let before: PollingState | null = null;
  do {
    try {
      const after: PollingState = await polled(edition, print, wait);
      for (const line of linesAfterRound(before, after, address)) print(line);
      before = after;
    } catch {
      // The edition reloads after an edit, or Wrangler is ending. The next round polls what is due.
    }
  } while (await wait(ROUND_INTERVAL));
}

async function polled(
  edition: LocalEdition,
  print: (line: string) => void,
  wait: (milliseconds: number) => Promise<boolean>,
): Promise<PollingState> {
  const round = edition.round().then(() => true);
  let ended = false;
  let asked = false;
  while (!ended) {
    ended = await Promise.race([round, wait(MEMORY_LIFETIME).then((goOn) => !goOn)]);
    if (ended) break;
    print(progress(await edition.outlets()));
    asked = true;
  }
  await round;
  // The answer to the last question about progress may still be in the Worker's memory.
  if (asked) await wait(MEMORY_LIFETIME);
  return { outlets: await edition.outlets(), ...(await edition.health()) };
}

function progress(outlets: readonly PolledOutlet[]): string {
  const feeds = outlets.filter(isPolled);
  const waiting = feeds.filter(({ state }) => state === "waiting").length;
  return `Polling: ${feeds.length - waiting} of ${counted(feeds.length, "feed")} done${failingCount(feeds)}.`;
}

/** What to print after a round: all of it after the first one, then only what changed. */
export function linesAfterRound(
  before: PollingState | null,
  after: PollingState,
  address: string,
): string[] {
  const feeds = after.outlets.filter(isPolled);
  if (feeds.length === 0) return [];
  const failedBefore = new Set(before?.outlets.filter(isFailing).map(({ feed }) => feed));
  const failed = feeds.filter((feed) => isFailing(feed) && !failedBefore.has(feed.feed));
  const recovered = feeds.filter((feed) => !isFailing(feed) && failedBefore.has(feed.feed));
  const lines: string[] = [];
  const total = `${counted(after.reports, "report")} in ${counted(after.stories, "story", "stories")}`;
  const added = after.reports - (before?.reports ?? 0);
  if (before === null)
    lines.push(
      `Polled ${counted(feeds.length, "feed")}${failingCount(feeds)}. The edition has ${total}.`,
    );
  else if (added > 0) lines.push(`${counted(added, "new report")}. The edition has ${total}.`);
  lines.push(...failed.map(failure), ...recovered.map(({ name }) => `  ${name} no longer fails.`));
  if (failed.length > 0)
    lines.push(`Failing feeds are polled again by themselves. See ${address}/outlets`);
  return lines;
}

const isPolled = ({ state }: PolledOutlet): boolean => state !== "files" && state !== "paused";
const isFailing = ({ state }: PolledOutlet): boolean => state === "failing" || state === "stopped";

/** Most errors name the address; the others are followed by it. */
function failure({ name, feed, error }: PolledOutlet): string {
  const reason = error ?? "no reason is known.";
  return `  ${name} fails: ${reason}${feed !== null && !reason.includes(feed) ? ` ${feed}` : ""}`;
}

function failingCount(feeds: readonly PolledOutlet[]): string {
  const failing = feeds.filter(isFailing).length;
  return failing === 0 ? "" : `, ${failing} of them failing`;
}
