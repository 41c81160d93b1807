import { readUrl } from "../text/url.ts";

/** Maximum length of an address in UTF-16 units. RFC 9110, 4.1, recommends support for at least 8,000 octets. */
const MAX_LENGTH = 8_000;

/**
 * Resolves an address from a feed to an absolute http(s) URL. The fragment is kept.
 *
 * @param base base of relative addresses. Without it, only absolute addresses are valid.
 * @returns null if it is not a valid address.
 */
export function resolveUrl(raw: string | undefined, base?: string): string | null {
  // Some programs escape addresses twice or more, and no address contains "&amp;" by intention.
  const written = raw?.trim().replace(/&(?:amp;|#38;)+/gi, "&") ?? "";
  if (written === "" || written.length > MAX_LENGTH) return null;
  // Feeds also put ids and titles where addresses belong. A text with white space is not a relative address.
  if (/\s/.test(written) && !/^https?:/i.test(written)) return null;
  const url = URL.parse(written, base);
  if (url === null) return null;
  const { hash } = url;
  url.username = "";
  url.password = "";
  const read = readUrl(url.href);
  return "value" in read ? read.value + hash : null;
}
