import { existingArchiveDocument } from "../../model/feed-archive.ts";
import type { Story } from "../../model/story.ts";
import { formerOutlets } from "../outlets/registry.ts";
import { changesOf } from "../stories/story-changes.ts";
import { cachedDocument } from "./document-cache.ts";
import {
  addressesIn,
  archiveAfter,
  blocksOf,
  lastOpened,
  lastWithStories,
  storiesUpTo,
  versionOf,
} from "./archive-queries.ts";
import type {
  AddressRequest,
  DocumentResult,
  ArchiveRequest,
  DocumentContext,
  ListRequest,
  ReportListRequest,
  DocumentRequest,
} from "../api.ts";
import { findDay, latestDays } from "../days/day-queries.ts";
import { frequent, namesOf } from "../lists/facets.ts";
import { failingFeeds } from "../feeds/poll-times.ts";
import { selectStories } from "../lists/list-query.ts";
import {
  findStory,
  lastReportPage,
  latestStories,
  reportsOnPage,
  storyKeyOfReport,
} from "../stories/story-queries.ts";

/** How a document is requested, and the newsroom's current state. */
interface RequestContext {
  sql: SqlStorage;
  /** The newsroom's current revision. */
  revision: number;
  path: string | null;
  build: string;
  cachedBasis: number | null;
}

/** Answers a request for a document. Read-only. */
export function answerRequest(context: RequestContext, request: DocumentRequest): DocumentResult {
  const { sql, revision } = context;
  switch (request.kind) {
    case "story": {
      const found = findStory(sql, request.key);
      return found.kind === "story"
        ? unlessUnchanged(context, found.revision, () => ({
            stories: [found.story],
            context: { changes: changesOf(sql, found.id) },
          }))
        : found;
    }
    case "report": {
      const key = storyKeyOfReport(sql, request.url);
      return key === null ? { kind: "unknown" } : { kind: "moved", key };
    }
    case "reports":
      return answerReportList(context, request);
    case "latest":
      return unlessUnchanged(context, revision, () => {
        const stories = latestStories(sql, request.limit);
        const archive = archiveAfter(sql, stories);
        return { stories, context: { more: archive !== null, archive } };
      });
    case "list":
      return answerList(context, request);
    case "days":
      return unlessUnchanged(context, revision, () => {
        const { days, stories } = latestDays(sql, request.limit, request.perDay);
        return { stories, context: { days } };
      });
    case "day": {
      const { days, stories } = findDay(sql, request.day);
      return days.length === 0
        ? { kind: "unknown" }
        : unlessUnchanged(context, revision, () => ({ stories, context: { days } }));
    }
    case "facets":
      return unlessUnchanged(context, revision, () => ({
        stories: [],
        context: { tags: frequent(sql, "tag"), languages: frequent(sql, "language") },
      }));
    case "archive":
      return answerArchive(context, request);
    case "addresses":
      return unlessUnchanged(context, revision, () => ({
        stories: [],
        context: addresses(sql, request),
      }));
  }
}

/** The document from the caller's or the newsroom's cache if either is current; otherwise the stories to render. */
function unlessUnchanged(
  { sql, path, build, cachedBasis }: RequestContext,
  basis: number,
  findStories: () => Omit<Extract<DocumentResult, { kind: "stories" }>, "kind" | "basis">,
): DocumentResult {
  if (basis === cachedBasis) return { kind: "same" };
  const document = path === null ? null : cachedDocument(sql, path, build, basis);
  if (document) return { kind: "kept", basis, document };
  const { stories, context } = findStories();
  const former = formerOutlets(sql, outletsIn(stories, context));
  return {
    kind: "stories",
    basis,
    stories,
    context: { ...context, ...(former.length > 0 && { former }) },
  };
}

/** Ids of the outlets that a document of these stories names. */
const outletsIn = (stories: readonly Story[], context: DocumentContext = {}): string[] => [
  ...[...stories, ...(context.changes ?? [])].flatMap(({ reports }) =>
    reports.map(({ outlet }) => outlet),
  ),
  ...(context.names ?? []).flatMap(({ kind, key }) => (kind === "outlet" ? key : [])),
];

function answerList(
  context: RequestContext,
  { selection, limit, outlets }: ListRequest,
): DocumentResult {
  const { sql, revision } = context;
  if (revision === context.cachedBasis) return { kind: "same" };
  const names: NonNullable<DocumentContext["names"]> = [];
  for (const { kind, key, name } of namesOf(sql, selection)) {
    if (name === null && !(kind === "outlet" && outlets.includes(key)))
      return { kind: "unknown", facet: { kind, key } };
    names.push({ kind, key, name: name ?? key });
  }
  if (isEmpty(sql)) return answerEmpty(context, names);
  return unlessUnchanged(context, revision, () => {
    const found = selectStories(sql, selection, limit + 1);
    return {
      stories: found.slice(0, limit),
      context: { more: found.length > limit, names },
    };
  });
}

const isEmpty = (sql: SqlStorage): boolean =>
  sql.exec("SELECT 1 FROM stories WHERE gone = 0 LIMIT 1").toArray().length === 0;

/**
 * Without stories a list shows how many feeds fail, which no revision counts. Negative numbers are the basis then: they are
 * never a revision.
 */
function answerEmpty(
  context: RequestContext,
  names: NonNullable<DocumentContext["names"]>,
): DocumentResult {
  const failing = failingFeeds(context.sql);
  return unlessUnchanged(context, -1 - failing, () => ({
    stories: [],
    context: { more: false, names, failing },
  }));
}

function answerReportList(
  context: RequestContext,
  { key, page }: ReportListRequest,
): DocumentResult {
  const { sql } = context;
  const found = findStory(sql, key);
  if (found.kind !== "story") return found;
  const last = lastReportPage(found.story.counts.reports);
  return page > last
    ? { kind: "unknown" }
    : unlessUnchanged(context, found.revision, () => ({
        stories: [{ ...found.story, reports: reportsOnPage(sql, found.id, page) }],
        context: { page: { number: page, last } },
      }));
}

function answerArchive(context: RequestContext, { upTo, version }: ArchiveRequest): DocumentResult {
  const { sql } = context;
  const requested = existingArchiveDocument(upTo, lastOpened(sql));
  if (requested === null) return { kind: "unknown" };
  const existing = lastWithStories(sql, requested);
  if (existing === null) return { kind: "gone" };
  const current = versionOf(sql, existing);
  if (existing !== upTo || current !== version)
    return { kind: "version", upTo: existing, version: current };
  // A version never changes, so its basis is constant.
  return unlessUnchanged(context, 0, () => ({ stories: storiesUpTo(sql, upTo) }));
}

function addresses(sql: SqlStorage, { size, block }: AddressRequest): DocumentContext {
  if (block !== null) return { addresses: addressesIn(sql, block, size) };
  return lastOpened(sql) <= size
    ? { addresses: addressesIn(sql, 1, size) }
    : { blocks: blocksOf(sql, size) };
}
