/**
 * Characters that XML 1.0 cannot carry, even escaped (https://www.w3.org/TR/xml/#charsets), and the noncharacters that
 * it discourages: controls, lone surrogates, U+FDD0 to U+FDEF, and the last two of every plane.
 */
const ILLEGAL =
  /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/gu;

/** The text without the characters that may not occur in any of our documents. */
export const stripIllegal = (text: string): string => text.replace(ILLEGAL, "");

/** Characters that browsers leave in a URL, but RFC 3986, and so every feed format, forbids. */
const NOT_IN_URI = /[[\]{}|\\^`]/g;

/**
 * Makes an address safe to use in a link. User name and password are removed, so that no password is ever published.
 *
 * @returns null unless it is an absolute http(s) URL, so that `javascript:` and the like never become a link.
 */
export function webAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return null;
  url.username = "";
  url.password = "";
  // Only the path is encoded: the brackets of an IPv6 host are valid.
  const path = url.href.slice(url.origin.length);
  return (
    url.origin +
    path.replace(NOT_IN_URI, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  );
}

/** Plain text as safe HTML, with blank lines separating the paragraphs. */
export const htmlParagraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => `<p>${htmlText(paragraph)}</p>`)
    .join("\n");

/**
 * Plain text as HTML, safe inside an element (not in an attribute). Without any `>` it cannot close a CDATA section
 * either. The references are hexadecimal, as the RSS Advisory Board's Best Practices Profile recommends for headlines.
 */
export const htmlText = (text: string): string =>
  text.replace(/[&<>]/g, (char) => `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`);
