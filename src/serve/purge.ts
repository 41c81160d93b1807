import type { Edition } from "../model/edition.ts";
import { FORMATS } from "../render/feeds/formats.ts";

/** Every cached response carries this tag, so that one call purges the whole edition (Workers Cache). */
export const CACHE_TAG = "edition";

/** The addresses of the edition's feeds: what a WebSub hub is told when something changed. */
export const feedUrls = ({ site }: Edition): string[] =>
  Object.values(FORMATS).map(({ path }) => site + path);
