/**
 * Names across alphabets. A name becomes the row of its consonants in Latin
 * letters, with what spelling traditions disagree about taken out: Герасимов,
 * Gerasimov, Guerassimov, Gerassimow and غيراسيموف are all "grsnp".
 */

const letters: Record<string, string> = {};

function add(from: string, to: string): void {
  const targets = to.split(" ");
  for (const [i, char] of [...from].entries()) letters[char] = (targets[i] ?? "").replace("-", "");
}

// A dash stands for a sound that the skeleton leaves out.
add(
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџ",
  "a b v g d e e zh z i - k l m n o p r s t u f h s sh sh sh - i - e u a i i e g u d - l n sh j",
);
add("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i t i k l m n ks o p r s s t i f h ps o");
add(
  "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةپچژگکی",
  "a b t t j - - d z r z s sh s d t z - g f k k l m n - - - - a a a - - a - p sh zh g k -",
);
add("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d - - z - t - k k l m m n n s - p p s s k r sh t");
add(
  "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
  "k k g g n sh sh j j n t t d d n t t d d n p p b b m - r l v sh sh s -",
);
// Kana by rows; small and voiced letters come apart under NFD.
add(
  "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもらりるれろわん",
  "k k k k k s s s s s t t t t t n n n n n f f f f f m m m m m r r r r r v n",
);

/** Hangul syllables are 588 for an initial, 28 for a vowel; these are the consonants. */
const initials = [
  "g",
  "g",
  "n",
  "d",
  "d",
  "r",
  "m",
  "b",
  "b",
  "s",
  "s",
  "",
  "j",
  "j",
  "sh",
  "k",
  "t",
  "p",
  "",
];
const finals = [
  "",
  "g",
  "g",
  "g",
  "n",
  "n",
  "n",
  "d",
  "l",
  "l",
  "l",
  "l",
  "l",
  "l",
  "l",
  "l",
  "m",
  "b",
  "b",
  "s",
  "s",
  "n",
  "j",
  "sh",
  "k",
  "t",
  "p",
  "",
];

/** Greek has two letters for b, d, g and j; after a vowel the first is often heard on its own. */
const greekPairs: Record<string, string> = { μπ: "b", ντ: "d", γκ: "g" };
const greek = (word: string): string =>
  word
    .replaceAll("τζ", "j")
    .replace(/(?<![αεηιουω]|\p{M})(?:μπ|ντ|γκ)/gu, (pair) => greekPairs[pair] ?? pair);

function toLatin(word: string): string {
  let out = "";
  for (const char of greek(word.normalize("NFD"))) {
    const code = char.charCodeAt(0);
    if (code < 128) out += char;
    // Katakana lies 96 above hiragana; its voicing mark turns k to g, t to d.
    else if (code === 0x3099)
      out = out.replace(/[kstf]$/, (c) => ({ k: "g", s: "z", t: "d", f: "b" })[c] ?? c);
    else if (code === 0x309a) out = out.replace(/f$/, "p");
    else if (code >= 0x30a1 && code <= 0x30f6) out += letters[String.fromCharCode(code - 96)] ?? "";
    else out += letters[char] ?? jamo(code);
  }
  return out;
}

/** NFD takes Hangul syllables apart into initial, vowel and final. */
function jamo(code: number): string {
  if (code >= 0x1100 && code <= 0x1112) return initials[code - 0x1100] ?? "";
  if (code >= 0x11a8 && code <= 0x11c2) return finals[code - 0x11a7] ?? "";
  return "";
}

const cache = new Map<string, string>();

/** The consonants of a folded word, or "" where too few are left to tell names apart. */
export function skeleton(word: string): string {
  let known = cache.get(word);
  if (known === undefined) {
    known = make(word);
    // Bounded, and without effect on any answer.
    if (cache.size > 20_000) cache.clear();
    cache.set(word, known);
  }
  return known;
}

function make(word: string): string {
  const consonants = toLatin(word)
    .replace(/gu(?=[ei])/g, "g")
    // Before the sounds that they are written with.
    .replace(/dsch|dzh|dj|dz/g, "j")
    .replace(/tsch|tch|tsh|tz|ts|sch|sh|sz|cz|ch(?=[aeiou])|zh|ß/g, "s")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/x/g, "ks")
    .replace(/[cq]/g, "k")
    .replace(/kh|gh/g, (pair) => pair.charAt(0))
    .replace(/ph|[bfvw]/g, "p")
    .replace(/z/g, "s")
    .replace(/gk/g, "g")
    .replace(/[^bdgjklmnprst]/g, "")
    // Vowels are gone, so that this holds for "mp" and "mov" in every alphabet.
    .replace(/mp/g, "np")
    .replace(/(.)\1+/g, "$1");
  return consonants.length < 3 ? "" : consonants;
}
