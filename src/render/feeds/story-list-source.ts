import type { Edition } from "../../model/edition.ts";
import { ALL_STORIES, type Selection } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import {
  archiveChannel,
  channelOf,
  feedsAt,
  type Channel,
  type FacetNames,
  type Updates,
} from "./channel.ts";
import { archivePath, adjacentDocuments, archiveDocument } from "../../model/feed-archive.ts";
import { entry, type Entry } from "../entry.tsx";
import type { FeedSource } from "./feed-source.ts";

/** A list before it is written, as what a feed or a page shows. */
export interface StoryList {
  edition: Edition;
  stories: readonly Story[];
  selection?: Selection;
  updates?: Updates;
  names?: FacetNames;
  /** There are stories after the last one. */
  more?: boolean;
  /** The archive document in which a reader goes on. */
  archive?: number | null;
}

/** The source of a list's feeds and pages. */
export function listSource(list: StoryList): FeedSource {
  const { edition, stories, selection = ALL_STORIES, updates = "silent", names = [] } = list;
  const last = stories.at(-1);
  const following = (): Channel =>
    channelOf(edition, { ...selection, before: last?.updated ?? null }, names, updates);
  return {
    edition,
    channel: channelOf(edition, selection, names, updates),
    entries: stories.map((story) => updatedAs(entry(story, edition), updates)),
    next: list.more && last ? following() : null,
    archive:
      typeof list.archive === "number"
        ? { "prev-archive": archiveFeeds(edition, list.archive) }
        : {},
  };
}

/** The source of an archive document. */
export function archiveSource(
  edition: Edition,
  stories: readonly Story[],
  upTo: number,
  version: string,
): FeedSource {
  const { before, next } = adjacentDocuments(archiveDocument(upTo));
  return {
    edition,
    channel: archiveChannel(edition, upTo, version),
    entries: stories.map((story) => entry(story, edition)),
    next: null,
    archive: {
      current: channelOf(edition).feeds,
      ...(before !== null && { "prev-archive": archiveFeeds(edition, before) }),
      ...(next !== null && { "next-archive": archiveFeeds(edition, next) }),
    },
  };
}

const archiveFeeds = (edition: Edition, upTo: number) => feedsAt(edition, archivePath(upTo), "");

/**
 * The entry as those want it who asked to hear of updates. Stories count as updated when an outlet joins, so the moment of
 * that is one new id for each.
 */
function updatedAs(shown: Entry, updates: Updates): Entry {
  if (updates === "silent") return shown;
  const { id, updated } = shown;
  return {
    ...shown,
    published: updated,
    ...(updates === "new" && { id: `${id}/${updated.toISOString()}` }),
  };
}
