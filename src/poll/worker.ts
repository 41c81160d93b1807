/** What the Worker's cron trigger and queue call. */
import type { Content } from "../model/edition.ts";
import type { FeedState } from "../model/outlet-feed.ts";
import { announce, isPolled } from "./announce.ts";
import { MAX_BYTES, TIMEOUTS } from "./fetch-feed.ts";
import { feedReader } from "./feed-to-reports.ts";
import type { Log } from "./log.ts";
import type { NewsroomPort } from "./newsroom-port.ts";
import { dueFeeds, pollRound, type RoundContext } from "./round.ts";

/** Optional bindings of the Worker. */
export interface PollSettings {
  /** For local development only (`npm start -- --var STORYFOLD_ALLOW_LOOPBACK:1`): allows feeds on this computer. */
  STORYFOLD_ALLOW_LOOPBACK?: string;
  /** The account's Cloudflare plan. On "free", the default, an invocation has 10 ms of CPU time. */
  STORYFOLD_PLAN?: string;
  /** From [[queues.producers]] in wrangler.toml: if set, the cron trigger queues the feeds that are due. */
  POLLS?: Queue<FeedState[]>;
}

/** Feeds per queue message: a few seconds of work, and far below the 128 KB that a message may have. */
const FEEDS_PER_MESSAGE = 25;

/**
 * Polls what is due, or queues it. A tick purges the edge cache at most once, also with a queue: Cloudflare allows five
 * purges a minute (https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits), and a queue may
 * have more consumers than that. What consumers filed is therefore announced by the next tick. An edition without feeds costs nothing: it does not even wake the newsroom.
 *
 * @param scheduled the time for which the trigger was scheduled, in milliseconds since 1970 (UTC)
 */
export async function onCron(
  content: Content,
  newsroom: () => NewsroomPort,
  settings: PollSettings,
  execution: Pick<ExecutionContext, "cache">,
  scheduled: number,
): Promise<void> {
  if (!isPolled(content.edition)) return;
  const context = roundContext(content, newsroom(), settings, scheduled);
  if (!settings.POLLS) {
    const { changed } = await pollRound(context);
    return changed ? announceChange(context, execution) : undefined;
  }
  let messages = 0;
  for await (const states of dueFeeds(context, FEEDS_PER_MESSAGE)) {
    await settings.POLLS.send(states);
    messages++;
  }
  log({ event: "handed on", messages });
  if (await context.newsroom.takeChange()) await announceChange(context, execution);
}

/** Polls the feeds that the cron trigger queued. */
export async function onQueue(
  content: Content,
  newsroom: NewsroomPort,
  settings: PollSettings,
  batch: MessageBatch<FeedState[]>,
): Promise<void> {
  const context = roundContext(content, newsroom, settings, Date.now());
  await pollRound(
    context,
    batch.messages.map(({ body }) => body),
  );
}

const announceChange = (
  { edition }: RoundContext,
  { cache }: Pick<ExecutionContext, "cache">,
): Promise<void> => announce(edition, cache, fetchUrl, log);

function roundContext(
  { edition, version }: Content,
  newsroom: NewsroomPort,
  settings: PollSettings,
  now: number,
): RoundContext {
  const started = Date.now();
  return {
    edition,
    newsroom,
    fetchOptions: {
      fetch: fetchUrl,
      userAgent: `Storyfold/${version} (+${edition.site}/about)`,
      loopback: Boolean(settings.STORYFOLD_ALLOW_LOOPBACK),
      site: edition.site,
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
    },
    read: feedReader(edition),
    shortOfCpu: (settings.STORYFOLD_PLAN ?? "free") === "free",
    clock: () => now + Date.now() - started,
    log,
  };
}

const fetchUrl = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

const log: Log = (event) => console.log(JSON.stringify(event));
