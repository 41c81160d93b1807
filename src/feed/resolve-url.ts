import { readUrl } from "../text/url.ts";

/** The longest address that is read, in UTF-16 units: RFC 9110, 4.1, asks for 8,000 at least. */
const LONGEST = 8_000;

/**
 * An address of a feed's as an absolute http(s) URL with its fragment; null where it is none.
 *
 * @param base what a relative address is relative to; without one it is none.
 */
export function resolveUrl(raw: string | undefined, base?: string): string | null {
  const written = raw?.trim() ?? "";
  if (written === "" || written.length > LONGEST) return null;
  // Ids and titles stand where addresses belong; with a blank in it, it is no relative address.
  if (/\s/.test(written) && !/^https?:/i.test(written)) return null;
  const url = URL.parse(written, base);
  if (url === null) return null;
  const { hash } = url;
  url.username = "";
  url.password = "";
  const read = readUrl(url.href);
  return "value" in read ? read.value + hash : null;
}
