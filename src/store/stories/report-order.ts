/** How far before its first sight a report may claim to be published and still be ordered among other outlets' reports. */
const MAX_BACKDATED = 6 * 3_600_000;

/** What decides a report's place in its story. Times are milliseconds since 1970 (UTC). */
export interface OrderedReport {
  id: number;
  url: string;
  outlet: string;
  /** Where it came from: "content", or a feed. */
  wire: string;
  /** When it was first filed. */
  filed: number;
  /** When its outlet says that it was published. */
  moment: number;
}

/**
 * When a report counts as published compared with those of other outlets. A feed that lists days of history cannot be
 * told from one that invents earlier dates, so such a date orders a report within its outlet only.
 */
export const momentAmongOutlets = ({ wire, filed, moment }: OrderedReport): number =>
  wire !== "content" && filed - moment > MAX_BACKDATED ? filed : moment;

/** The same in SQL. */
export const MOMENT_AMONG_OUTLETS = `iif(wire <> 'content' AND filed - moment > ${MAX_BACKDATED}, filed, moment)`;

/**
 * The reports of a story in the order in which it shows them: by time of publication, as far as a report that comes later
 * changes neither the first report nor the order of the outlets. A report of an outlet that the story already has never
 * precedes the outlet's first one, and one of another outlet comes after the first reports of all others.
 *
 * @param opener id of the report that opened the story, which comes first
 */
export function inStoryOrder<T extends OrderedReport>(
  reports: readonly T[],
  opener: number | null,
): T[] {
  const arrivals = reports.toSorted(
    (a, b) =>
      Number(b.id === opener) - Number(a.id === opener) ||
      a.filed - b.filed ||
      momentAmongOutlets(a) - momentAmongOutlets(b) ||
      a.moment - b.moment ||
      (a.url < b.url ? -1 : 1),
  );
  const firsts = new Map<string, number>();
  let latestFirst = Number.NEGATIVE_INFINITY;
  const placed = arrivals.map((report) => {
    const first = firsts.get(report.outlet);
    const place = Math.max(report.moment, first ?? latestFirst);
    if (first === undefined) {
      firsts.set(report.outlet, place);
      latestFirst = place;
    }
    return { report, place };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ report }) => report);
}
