/**
 * Finds reports by their URLs. The unique index has a short hash of each URL, since a second copy of the URL itself would
 * be an eighth of what is stored. A report whose hash another one has, and one that an upgrade has not reached, has its
 * URL in place of the hash. A URL is never a hash, so one of two look-ups finds it, and one that finds nothing costs nothing.
 */
import { hash } from "../../cluster/index.ts";

/** Tells the hash of a URL from that of a guid or a text. */
const SEED = 3;

/** Up to six digits, of which a report's row and its entry in the index have a copy each. */
const hashOf = (url: string): string => hash(url, SEED).toString(36);

/** What most URLs begin with, and the column leaves out. */
const HTTPS = /^https:\/\//;

/** The columns that a URL is stored in. The column "url" is computed from them. */
export interface UrlColumns {
  url_key: string;
  /** Null if the key is the URL. */
  address: string | null;
}

/**
 * Stores the URL of a report.
 *
 * @param write writes the columns, unless another report has the key; returns whether it has written them
 * @throws when another report has the URL
 */
export function storeUrl(
  sql: SqlStorage,
  url: string,
  write: (columns: UrlColumns) => boolean,
): void {
  const key = hashOf(url);
  if (write({ url_key: key, address: url.replace(HTTPS, "") })) return;
  const [other] = sql
    .exec<{ url: string }>("SELECT url FROM reports WHERE url_key = ?", key)
    .toArray();
  if (other?.url === url || !write({ url_key: url, address: null }))
    throw new Error(`another report has the URL ${url}`);
}

/** A query for the report that has a URL. It takes what `urlKeys` gives. */
export const selectAtUrl = (columns: string): string =>
  `SELECT ${columns} FROM reports WHERE url_key = ?1 AND url = ?2
   UNION ALL SELECT ${columns} FROM reports WHERE url_key = ?2`;

export const urlKeys = (url: string): [key: string, url: string] => [hashOf(url), url];

/** Selects the ids of the reports that have, or had, one of the URLs. It takes what `listOfUrlKeys` gives. */
export const SELECT_IDS_BY_URL = `SELECT reports.id FROM json_each(?1) AS wanted CROSS JOIN reports
    ON reports.url_key = wanted.value ->> 0 AND reports.url = wanted.value ->> 1
  UNION SELECT id FROM reports WHERE url_key IN (SELECT value ->> 1 FROM json_each(?1))
  UNION SELECT report FROM addresses WHERE url IN (SELECT value ->> 1 FROM json_each(?1))`;

export const listOfUrlKeys = (urls: readonly string[]): string => JSON.stringify(urls.map(urlKeys));
