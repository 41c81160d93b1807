/** Which language a report is in. */
import { commonWords } from "./common-words.generated.ts";
import { hash } from "./hash.ts";
import { foldWord } from "./tokenize.ts";

/** Words of each list that tell its language. */
const MARKER_WORDS = 60;

let markers: Map<number, string[]> | undefined;

/** "en-GB" and "EN" are en; a tag that says nothing is null. */
export function primary(tag: string | null): string | null {
  const code =
    tag
      ?.slice(0, 3)
      .toLowerCase()
      .replace(/[^a-z]/g, "") ?? "";
  if (code === "nb" || code === "nn") return "no";
  return code.length < 2 || code === "und" ? null : code;
}

/** Words of another language that a report must have to be believed more than its tag, and how many times the tag's own. */
const OVERRULING = { words: 5, times: 3 };

/**
 * The language of a report: by its tag, unless its words are plainly of another language, or more of the usual one; else
 * by the words that it uses most. Where these leave it open it is the usual one.
 *
 * @param words by the hash of the whole word
 */
export function languageOf(tag: string | null, words: Iterable<number>, usual: string): string {
  const tagged = primary(tag);
  // What no list is there for is not to be judged by lists.
  if (tagged !== null && !(tagged in commonWords)) return tagged;
  const votes = votesOf(words);
  const [best, most] = foremost(votes, usual);
  if (tagged === null) return best;
  const own = votes.get(tagged) ?? 0;
  if (most >= Math.max(OVERRULING.words, OVERRULING.times * own)) return best;
  return (votes.get(usual) ?? 0) > own + 1 ? usual : tagged;
}

/** The language with most votes; of equals the usual one, else English. */
function foremost(votes: ReadonlyMap<string, number>, usual: string): [string, number] {
  let best = usual;
  let most = votes.get(usual) ?? 0;
  for (const [language, count] of votes) {
    if (count > most || (count === most && language === "en" && best !== usual)) {
      best = language;
      most = count;
    }
  }
  return [best, most];
}

/** How many of these words each language uses much. */
function votesOf(words: Iterable<number>): Map<string, number> {
  markers ??= languageMarkers();
  const votes = new Map<string, number>();
  for (const word of words) {
    for (const language of markers.get(word) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return votes;
}

/** The most used words of each language, and which languages use them. */
function languageMarkers(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [language, words] of Object.entries(commonWords)) {
    for (const word of words.split(" ", MARKER_WORDS)) {
      const term = hash(foldWord(word));
      const languages = found.get(term) ?? [];
      if (!languages.includes(language)) languages.push(language);
      found.set(term, languages);
    }
  }
  return found;
}
