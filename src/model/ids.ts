import type { Edition } from "./edition.ts";

/** The id of a story's entry in every feed: a tag URI (RFC 4151), so that it survives a move to another address. */
export const entryId = (edition: Edition, key: string): string => tag(edition, `stories/${key}`);

/** The id of the edition itself. */
export const editionId = (edition: Edition): string => tag(edition, "edition");

/** The id of a list of stories: of its one address, which names what is listed. */
export const listId = (edition: Edition, address: string): string =>
  tag(edition, `lists${address}`);

/** The taxonomy that an edition's tags are of: RSS calls it domain, Atom scheme. */
export const tagScheme = (edition: Edition): string => tag(edition, "tags");

/** The permanent page of a story. */
export const storyUrl = (edition: Edition, key: string): string =>
  `${edition.site}${storyPath(key)}`;

export const storyPath = (key: string): string => `/stories/${key}`;

const tag = ({ authority }: Edition, specific: string): string =>
  `tag:${authority.name},${authority.since}:${specific}`;
