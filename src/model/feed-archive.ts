/**
 * The archive of an edition (RFC 5005, section 4): documents that together hold every story exactly once.
 *
 * - A story has its place by when it was opened, which never changes: stories are numbered, and the document `/archive/N`
 *   holds those after the last full hundred up to story N. In the order of updates a story that grows would move; here
 *   nothing moves, and a reader that walks back misses none and meets none twice, whatever is filed meanwhile. Only what
 *   was withdrawn, or became part of another story, is no longer there.
 * - N need not be a full hundred: the document from which a reader of the current feed goes on ends with the youngest
 *   story that the feed does not show, or soon after. So there is no gap between the two, and no document that still fills.
 * - RFC 5005 asks that the set of entries at an address not change. Their texts still do: an outlet corrects a headline,
 *   another reports the story, a deploy draws it differently. A frozen copy would go on showing what was corrected or
 *   withdrawn. So `/archive/N` leads (302) to an address that names the version as well. The document there never changes,
 *   and says so; once another version takes its place, its address leads to that one.
 * - A reader that has read part of the archive learns what changes in it from the current feed: a story that grows comes
 *   to the top there, with the same id.
 */
const WINDOW = 100;

/** The document that a current feed names is one of these steps, where there is one: another for every story would be fetched anew each time. */
const STEP = 25;

/** Stories in an archive document: those numbered after `after`, up to `upTo`. */
export interface ArchiveDocument {
  after: number;
  upTo: number;
}

/** The archive's document that ends with that story. */
export const archiveDocument = (upTo: number): ArchiveDocument => ({
  after: Math.floor((upTo - 1) / WINDOW) * WINDOW,
  upTo,
});

/** The numbers of the documents before and after; null where there is none, or none that is steady. */
export const adjacentDocuments = ({ after, upTo }: ArchiveDocument) => ({
  before: after === 0 ? null : after,
  next: upTo % WINDOW === 0 ? upTo + WINDOW : null,
});

/** Which document a feed names, that shows all stories after `youngest` of `last`. */
export function archiveDocumentAfter(youngest: number, last: number): number {
  const step = Math.ceil(youngest / STEP) * STEP;
  return step <= last ? step : youngest;
}

/**
 * Which document there is for a number: itself, or the newest one for the full hundred that is not there yet, which the
 * one before names already. Null for any other.
 */
export function existingArchiveDocument(upTo: number, last: number): number | null {
  if (upTo < 1 || last === 0) return null;
  if (upTo <= last) return upTo;
  return upTo % WINDOW === 0 && upTo - WINDOW <= last ? last : null;
}

/** The address of an archive document, without the format: the steady one, or that of one version. */
export const archivePath = (upTo: number, version: string | null = null): string =>
  version === null ? `/archive/${upTo}` : `/archive/${upTo}/${version}`;
