/** The editions that the cost is computed for, and how much of each is simulated. Pure. */

/** Milliseconds. */
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Items in an outlet's feed. */
export const FEED_LENGTH = 30;

export interface EditionSize {
  name: string;
  /** Outlets, each with one feed; 0 for an edition of content files, which is the project's own. */
  outlets: number;
  /** Reports that an outlet publishes in a day, on average. */
  reports: number;
  /** Hours of a day that are simulated. The rest is scaled, since reports are published evenly over the day. */
  hours: number;
  /** The plan as polling knows it: on Free a tick claims few feeds, and files after each poll that brings reports. */
  plan: "free" | "paid";
}

export const EDITIONS: readonly EditionSize[] = [
  { name: "5 files", outlets: 0, reports: 0, hours: 1, plan: "free" },
  { name: "10 × 30", outlets: 10, reports: 30, hours: 6, plan: "free" },
  { name: "50 × 60", outlets: 50, reports: 60, hours: 2, plan: "free" },
  { name: "300 × 60", outlets: 300, reports: 60, hours: 1, plan: "paid" },
  { name: "1,000 × 60", outlets: 1_000, reports: 60, hours: 0.5, plan: "paid" },
];

/** The edition that the given name means: "50 × 60", "50x60" or "50X60". */
export const findEdition = (name: string): EditionSize | undefined =>
  EDITIONS.find((edition) => plain(edition.name) === plain(name));

const plain = (name: string): string => name.toLowerCase().replace("×", "x").replace(/[\s,]/g, "");

/** How an edition of some age is made without filing all of its reports. */
export interface Filling {
  /** Reports filed before the simulated hours. */
  filed: number;
  /** How many of them are younger than `retention`. */
  live: number;
  /** The edition's retention in days, shortened if fewer reports are live than there would be. */
  retention: number;
}

/** The retention that an edition has unless its file says otherwise, in days. */
export const RETENTION = 90;

/**
 * At its age the edition has `age × outlets × reports` reports, of which the latest are live and the others have passed
 * retention. If that is more than can be filed in a benchmark, there are fewer live ones, and a quarter as many others.
 *
 * @param age in days
 * @param maxLive maximum number of live reports to file
 */
export function fillingOf(
  { outlets, reports }: EditionSize,
  age: number,
  maxLive: number,
): Filling {
  const daily = outlets * reports;
  if (daily === 0 || age === 0) return { filed: 0, live: 0, retention: RETENTION };
  const live = Math.min(maxLive, Math.round(daily * Math.min(age, RETENTION)));
  if (age <= RETENTION) return { filed: live, live, retention: RETENTION };
  const older = Math.min(live / 4, daily * (age - RETENTION));
  return { filed: live + Math.round(older), live, retention: live / daily };
}
