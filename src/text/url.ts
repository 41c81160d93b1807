import { webAddress } from "../model/safe-text.ts";
import type { Checked } from "./mistake.ts";
import { quote } from "./mistake.ts";

/**
 * Reads an absolute http(s) URL. The value is in its canonical form, so that two ways to write one address are equal:
 * scheme and host in lower case, no default port, no fragment, no lone "?" at the end, and only characters of RFC 3986.
 */
export function readUrl(raw: string): Checked<string> {
  const written = raw.trim();
  // URL.parse also takes "https:example.com" and backslashes for an absolute address.
  const url = /^https?:\/\/[^/\\\s]/i.test(written) ? URL.parse(written) : null;
  if (url === null)
    return { problem: `${quote(raw)} is not an absolute http(s) URL.`, fix: suggestion(written) };
  if (url.username !== "" || url.password !== "") {
    return {
      problem: `${quote(raw)} holds a user name or password.`,
      fix: "Remove all before the @.",
    };
  }
  url.hash = "";
  // To assign an empty query also removes its "?".
  if (url.search === "") url.search = "";
  return { value: webAddress(url.href) ?? url.href };
}

/** The host that two addresses of one site share: without `www.`. */
export function siteHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}

function suggestion(written: string): string {
  const bare = written.replace(/^[a-z]*:?\/*/i, (start) => (start.includes("/") ? "" : start));
  const looksLikeHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?:]\S*)?$/i.test(bare);
  return looksLikeHost
    ? `Did you mean ${quote(`https://${bare}`)}?`
    : "It begins with https:// or http://.";
}
