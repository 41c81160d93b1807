/**
 * Translates half of the reports into made-up languages, in which only names and numbers stay, so that the model learns
 * what two reports in two languages share. Labelled files have too few of them.
 */
import { hash } from "../../../src/cluster/text/hash.ts";
import type { Labelled } from "../protocol.ts";

/** A word, with the character before it. */
const WORD = /(^|[^\p{L}])(\p{L}+)/gu;
/** Ends a sentence, after which a capital is not a sign of a name. */
const OPENING = /^$|[.!?:;"“”„«»]/;

/** Latin letters as other alphabets write them, in the order of the alphabet. */
const CYRILLIC = [..."абцдефгхижклмнопкрстуввксиз"];
const GREEK = [..."αμκδεφγχιζκλμνοπκρστουβωξυζ"];

/** A made-up language: its tag (private use in BCP 47) and how it writes names. */
const LANGUAGES = [
  { tag: "qaa", write: (name: string) => name },
  { tag: "qab", write: inAlphabet(CYRILLIC) },
  { tag: "qac", write: inAlphabet(GREEK) },
];

/** The reports, of which every second one is in another language. */
export function translated(items: readonly Labelled[]): Labelled[] {
  return items.map((item) => {
    if (hash(item.id, 3) % 2 === 0) return item;
    const language = LANGUAGES[hash(item.id, 4) % 4] ?? LANGUAGES[0];
    if (!language) return item;
    const translate = (text: string): string =>
      text.replace(WORD, (_, before: string, word: string) => {
        const isName = /^\p{Lu}/u.test(word) && before !== "" && !OPENING.test(before);
        return before + (isName ? language.write(word) : pseudoword(word, language.tag));
      });
    return {
      ...item,
      title: translate(item.title),
      text: translate(item.text),
      url: null,
      language: language.tag,
    };
  });
}

/** The word of a made-up language for a word: always the same, of the same length. */
function pseudoword(word: string, tag: string): string {
  let letters = "";
  for (let i = 0; i < Math.max(3, word.length); i++)
    letters += String.fromCharCode(97 + (hash(`${tag}${word.toLowerCase()}`, i) % 26));
  return letters;
}

/** Writes a name in another alphabet, letter by letter. */
function inAlphabet(alphabet: readonly string[]): (name: string) => string {
  return (name) =>
    [...name.normalize("NFD").replace(/\p{M}/gu, "")]
      .map((letter) => {
        const target = alphabet[letter.toLowerCase().charCodeAt(0) - 97];
        if (target === undefined) return letter;
        return letter === letter.toLowerCase() ? target : target.toUpperCase();
      })
      .join("");
}
