/**
 * Matches names across alphabets. The skeleton of a name is its consonants in Latin letters, without the distinctions
 * on which transliterations disagree: Герасимов, Gerasimov, Guerassimov, Gerassimow and غيراسيموف are all "grsnp".
 */

const letters: Record<string, string> = {};

function add(from: string, to: string): void {
  const targets = to.split(" ");
  for (const [i, char] of [...from].entries()) letters[char] = (targets[i] ?? "").replace("-", "");
}

// A dash marks a letter that the skeleton omits.
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
// Kana by rows. NFD splits off the marks of voiced letters.
add(
  "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもらりるれろわん",
  "k k k k k s s s s s t t t t t n n n n n f f f f f m m m m m r r r r r v n",
);

/** Romanized initial consonants of Hangul syllables, in the order of their jamo; finals follow. */
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

/** Greek digraphs for b, d and g. After a vowel the nasal is often pronounced separately, so the digraph stays. */
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
    // The voicing mark turns k into g and t into d.
    else if (code === 0x3099)
      out = out.replace(/[kstf]$/, (c) => ({ k: "g", s: "z", t: "d", f: "b" })[c] ?? c);
    else if (code === 0x309a) out = out.replace(/f$/, "p");
    // Katakana code points are 96 above hiragana.
    else if (code >= 0x30a1 && code <= 0x30f6) out += letters[String.fromCharCode(code - 96)] ?? "";
    else out += letters[char] ?? jamo(code);
  }
  return out;
}

/** The consonant of a conjoining jamo; NFD splits Hangul syllables into initial, vowel and final. */
function jamo(code: number): string {
  if (code >= 0x1100 && code <= 0x1112) return initials[code - 0x1100] ?? "";
  if (code >= 0x11a8 && code <= 0x11c2) return finals[code - 0x11a7] ?? "";
  return "";
}

const cache = new Map<string, string>();

/**
 * The consonant skeleton of a normalized word; "" if fewer than three consonants are left, which do not identify a
 * name.
 */
export function skeleton(word: string): string {
  let cached = cache.get(word);
  if (cached === undefined) {
    cached = buildSkeleton(word);
    // The cache is bounded, and results do not depend on it.
    if (cache.size > 20_000) cache.clear();
    cache.set(word, cached);
  }
  return cached;
}

function buildSkeleton(word: string): string {
  const consonants = toLatin(word)
    .replace(/gu(?=[ei])/g, "g")
    // Digraphs go before the single letters that they consist of.
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
    // Without vowels "mp" and "mov" look the same in every alphabet.
    .replace(/mp/g, "np")
    .replace(/(.)\1+/g, "$1");
  return consonants.length < 3 ? "" : consonants;
}
