import { webAddress } from "../model/safe-text.ts";
import type { Checked } from "./mistake.ts";
import { quote } from "./mistake.ts";

/**
 * Reads an absolute http(s) URL. The value is normalized, so that two spellings of one address are equal: scheme and
 * host in lower case, no default port, no fragment, no "?" without a query, and only characters that RFC 3986 allows.
 */
export function readUrl(raw: string): Checked<string> {
  const written = raw.trim();
  // URL.parse would also accept "https:example.com" and backslashes as absolute.
  const url = /^https?:\/\/[^/\\\s]/i.test(written) ? URL.parse(written) : null;
  if (url === null)
    return { problem: `${quote(raw)} is not an absolute http(s) URL.`, fix: suggestion(written) };
  if (url.username !== "" || url.password !== "") {
    return {
      problem: `${quote(raw)} contains a user name or password.`,
      fix: 'Remove them together with the "@".',
    };
  }
  url.hash = "";
  // Assigning an empty query also removes its "?".
  if (url.search === "") url.search = "";
  return { value: webAddress(url.href) ?? url.href };
}

/**
 * An address without the scheme by which some browsers hand feeds to a reader: `feed://a.example/f` and
 * `feed:https://a.example/f` (https://en.wikipedia.org/wiki/Feed_URI_scheme).
 */
export function withoutFeedScheme(raw: string): string {
  const written = raw.trim();
  const rest = written.replace(/^feed:(?:\/\/)?/i, "");
  return rest === written || /^https?:/i.test(rest) ? rest : `https://${rest}`;
}

/** The host of a site, without `www.`, so that two addresses of one site compare equal. */
export function siteHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}

/** Whether an address is part of a site, by host, port and path. The scheme and `www.` make no difference. */
export function isPartOfSite(address: string, site: string): boolean {
  const [url, root] = [URL.parse(address), URL.parse(site)];
  if (!url || !root) return false;
  const host = ({ host: name }: URL): string =>
    name.replace(/^www\./, "").replace(/\.+(?=$|:)/, "");
  const path = root.pathname.replace(/\/+$/, "");
  return host(url) === host(root) && `${url.pathname}/`.startsWith(`${path}/`);
}

function suggestion(written: string): string {
  const bare = written.replace(/^[a-z]*:?\/*/i, (start) => (start.includes("/") ? "" : start));
  const looksLikeHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?:]\S*)?$/i.test(bare);
  return looksLikeHost
    ? `Did you mean ${quote(`https://${bare}`)}?`
    : "Write an address that begins with https:// or http://.";
}
