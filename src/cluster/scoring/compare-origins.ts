/** When and where two reports were published, for the inputs of the pair model. */
import type { Features } from "../features/extract.ts";
import { INPUT } from "./pair-inputs.ts";

/** Longer gaps in hours count as this. */
const MAX_HOURS = 240;
/** Longer gaps in days between the dates of two URLs count as this. */
const MAX_URL_DAYS = 8;

/** Sets the inputs that compare times, outlets, sections and languages. */
export function compareOrigins(row: Float64Array, own: Features, other: Features): void {
  const hours = Math.abs(own.day - other.day) * 24;
  row[INPUT.hours] = Number.isNaN(hours) ? -1 : Math.min(MAX_HOURS, hours);
  const urlDays = Math.abs(own.urlDay - other.urlDay);
  row[INPUT.urlDays] = Number.isNaN(urlDays) ? -1 : Math.min(MAX_URL_DAYS, urlDays);
  const isSameOutlet = own.outlet !== 0 && own.outlet === other.outlet;
  const isSameSection = own.section === other.section;
  row[INPUT.sameOutlet] = Number(isSameOutlet);
  row[INPUT.sameOutletSection] = Number(isSameOutlet && isSameSection);
  row[INPUT.sameSection] = own.section === 0 || other.section === 0 ? 0 : isSameSection ? 1 : -1;
  row[INPUT.sameLanguage] = Number(own.language === other.language);
}
