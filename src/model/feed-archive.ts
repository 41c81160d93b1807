/**
 * The archive of an edition (RFC 5005, section 4): documents that together contain every story exactly once.
 *
 * - Stories are numbered in the order in which they were opened, which never changes. The document `/archive/N`
 *   contains the stories after the last full hundred up to story N. In order of update, a story that grows would move
 *   to another document. Here nothing moves: a reader that walks back misses no story and meets none twice, whatever is
 *   filed in the meantime. Only stories that were withdrawn or merged into another one are missing.
 * - N need not be a multiple of 100. The first archive document after the current feed ends with the newest story that
 *   the feed does not show, or soon after it. So there is no gap between the two, and no document is still filling up.
 * - RFC 5005 requires that the set of entries at an address does not change. Their texts still change: an outlet
 *   corrects a headline, another outlet reports the story, a deployment renders it differently. A frozen copy would
 *   keep showing what was corrected or withdrawn. So `/archive/N` redirects (302) to an address that also names the
 *   version. The document there never changes, and says so. Once another version replaces it, its address redirects to
 *   the new one.
 * - A reader that has read part of the archive learns of changes in it from the current feed: a story that grows moves
 *   to the top there, under the same id.
 */

/** Maximum number of stories in an archive document. */
const WINDOW = 100;

/**
 * A current feed rounds the number of the document that it names up to a multiple of this, if that many stories exist.
 * Otherwise the document would change with every story, and readers would fetch it each time.
 */
const STEP = 25;

/** The stories of an archive document: those numbered after `after`, up to and including `upTo`. */
export interface ArchiveDocument {
  after: number;
  upTo: number;
}

/** The archive document that ends with story number `upTo`. */
export const archiveDocument = (upTo: number): ArchiveDocument => ({
  after: Math.floor((upTo - 1) / WINDOW) * WINDOW,
  upTo,
});

/** The number of the full document with this story. */
export const fullDocumentWith = (story: number): number => Math.ceil(story / WINDOW) * WINDOW;

/**
 * Numbers of the documents before and after this one. `before` is null for the first document. `next` is null unless
 * this document is full, since only a full document has one fixed successor.
 */
export const adjacentDocuments = ({ after, upTo }: ArchiveDocument) => ({
  before: after === 0 ? null : after,
  next: upTo % WINDOW === 0 ? upTo + WINDOW : null,
});

/**
 * The number of the archive document that a feed names as the one before it.
 *
 * @param youngest number of the newest story that the feed does not show.
 * @param last number of the newest story of all.
 */
export function archiveDocumentAfter(youngest: number, last: number): number {
  const step = Math.ceil(youngest / STEP) * STEP;
  return step <= last ? step : youngest;
}

/**
 * The number of the document to serve for a requested number. That is the number itself, if the story exists. A full
 * document links to the next full hundred in advance; until that is reached, its number means the newest document.
 *
 * @returns null for any other number.
 */
export function existingArchiveDocument(upTo: number, last: number): number | null {
  if (upTo < 1 || last === 0) return null;
  if (upTo <= last) return upTo;
  return upTo % WINDOW === 0 && upTo - WINDOW <= last ? last : null;
}

/** Path of an archive document without the format's extension: the permanent one, or that of one version. */
export const archivePath = (upTo: number, version: string | null = null): string =>
  version === null ? `/archive/${upTo}` : `/archive/${upTo}/${version}`;
