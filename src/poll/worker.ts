/** Polling, put together: what the cron trigger and the queue call. */
import type { Content } from "../model/edition.ts";
import type { FeedState } from "../model/outlet-feed.ts";
import { purgeEdge, isPolled, pingHub } from "./announce.ts";
import type { NewsroomPort, Log } from "./newsroom-port.ts";
import { MAX_BYTES, TIMEOUTS } from "./fetch-feed.ts";
import { feedReader } from "./feed-to-reports.ts";
import { dueFeeds, pollRound, type RoundContext } from "./round.ts";
import { FORMATS } from "../render/feeds/feed-source.ts";
import { CACHE_TAG } from "../serve/headers.ts";

/** What may be set beside content. */
export interface PollSettings {
  /** Set for local development only (`npm start -- --var STORYFOLD_ALLOW_LOOPBACK:1`): feeds may be on this computer. */
  STORYFOLD_ALLOW_LOOPBACK?: string;
  /** Set by [[queues.producers]] in wrangler.toml: a tick hands the feeds on, and polls none itself. */
  POLLS?: Queue<FeedState[]>;
}

/** Feeds in one message: a few seconds' work, and far below the 128 KB that a message may have. */
const FEEDS_PER_MESSAGE = 25;

/**
 * What the cron trigger calls. An edition without feeds costs nothing: not even the newsroom is woken.
 *
 * @param scheduled when the tick was to be, which is its clock from then on
 */
export async function onCron(
  content: Content,
  desk: () => NewsroomPort,
  settings: PollSettings,
  context: Pick<ExecutionContext, "cache">,
  scheduled: number,
): Promise<void> {
  if (!isPolled(content.edition)) return;
  const polling = pollingOf(content, desk(), settings, scheduled);
  if (!settings.POLLS) return poll(polling, context);
  let messages = 0;
  for await (const states of dueFeeds(polling, FEEDS_PER_MESSAGE)) {
    await settings.POLLS.send(states);
    messages++;
  }
  log({ event: "handed on", messages });
}

/** What the queue calls, with feeds that a tick has handed on. */
export function onQueue(
  content: Content,
  newsroom: NewsroomPort,
  settings: PollSettings,
  context: Pick<ExecutionContext, "cache">,
  batch: MessageBatch<FeedState[]>,
): Promise<void> {
  const polling = pollingOf(content, newsroom, settings, Date.now());
  return poll(
    polling,
    context,
    batch.messages.map(({ body }) => body),
  );
}

async function poll(
  context: RoundContext,
  { cache }: Pick<ExecutionContext, "cache">,
  claims?: readonly FeedState[][],
): Promise<void> {
  const { changed } = await pollRound(context, claims);
  if (!changed) return;
  const { hub, site } = context.edition;
  const feeds = Object.values(FORMATS).map(({ path }) => site + path);
  await Promise.all([
    purgeEdge(cache, CACHE_TAG, log),
    hub === null ? null : pingHub(hub, feeds, fetchAnything, log),
  ]);
}

function pollingOf(
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
      fetch: fetchAnything,
      userAgent: `Storyfold/${version} (+${edition.site}/about)`,
      loopback: Boolean(settings.STORYFOLD_ALLOW_LOOPBACK),
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
    },
    read: feedReader(edition),
    clock: () => now + Date.now() - started,
    log,
  };
}

const fetchAnything = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

const log: Log = (line) => console.log(JSON.stringify(line));
