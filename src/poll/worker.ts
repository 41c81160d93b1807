/** What the Worker's cron trigger and queue call. */
import type { Content } from "../model/edition.ts";
import type { FeedState } from "../model/outlet-feed.ts";
import { CACHE_TAG, feedUrls } from "../serve/purge.ts";
import { isPolled, pingHub, purgeEdge } from "./announce.ts";
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
 * Polls what is due, or queues it. An edition without feeds costs nothing: it does not even wake the newsroom.
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
  if (!settings.POLLS) return poll(context, execution);
  let messages = 0;
  for await (const states of dueFeeds(context, FEEDS_PER_MESSAGE)) {
    await settings.POLLS.send(states);
    messages++;
  }
  log({ event: "handed on", messages });
}

/** Polls the feeds that the cron trigger queued. */
export function onQueue(
  content: Content,
  newsroom: NewsroomPort,
  settings: PollSettings,
  execution: Pick<ExecutionContext, "cache">,
  batch: MessageBatch<FeedState[]>,
): Promise<void> {
  const context = roundContext(content, newsroom, settings, Date.now());
  return poll(
    context,
    execution,
    batch.messages.map(({ body }) => body),
  );
}

/** Runs a round. If it changed anything that is published, purges the edge cache and tells the WebSub hub. */
async function poll(
  context: RoundContext,
  { cache }: Pick<ExecutionContext, "cache">,
  leases?: readonly FeedState[][],
): Promise<void> {
  const { changed } = await pollRound(context, leases);
  if (!changed) return;
  const { edition } = context;
  await Promise.all([
    purgeEdge(cache, CACHE_TAG, log),
    edition.hub === null ? null : pingHub(edition.hub, feedUrls(edition), fetchUrl, log),
  ]);
}

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
