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

/** The columns with the id that a feed gives a report. */
export interface GuidColumns {
  /** Its hash. Null if there is none, or if it is the URL, so that it needs no entry in the index. */
  guid: number | null;
  /** 1 if it is the URL. */
  guid_is_url: number | null;
}

/** The columns of a report with this hash of its id. */
export const packGuid = (guid: number | null, url: string): GuidColumns =>
  guid === longHash(url) ? { guid: null, guid_is_url: 1 } : { guid, guid_is_url: null };

/** The inverse of `packGuid`. */
export const guidOf = ({ guid, guid_is_url, url }: GuidColumns & { url: string }): number | null =>
  guid_is_url === 1 ? longHash(url) : guid;
