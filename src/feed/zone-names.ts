/** Minutes east of UTC by the zone names that feeds use. An ambiguous name has the meaning most common in news. */
export const ZONES: ReadonlyMap<string, number> = new Map(
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
    "et -300, pt -480, brt -180, brst -120, art -180, clt -240, clst -180, cot -300",
  ]
    .flatMap((zones) => zones.split(", "))
    .map((zone): [string, number] => {
      const [name = "", minutes] = zone.split(" ");
      return [name, Number(minutes)];
    }),
);
