import type { Edition } from "../../model/edition.ts";
import { ALL_STORIES, type Selection } from "../../model/selection.ts";
import type { Outlet } from "../../model/outlet.ts";
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
import { entry, withFormer, type Entry } from "../entry.ts";
import type { FeedSource } from "./feed-source.ts";

/** The stories of a list and the context that its feeds and page need. */
export interface StoryList {
  edition: Edition;
  stories: readonly Story[];
  selection?: Selection;
  updates?: Updates;
  names?: FacetNames;
  /** Whether more stories follow the last one. */
  more?: boolean;
  /** For an edition without stories: number of feeds whose last poll failed. */
  failing?: number;
  /** Number of the archive document that continues the feed. */
  archive?: number | null;
  /** Outlets of the stories that the edition no longer has. */
  former?: readonly Outlet[];
}

/** The source from which a list's feeds and page are rendered. */
export function listSource(list: StoryList): FeedSource {
  const { stories, selection = ALL_STORIES, updates = "silent", names = [] } = list;
  const edition = withFormer(list.edition, list.former);
  const last = stories.at(-1);
  const nextPage = (): Channel =>
    channelOf(edition, { ...selection, olderThan: last?.updated ?? null }, names, updates);
  return {
    edition,
    channel: channelOf(edition, selection, names, updates),
    entries: stories.map((story) =>
      applyUpdates(entry(story, edition, selection.minOutlets), updates),
    ),
    // A story's place in the order "top" changes with every outlet, so that a second page would repeat and skip stories.
    next: list.more && last && selection.order === "latest" ? nextPage() : null,
    ...(list.failing !== undefined && { failing: list.failing }),
    archive:
      typeof list.archive === "number"
        ? { "prev-archive": archiveFeeds(edition, list.archive) }
        : {},
  };
}

/** The source of the archive document that ends with story number `upTo`. */
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
 * Adapts an entry to the feed's update mode. In the mode "new" the id ends with the time of the update: a story is
 * updated when an outlet joins, so each outlet that joins gives the entry a new id.
 */
function applyUpdates(original: Entry, updates: Updates): Entry {
  if (updates === "silent") return original;
  const { id, updated } = original;
  return {
    ...original,
    published: updated,
    ...(updates === "new" && { id: `${id}/${updated.toISOString()}` }),
  };
}
