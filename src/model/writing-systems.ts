/** Scripts that are written without spaces between words. */
const SCRIPTS = "Han Hiragana Katakana Thai Lao Khmer Myanmar".split(" ");

/** A character class, for use inside a regular expression with the flag `u` or `v`. */
export const UNSPACED_LETTER = `[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")}]`;

const UNSPACED = new RegExp(UNSPACED_LETTER, "u");

/** Whether a text contains letters of a script without spaces, so that its words cannot be split at spaces. */
export const isUnspaced = (text: string): boolean => UNSPACED.test(text);
