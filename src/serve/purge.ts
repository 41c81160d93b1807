import type { Edition } from "../model/edition.ts";
import { feedsAt } from "../render/feeds/channel.ts";

/** Every cached response carries this tag, so that one call purges the whole edition (Workers Cache). */
export const CACHE_TAG = "edition";

/** The addresses of the edition's feeds: what a WebSub hub is told when something changed. */
export const feedUrls = (edition: Edition): string[] => Object.values(feedsAt(edition, "", ""));
