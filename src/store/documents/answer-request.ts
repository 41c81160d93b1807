import { existingArchiveDocument } from "../../model/feed-archive.ts";
import { changesOf } from "../stories/story-changes.ts";
import { cachedDocument } from "./document-cache.ts";
import {
  addressesIn,
  archiveBehind,
  blocksOf,
  lastOpened,
  storiesUpTo,
  versionOf,
} from "./archive-queries.ts";
import type {
  AddressRequest,
  DocumentResult,
  ArchiveRequest,
  DocumentContext,
  ListRequest,
  DocumentRequest,
} from "../api.ts";
import { selectStories } from "../lists/list-query.ts";
import { namesOf } from "../lists/facets.ts";
import { findStory, latestStories } from "../stories/story-queries.ts";

/** Who asks for a document, and what the newsroom is at. */
interface Asked {
  sql: SqlStorage;
  /** Of the newsroom. */
  revision: number;
  path: string | null;
  build: string;
  held: number | null;
}

/** What the newsroom has for a document. Nothing is changed. */
export function answerRequest(asked: Asked, request: DocumentRequest): DocumentResult {
  const { sql, revision } = asked;
  switch (request.kind) {
    case "story": {
      const found = findStory(sql, request.key);
      return found.kind === "story"
        ? unlessUnchanged(asked, found.revision, () => ({
            stories: [found.story],
            beside: { changes: changesOf(sql, found.id) },
          }))
        : found;
    }
    case "latest":
      return unlessUnchanged(asked, revision, () => {
        const stories = latestStories(sql, request.limit);
        const behind = archiveBehind(sql, stories);
        return { stories, beside: { more: behind !== null, archive: behind } };
      });
    case "list":
      return list(asked, request);
    case "archive":
      return archive(asked, request);
    case "addresses":
      return unlessUnchanged(asked, revision, () => ({
        stories: [],
        beside: addresses(sql, request),
      }));
  }
}

function unlessUnchanged(
  { sql, path, build, held }: Asked,
  basis: number,
  find: () => Omit<Extract<DocumentResult, { kind: "stories" }>, "kind" | "basis">,
): DocumentResult {
  if (basis === held) return { kind: "same" };
  const document = path === null ? null : cachedDocument(sql, path, build, basis);
  return document ? { kind: "kept", basis, document } : { kind: "stories", basis, ...find() };
}

function list(asked: Asked, { selection, limit, outlets }: ListRequest): DocumentResult {
  const { sql, revision } = asked;
  if (revision === asked.held) return { kind: "same" };
  const names: NonNullable<DocumentContext["names"]> = [];
  for (const { kind, key, name } of namesOf(sql, selection)) {
    if (name === null && !(kind === "outlet" && outlets.includes(key)))
      return { kind: "unknown", facet: { kind, key } };
    names.push({ kind, key, name: name ?? key });
  }
  return unlessUnchanged(asked, revision, () => {
    const found = selectStories(sql, selection, limit + 1);
    return {
      stories: found.slice(0, limit),
      beside: { more: found.length > limit, names },
    };
  });
}

function archive(asked: Asked, { upTo, version }: ArchiveRequest): DocumentResult {
  const { sql } = asked;
  const there = existingArchiveDocument(upTo, lastOpened(sql));
  if (there === null) return { kind: "unknown" };
  const now = versionOf(sql, there);
  if (there !== upTo || now !== version) return { kind: "version", upTo: there, version: now };
  return unlessUnchanged(asked, 0, () => ({ stories: storiesUpTo(sql, upTo) }));
}

function addresses(sql: SqlStorage, { size, block }: AddressRequest): DocumentContext {
  if (block !== null) return { addresses: addressesIn(sql, block, size) };
  return lastOpened(sql) <= size
    ? { addresses: addressesIn(sql, 1, size) }
    : { blocks: blocksOf(sql, size) };
}
