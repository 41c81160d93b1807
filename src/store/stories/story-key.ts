/** Crockford's alphabet: no letter that is taken for a digit or for another (https://www.crockford.com/base32.html). */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 10;

/** A new story key: 50 random bits, so that no two are alike and none tells what the story is about or made of. */
export function mintKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
