/** Detects the language of a report. */
import { commonWords } from "./common-words.generated.ts";
import { hash } from "./hash.ts";
import { foldWord } from "./tokenize.ts";

/** Number of the most frequent words of each language that identify it. */
const MARKER_WORDS = 60;

let markers: Map<number, string[]> | undefined;

/** The primary subtag of a BCP 47 tag: "en" for "en-GB" and "EN"; null if the tag is empty or undetermined. */
export function primary(tag: string | null): string | null {
  const code =
    tag
      ?.slice(0, 3)
      .toLowerCase()
      .replace(/[^a-z]/g, "") ?? "";
  if (code === "nb" || code === "nn") return "no";
  return code.length < 2 || code === "und" ? null : code;
}

/**
 * Another language overrules the tag with at least this many marker words, and this many times those of the tag's
 * language.
 */
const OVERRULE = { words: 5, ratio: 3 };

/**
 * The language of a report. Its tag decides, unless its words clearly belong to another language or more of them to
 * the edition's usual language, because tags are often wrong. Without a tag the words decide, and the usual language
 * wins ties.
 *
 * @param words hashes of whole words, not of stems
 */
export function languageOf(tag: string | null, words: Iterable<number>, usual: string): string {
  const tagged = primary(tag);
  // A language without a word list cannot be judged by word lists.
  if (tagged !== null && !(tagged in commonWords)) return tagged;
  const votes = votesOf(words);
  const [best, bestVotes] = winner(votes, usual);
  if (tagged === null) return best;
  const taggedVotes = votes.get(tagged) ?? 0;
  if (bestVotes >= Math.max(OVERRULE.words, OVERRULE.ratio * taggedVotes)) return best;
  return (votes.get(usual) ?? 0) > taggedVotes + 1 ? usual : tagged;
}

/** The language with the most votes. The usual language wins ties, then English. */
function winner(votes: ReadonlyMap<string, number>, usual: string): [string, number] {
  let best = usual;
  let bestVotes = votes.get(usual) ?? 0;
  for (const [language, count] of votes) {
    if (count > bestVotes || (count === bestVotes && language === "en" && best !== usual)) {
      best = language;
      bestVotes = count;
    }
  }
  return [best, bestVotes];
}

/** Counts the marker words of each language. */
function votesOf(words: Iterable<number>): Map<string, number> {
  markers ??= languageMarkers();
  const votes = new Map<string, number>();
  for (const word of words) {
    for (const language of markers.get(word) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return votes;
}

/** Maps each marker word to the languages that have it. */
function languageMarkers(): Map<number, string[]> {
  const markersByTerm = new Map<number, string[]>();
  for (const [language, words] of Object.entries(commonWords)) {
    for (const word of words.split(" ", MARKER_WORDS)) {
      const term = hash(foldWord(word));
      const languages = markersByTerm.get(term) ?? [];
      if (!languages.includes(language)) languages.push(language);
      markersByTerm.set(term, languages);
    }
  }
  return markersByTerm;
}
