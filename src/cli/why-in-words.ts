/** An explanation in words that a person reads. */
import type { Explanation, SharedTerms } from "../cluster/index.ts";

/** Log odds below the threshold by which two reports miss it narrowly. */
const NARROWLY = 1;
/** Hours from which on time speaks against two reports. */
const LONG = 36;

/** What is said of two reports; each line stands on its own. */
export interface Verdict {
  verdict: string;
  /** Lines with a name each. */
  forIt: [name: string, text: string][];
  againstIt: [name: string, text: string][];
}

/** Puts into words why two reports are one story, or are not. */
export function inWords({ one, evidence, against }: Explanation): Verdict {
  const { score, threshold, hours, sameTextAs } = evidence;
  const narrow = !one && score >= threshold - NARROWLY;
  const kind = one ? "one story" : narrow ? "two stories, but only just" : "two stories";
  const forIt: Verdict["forIt"] = lines(evidence);
  if (hours !== null && hours <= LONG) forIt.push(["time", apart(hours)]);
  if (sameTextAs !== null) forIt.push(["copy", "one text, nearly word for word"]);
  const againstIt: Verdict["againstIt"] = [];
  if (evidence.names.length === 0) againstIt.push(["names", "none in common"]);
  if (evidence.numbers.length === 0) {
    const [a, b] = [against.earlier.numbers, against.later.numbers];
    if (a.length > 0 && b.length > 0)
      againstIt.push(["numbers", `${a.join(", ")} in one, ${b.join(", ")} in the other`]);
  }
  if (hours !== null && hours > LONG) againstIt.push(["time", apart(hours)]);
  if (against.datesApart)
    againstIt.push(["dates", `the addresses name days ${apart(24 * against.datesApart)}`]);
  if (against.otherWeekday) againstIt.push(["weekday", "each names other days of the week"]);
  if (against.foreign)
    againstIt.push(["language", "two languages: only names, numbers and dates can tie them"]);
  for (const [name, told] of [
    ["earlier", against.earlier],
    ["later", against.later],
  ] as const) {
    const own = [...told.names, ...told.numbers, ...told.words].slice(0, 8);
    if (own.length > 0) againstIt.push([name, `this one alone has ${own.join(", ")}`]);
  }
  return {
    verdict: `${kind}: ${percent(score)} likely to tell of one event, where ${percent(threshold)} is asked (log odds ${score}, ${threshold})`,
    forIt,
    againstIt,
  };
}

const lines = ({ names, words, numbers }: SharedTerms): [string, string][] =>
  Object.entries({ names, words, numbers })
    .filter(([, shared]) => shared.length > 0)
    .map(([name, shared]) => [name, shared.join(", ")]);

/** Log odds as a chance. */
const percent = (odds: number): string => {
  const chance = 100 / (1 + Math.exp(-odds));
  return chance >= 1 && chance <= 99
    ? `${Math.round(chance)} %`
    : chance < 1
      ? "under 1 %"
      : "over 99 %";
};

function apart(hours: number): string {
  if (hours < 1) return "within the hour";
  if (hours <= LONG) return `${Math.round(hours)} hours apart`;
  return `${Math.round(hours / 24)} days apart`;
}
