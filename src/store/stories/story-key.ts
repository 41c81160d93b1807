/** Crockford's Base32 alphabet, without letters that are easily confused (https://www.crockford.com/base32.html). */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 10;

/** A new story key: 50 random bits, so that keys do not collide and reveal nothing about the story. */
export function mintKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
