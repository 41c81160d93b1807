/** What lists look for among the stories. */

/** A story's id, and when the story was updated. */
export interface Candidate extends Record<string, SqlStorageValue> {
  story: number;
  updated: number;
}

/** Times of update, from `since` (inclusive) to `before` (exclusive): milliseconds since 1970 (UTC). */
export interface UpdateRange {
  since: number;
  before: number;
}
