import { isUnspaced, UNSPACED_LETTER } from "../model/writing-systems.ts";

/** A summary and the headline that it belongs to. */
export interface Excerpt {
  headline: string;
  summary: string;
}

/** Minimum number of items with different headlines that share a sentence for it to be boilerplate. */
const MIN_SHARING = 3;
/** Share of these items in whose headlines the sentence may have words in common. A sentence about the news has more. */
const MAX_ON_TOPIC = 1 / 3;
/** Minimum length of a sentence within a paragraph in UTF-16 units. A shorter one may be an abbreviation: "p.m." */
const MIN_LENGTH = 12;
/** Maximum number of sentences of a summary that are looked at, from either end. */
const MAX_FROM_END = 12;

/**
 * Learns the sentences that many items of a feed share and that are not about them: paywalls, newsletters, the fields of
 * link sites ("Points: 3").
 *
 * @returns the keys of the sentences
 */
export function sharedSentences(excerpts: readonly Excerpt[]): Set<string> {
  const pairs = excerpts.flatMap(({ headline, summary }) =>
    keysOf(summary).map((key) => ({ key, headline })),
  );
  const shared = new Set<string>();
  for (const [key, group] of Map.groupBy(pairs, (pair) => pair.key)) {
    const sharing = new Set(group.map(({ headline }) => headline));
    if (sharing.size < MIN_SHARING) continue;
    const words = wordsOf(key);
    const onTopic = [...sharing].filter((headline) => !wordsOf(headline).isDisjointFrom(words));
    if (onTopic.length <= sharing.size * MAX_ON_TOPIC) shared.add(key);
  }
  return shared;
}

/** Removes sentences from a summary. */
export function withoutSentences(summary: string, isShared: (key: string) => boolean): string {
  return paragraphsOf(summary)
    .map((sentences) => {
      const keyed = sentences.map((sentence) => ({
        sentence,
        key: keyOf(sentence, sentences.length === 1),
      }));
      const rest = keyed.filter(({ key }) => key === null || !isShared(key));
      // What is too short to tell goes with the sentences around it: "Log in."
      const isAllShared = rest.length < keyed.length && rest.every(({ key }) => key === null);
      return isAllShared ? "" : rest.map(({ sentence }) => sentence).join(" ");
    })
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

function keysOf(summary: string): string[] {
  const keys = paragraphsOf(summary).flatMap((sentences) =>
    sentences.flatMap((sentence) => keyOf(sentence, sentences.length === 1) ?? []),
  );
  return keys.length <= 2 * MAX_FROM_END
    ? keys
    : [...keys.slice(0, MAX_FROM_END), ...keys.slice(-MAX_FROM_END)];
}

const SENTENCE_END = /(?<=[.!?…]["”»')]?)\s+|(?<=[。！？])/;

const paragraphsOf = (summary: string): string[][] =>
  summary.split("\n\n").map((paragraph) => paragraph.split(SENTENCE_END));

/**
 * What two instances of a sentence have in common; null if it is too short to tell. In a short line with a colon, such as
 * "Points: 3", numbers and addresses vary.
 */
function keyOf(sentence: string, isLine: boolean): string | null {
  const text = sentence.trim().toLowerCase();
  if (isLine && LABELLED.test(text)) return text.replace(/https?:\S+/g, "@").replace(/\d+/g, "#");
  const minLength = isUnspaced(text) ? MIN_LENGTH / 2 : MIN_LENGTH;
  if (!isLine && text.length < minLength) return null;
  return /[\p{L}\p{M}]/u.test(text) ? text : null;
}

/** A label of up to three words, then an address or a number. */
const LABELLED = /^(?:[^\s:]+\s+){0,2}[^\s:]+:\s*(?:https?:\S+|[\d.,]+)$/;

/** Words of four letters or more, and pairs of letters in scripts without spaces. */
function wordsOf(text: string): Set<string> {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? []);
  const letters = Array.from(text.matchAll(UNSPACED_LETTERS), ([run]) => [...run]).flatMap((run) =>
    run.slice(1).map((letter, index) => `${run[index]}${letter}`),
  );
  return words.union(new Set(letters));
}

const UNSPACED_LETTERS = new RegExp(`${UNSPACED_LETTER}{2,}`, "gu");
