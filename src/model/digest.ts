/**
 * The beginning of a SHA-256 digest, in hexadecimal.
 *
 * @param length in bytes, at most 32.
 */
export async function sha256(bytes: Uint8Array, length: number): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest, 0, length).toHex();
}
