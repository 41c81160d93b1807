/**
 * Made-up events, as several outlets report them: the names, the number and the matter are the same, the words are each
 * outlet's own. The same seed gives the same events.
 */

export interface Event {
  /** Reports differ in their words by which of the outlets writes. */
  report(outlet: number): { title: string; text: string };
}

/** What happens: a matter, and how four outlets put it. P is a person, O an organisation, L a place, N a number. */
const MATTERS: readonly (readonly string[])[] = [
  [
    "Fire destroys O warehouse in L",
    "L warehouse of O burns down, N evacuated",
    "Blaze at O in L: N people flee",
    "N flee as O warehouse burns in L",
  ],
  [
    "P elected mayor of L",
    "L chooses P as mayor by N votes",
    "P wins mayoral election in L",
    "Mayoral vote in L: P ahead by N",
  ],
  [
    "O cuts N jobs in L",
    "N to lose work at O plant in L",
    "O closes L plant, N jobs go",
    "Layoffs at O: N workers in L affected",
  ],
  [
    "Storm floods L, N homes without power",
    "L under water after storm",
    "N homes dark in L as storm passes",
    "Flooding in L: P asks for help",
  ],
  [
    "P resigns from O over audit",
    "Audit at O brings down P",
    "O chief P steps down",
    "P leaves O after audit finds N errors",
  ],
  [
    "O buys rival for N million",
    "Takeover: O pays N million, P says",
    "P announces takeover by O in L",
    "O to take over competitor in N million deal",
  ],
  [
    "Train derails near L, N hurt",
    "N injured as O train leaves rails at L",
    "Derailment at L: O investigates",
    "P visits scene of L train accident",
  ],
  [
    "P wins marathon of L",
    "Marathon in L: P first of N runners",
    "P takes L marathon title",
    "N runners in L, and P wins",
  ],
  [
    "Museum of L gets back N stolen paintings",
    "Stolen art returns to L, P delighted",
    "N paintings found, museum in L says",
    "P presents recovered paintings in L",
  ],
  [
    "Strike at O stops buses in L",
    "No buses in L as N drivers walk out",
    "O drivers strike in L, P calls for talks",
    "Bus strike in L enters day, N drivers out",
  ],
  [
    "Scientists of O find new beetle near L",
    "New beetle species discovered at L",
    "P of O names beetle after L",
    "Beetle find at L: N specimens",
  ],
  [
    "Court in L sentences P to N months",
    "P convicted by L court",
    "N months for P in O fraud trial",
    "Fraud at O: court sentences P",
  ],
];

const FRONT = [
  "Bra",
  "Kel",
  "Nor",
  "Sta",
  "Vim",
  "Tor",
  "Hal",
  "Gre",
  "Lun",
  "Mar",
  "Pel",
  "Dro",
  "Ska",
  "Fen",
  "Ost",
  "Ira",
];
const MIDDLE = ["ven", "mar", "lin", "der", "sto", "ric", "han", "bel", "gar", "tis", "vol", "nem"];
const BACK = [
  "burg",
  "holm",
  "ford",
  "vik",
  "stad",
  "wick",
  "sund",
  "dal",
  "ora",
  "eth",
  "ano",
  "ist",
];
const GIVEN = [
  "Anna",
  "Boris",
  "Clara",
  "Dmitri",
  "Elena",
  "Farid",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Karin",
  "Lev",
];
const KINDS = ["Group", "Bank", "Steel", "Rail", "Foods", "Institute", "Motors", "Energy"];
const REMARKS = [
  "P spoke to reporters in L.",
  "O had no further comment.",
  "It was the second such case in L this year.",
  "Officials in L gave the number as N.",
  "P thanked the people of L.",
  "More is expected from O on Monday.",
];

/** The event of that number. Two share names as rarely as real ones do. */
export function eventOf(seed: number, number: number): Event {
  const random = randomOf(seed * 1_000_003 + number);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const made = (): string => pick(FRONT) + pick(MIDDLE) + pick(BACK);
  const names: Record<string, string> = {
    P: `${pick(GIVEN)} ${made()}sen`,
    O: `${made()} ${pick(KINDS)}`,
    L: made(),
    N: `${Math.floor(random() * 900) + 12}`,
  };
  const matter = pick(MATTERS);
  const say = (text: string): string =>
    text.replaceAll(/\b[POLN]\b/g, (name) => names[name] ?? name);
  return {
    report(outlet) {
      const put = (n: number): string => matter[(outlet + n) % matter.length] ?? "";
      const remark = (n: number): string => REMARKS[(outlet * 2 + n) % REMARKS.length] ?? "";
      return {
        title: say(put(0)),
        text: say(`${put(1)}. ${remark(0)} ${put(2)}, according to P. ${remark(1)}`),
      };
    },
  };
}

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
