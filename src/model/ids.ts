import type { Edition } from "./edition.ts";

/** The id of a story's entry in every feed: a tag URI (RFC 4151), so that it survives a move to another address. */
export const entryId = (edition: Edition, key: string): string => tag(edition, `stories/${key}`);

/** The id of the edition itself. */
export const editionId = (edition: Edition): string => tag(edition, "edition");

/** The id of a list of stories, made from its canonical address, which says what is listed. */
export const listId = (edition: Edition, address: string): string =>
  tag(edition, `lists${address}`);

/** The taxonomy of an edition's tags. RSS calls it the domain, Atom the scheme. */
export const tagScheme = (edition: Edition): string => tag(edition, "tags");

/** Absolute URL of a story's permanent page. */
export const storyUrl = (edition: Edition, key: string): string =>
  `${edition.site}${storyPath(key)}`;

export const storyPath = (key: string): string => `/stories/${key}`;

const tag = ({ authority }: Edition, specific: string): string =>
  `tag:${authority.name},${authority.since}:${specific}`;

/** The path of the page of all days. */
export const DAILY_PATH = "/daily";

export const dailyDayPath = (day: string): string => `${DAILY_PATH}/${day}`;

/** The id of a day's entry in the daily feed. */
export const dayId = (edition: Edition, day: string): string => tag(edition, `daily/${day}`);
