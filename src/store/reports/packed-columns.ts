/** Columns of reports that mostly follow from others, and are stored shorter or not at all then. Pure. */
import { longHash } from "../feeds/feed-state.ts";

/** The zone at the end of a date with a time. */
const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;
const ONLY_ZONE = new RegExp(`^${ZONE.source}`);

/**
 * The date of a report as its row has it: of one to the second, only the zone, since the row has the moment as well.
 *
 * @param moment milliseconds since 1970 (UTC)
 */
export function packDate(value: string | null, moment: number): string | null {
  const zone = ZONE.exec(value ?? "")?.[0];
  return zone !== undefined && inZone(moment, zone) === value ? zone : value;
}

/** The inverse of `packDate`. */
export const unpackDate = (stored: string | null, moment: number): string | null =>
  stored !== null && ONLY_ZONE.test(stored) ? inZone(moment, stored) : stored;

/** The same in SQL, for a row of `reports`. */
export const DATE = `iif(length(published) > 6, published,
  strftime('%Y-%m-%dT%H:%M:%S', moment / 1000, 'unixepoch', replace(published, 'Z', '+00:00')) || published)`;

function inZone(moment: number, zone: string): string {
  const [hours = 0, minutes = 0] = zone === "Z" ? [] : zone.slice(1).split(":").map(Number);
  const offset = (zone.startsWith("-") ? -1 : 1) * (60 * hours + minutes) * 60_000;
  return new Date(moment + offset).toISOString().slice(0, 19) + zone;
}

/** Stands for an id that is the URL, as it often is. */
const IS_URL = 0;

/** The hash of the id that a feed gives a report, as the row has it. */
export const packGuid = (guid: number | null, url: string): number | null =>
  guid === longHash(url) ? IS_URL : guid;

/** The inverse of `packGuid`. */
export const guidOf = ({ guid, url }: { guid: number | null; url: string }): number | null =>
  guid === IS_URL ? longHash(url) : guid;

/** Whether the id that the feed gives the report is its URL. */
export const hasUrlAsGuid = (row: { guid: number | null }): boolean => row.guid === IS_URL;
