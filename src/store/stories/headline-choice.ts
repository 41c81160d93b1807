/** Chooses the report whose headline a story of several outlets has. Pure. */
import { primaryLanguage } from "../../model/language-tag.ts";
import { isUnspaced } from "../../model/writing-systems.ts";
import { isSecondary } from "./secondary-genres.ts";

/** A report of the story, as the choice sees it. */
export interface HeadlineCandidate {
  id: number;
  outlet: string;
  url: string;
  title: string;
  /** The edition wrote the headline, because the outlet gave none. */
  titleIsOurs: boolean;
  summary: string;
  language: string;
  /** It repeats another report of the story nearly word for word. */
  isCopy: boolean;
}

/** Maximum length of the summary that counts, in UTF-16 units: after that, articles turn to the background. */
const MAX_SUMMARY = 400;

/** Minimum length of a word that counts, in letters: shorter ones are mostly grammar. */
const MIN_WORD = 4;

/** Letters of a word that count, so that inflected forms match. */
const STEM = 5;

/**
 * The report whose headline represents the story best: in the edition's language, and about the event itself rather than
 * live coverage, a video, an opinion, a question or a round-up, as far as there is such a report. Of those, it is the one
 * whose headline says most of what the other outlets say. The earlier one wins a tie.
 *
 * @param candidates in order of publication; at least one
 * @param language the edition's, a BCP 47 tag
 */
export function chooseHeadline(
  candidates: readonly HeadlineCandidate[],
  language: string,
): HeadlineCandidate | undefined {
  const usage = outletsByWord(candidates);
  const ranked = candidates.map((candidate) => ({
    candidate,
    preference: [
      !candidate.titleIsOurs,
      primaryLanguage(candidate.language) === primaryLanguage(language),
      !isSecondary(candidate.title, candidate.url),
      !candidate.isCopy,
    ],
    centrality: centrality(candidate, usage),
  }));
  // A stable sort: the earlier report stays ahead of an equal one.
  const [best] = ranked.sort((a, b) => {
    const differing = a.preference.findIndex(
      (preferred, place) => preferred !== b.preference[place],
    );
    if (differing !== -1) return a.preference[differing] ? -1 : 1;
    return b.centrality - a.centrality;
  });
  return best?.candidate;
}

/** The outlets that use each word in a headline or at the beginning of a summary. A copy says nothing of its own. */
function outletsByWord(candidates: readonly HeadlineCandidate[]): Map<string, Set<string>> {
  const outlets = new Map<string, Set<string>>();
  for (const { outlet, title, summary, isCopy } of candidates) {
    if (isCopy) continue;
    for (const word of wordsOf(`${title} ${summary.slice(0, MAX_SUMMARY)}`)) {
      const users = outlets.get(word) ?? new Set();
      outlets.set(word, users.add(outlet));
    }
  }
  return outlets;
}

/** The cosine between the headline's words and how many other outlets use each word, up to a factor. */
function centrality(
  { title, outlet }: HeadlineCandidate,
  usage: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  const words = wordsOf(title);
  if (words.size === 0) return 0;
  let sum = 0;
  for (const word of words) {
    const users = usage.get(word);
    if (users) sum += users.has(outlet) ? users.size - 1 : users.size;
  }
  return sum / Math.sqrt(words.size);
}

/** Stems of the words that count, numbers, and pairs of characters in scripts without spaces. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text
    .toLowerCase()
    .normalize("NFC")
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (isUnspaced(word)) {
      const characters = [...word];
      for (const [place, character] of characters.entries())
        words.add(character + (characters[place + 1] ?? ""));
    } else if (/^\p{N}/u.test(word)) words.add(word);
    else if (word.length >= MIN_WORD) words.add(word.slice(0, STEM));
  }
  return words;
}
