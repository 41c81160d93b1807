import { volumeThere } from "../../model/feed-archive.ts";
import { changesOf } from "../stories/story-changes.ts";
import { keptDocument } from "./document-cache.ts";
import {
  addressesIn,
  archiveBehind,
  blocksOf,
  lastOpened,
  storiesUpTo,
  versionOf,
} from "./archive-queries.ts";
import type { AddressNeed, Answer, ArchiveNeed, Beside, ListNeed, Need } from "../api.ts";
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
export function look(asked: Asked, need: Need): Answer {
  const { sql, revision } = asked;
  switch (need.kind) {
    case "story": {
      const found = findStory(sql, need.key);
      return found.kind === "story"
        ? unlessKnown(asked, found.revision, () => ({
            stories: [found.story],
            beside: { changes: changesOf(sql, found.id) },
          }))
        : found;
    }
    case "latest":
      return unlessKnown(asked, revision, () => {
        const stories = latestStories(sql, need.limit);
        const behind = archiveBehind(sql, stories);
        return { stories, beside: { more: behind !== null, archive: behind } };
      });
    case "list":
      return list(asked, need);
    case "archive":
      return archive(asked, need);
    case "addresses":
      return unlessKnown(asked, revision, () => ({ stories: [], beside: addresses(sql, need) }));
  }
}

function unlessKnown(
  { sql, path, build, held }: Asked,
  basis: number,
  find: () => Omit<Extract<Answer, { kind: "stories" }>, "kind" | "basis">,
): Answer {
  if (basis === held) return { kind: "same" };
  const document = path === null ? null : keptDocument(sql, path, build, basis);
  return document ? { kind: "kept", basis, document } : { kind: "stories", basis, ...find() };
}

function list(asked: Asked, { selection, limit, outlets }: ListNeed): Answer {
  const { sql, revision } = asked;
  if (revision === asked.held) return { kind: "same" };
  const names: NonNullable<Beside["names"]> = [];
  for (const { kind, key, name } of namesOf(sql, selection)) {
    if (name === null && !(kind === "outlet" && outlets.includes(key)))
      return { kind: "unknown", mark: { kind, key } };
    names.push({ kind, key, name: name ?? key });
  }
  return unlessKnown(asked, revision, () => {
    const found = selectStories(sql, selection, limit + 1);
    return {
      stories: found.slice(0, limit),
      beside: { more: found.length > limit, names },
    };
  });
}

function archive(asked: Asked, { upTo, version }: ArchiveNeed): Answer {
  const { sql } = asked;
  const there = volumeThere(upTo, lastOpened(sql));
  if (there === null) return { kind: "unknown" };
  const now = versionOf(sql, there);
  if (there !== upTo || now !== version) return { kind: "version", upTo: there, version: now };
  return unlessKnown(asked, 0, () => ({ stories: storiesUpTo(sql, upTo) }));
}

function addresses(sql: SqlStorage, { size, block }: AddressNeed): Beside {
  if (block !== null) return { addresses: addressesIn(sql, block, size) };
  return lastOpened(sql) <= size
    ? { addresses: addressesIn(sql, 1, size) }
    : { blocks: blocksOf(sql, size) };
}
