/** Minutes east of UTC by the zone names that feeds use. An ambiguous name has the meaning most common in news. */
const ZONES: ReadonlyMap<string, number> = new Map(
  [
    // RFC 5322, 4.3
    "z 0, ut 0, utc 0, gmt 0, est -300, edt -240, cst -360, cdt -300",
    "mst -420, mdt -360, pst -480, pdt -420",
    // Europe: https://www.iana.org/time-zones
    "wet 0, west 60, bst 60, cet 60, cest 120, met 60, mest 120, mez 60, mesz 120",
    "eet 120, eest 180, msk 180, msd 240, trt 180",
    // Africa, Asia, Oceania
    "wat 60, cat 120, eat 180, sast 120, irst 210, gst 240, pkt 300, ist 330, npt 345",
    "ict 420, wib 420, wita 480, wit 540, hkt 480, sgt 480, myt 480, pht 480",
    "jst 540, kst 540, awst 480, acst 570, acdt 630, aest 600, aedt 660",
    "nzst 720, nzdt 780",
    // America
    "nst -210, ndt -150, ast -240, adt -180, akst -540, akdt -480, hst -600",
    "brt -180, brst -120, art -180, clt -240, clst -180, cot -300",
  ]
    .flatMap((zones) => zones.split(", "))
    .map((zone): [string, number] => {
      const [name = "", minutes] = zone.split(" ");
      return [name, Number(minutes)];
    }),
);

/** Standard minutes east of UTC of North American zones whose names leave summer time open. */
const SEASONAL: ReadonlyMap<string, number> = new Map([
  ["et", -300],
  ["ct", -360],
  ["mt", -420],
  ["pt", -480],
]);

/**
 * Minutes east of UTC that a zone name stands for on a day.
 *
 * @param day `2018-08-04`; null if unknown
 */
export function zoneMinutes(name: string, day: string | null): number | undefined {
  const zone = name.toLowerCase();
  const standard = SEASONAL.get(zone);
  if (standard === undefined) return ZONES.get(zone);
  return day !== null && isSummerTime(day) ? standard + 60 : standard;
}

/**
 * Summer time in the United States lasts from the second Sunday in March to the first in November
 * (https://www.law.cornell.edu/uscode/text/15/260a). The hours of the change itself are not distinguished.
 */
function isSummerTime(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const sunday = (inMonth: number, from: number): number =>
    from + ((7 - new Date(Date.UTC(year, inMonth - 1, from)).getUTCDay()) % 7);
  if (month === 3) return date >= sunday(3, 8);
  if (month === 11) return date < sunday(11, 1);
  return month > 3 && month < 11;
}
