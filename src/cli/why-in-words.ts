/** Puts an explanation of the folding engine into words for people. */
import type { Explanation, SharedTerms } from "../cluster/index.ts";

/** A score that misses the threshold by no more than this, in log odds, is called a near miss. */
const NEAR_MISS = 1;
/** A gap of more than this many hours counts as evidence against one story. */
const LONG_GAP = 36;

/** The explanation of two reports. Each line can be read on its own. */
export interface Verdict {
  verdict: string;
  /** Evidence for one story, as labelled lines. */
  forIt: [name: string, text: string][];
  /** Evidence against one story, as labelled lines. */
  againstIt: [name: string, text: string][];
}

/** Explains why two reports are, or are not, one story. */
export function inWords({ one, evidence, against }: Explanation): Verdict {
  const { score, threshold, hours, sameTextAs } = evidence;
  const nearMiss = !one && score >= threshold - NEAR_MISS;
  const kind = one ? "one story" : nearMiss ? "two stories, but only just" : "two stories";
  const forIt: Verdict["forIt"] = lines(evidence);
  if (hours !== null && hours <= LONG_GAP) forIt.push(["time", apart(hours)]);
  if (sameTextAs !== null) forIt.push(["copy", "nearly the same text, word for word"]);
  const againstIt: Verdict["againstIt"] = [];
  if (evidence.names.length === 0) againstIt.push(["names", "none in common"]);
  if (evidence.numbers.length === 0) {
    const [a, b] = [against.earlier.numbers, against.later.numbers];
    if (a.length > 0 && b.length > 0)
      againstIt.push(["numbers", `${a.join(", ")} in one, ${b.join(", ")} in the other`]);
  }
  if (hours !== null && hours > LONG_GAP) againstIt.push(["time", apart(hours)]);
  if (against.datesApart)
    againstIt.push(["dates", `the dates in the URLs are ${apart(24 * against.datesApart)}`]);
  if (against.foreign)
    againstIt.push(["language", "two languages: only names, numbers and dates are compared"]);
  for (const [name, unshared] of [
    ["earlier", against.earlier],
    ["later", against.later],
  ] as const) {
    const terms = [...unshared.names, ...unshared.numbers, ...unshared.words].slice(0, 8);
    if (terms.length > 0) againstIt.push([name, `only this report has ${terms.join(", ")}`]);
  }
  return {
    verdict: `${kind}: ${percent(score)} match (minimum ${percent(threshold)}), log odds ${score} (minimum ${threshold})`,
    forIt,
    againstIt,
  };
}

const lines = ({ names, words, numbers }: SharedTerms): [string, string][] =>
  Object.entries({ names, words, numbers })
    .filter(([, shared]) => shared.length > 0)
    .map(([name, shared]) => [name, shared.join(", ")]);

/** Log odds as a percentage. */
const percent = (logOdds: number): string => {
  const chance = 100 / (1 + Math.exp(-logOdds));
  return chance >= 1 && chance <= 99
    ? `${Math.round(chance)}%`
    : chance < 1
      ? "under 1%"
      : "over 99%";
};

function apart(hours: number): string {
  if (hours < 1) return "less than an hour apart";
  const [count, unit] = hours <= LONG_GAP ? [hours, "hour"] : [hours / 24, "day"];
  const rounded = Math.round(count);
  return `${rounded} ${unit}${rounded === 1 ? "" : "s"} apart`;
}
