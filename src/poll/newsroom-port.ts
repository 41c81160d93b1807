import type { NewsroomFeeds } from "../store/api.ts";

/** The part of the newsroom that polling uses. */
export type NewsroomPort = Pick<
  NewsroomFeeds,
  "leaseDueFeeds" | "claimDueFeeds" | "filePolls" | "takeChange"
>;
