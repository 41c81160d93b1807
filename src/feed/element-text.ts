import { decodeXML } from "entities/decode";
import { resolveUrl } from "./resolve-url.ts";
import type { Tag } from "./start-tag.ts";

/** Elements that contain or name an address. */
const ADDRESS = /^(?:[^:]+:)?link$/;
/** Elements that can be encoded: https://www.rfc-editor.org/rfc/rfc4287#section-3.1, and tagline from Atom 0.3. */
const TEXT = /^(?:[^:]+:)?(?:title|summary|content|tagline)$/;
/** Media that are not text (RFC 4287, 4.1.3.3). */
const BINARY = /^(?:image|audio|video|font)\//i;

/** Rewrites the content of an element, as XML. */
export type Rewrite = (content: string) => string;

/**
 * How the content of an element is rewritten to what the parser reads; null if it stays. Text in Base64 is decoded
 * (`mode` in Atom 0.3, a media type in Atom 1.0), and a relative address is resolved against its `xml:base`.
 *
 * @param base the base address of the element, if an element around it or it itself has an absolute one
 */
export function rewriteOf(name: string, tag: Tag, base: string | null): Rewrite | null {
  if (TEXT.test(name)) {
    const type = tag.attributes.get("type") ?? "";
    if (tag.attributes.get("mode") === "base64" || type === "application/octet-stream")
      return (content) => escaped(fromBase64(textOf(content)));
    return BINARY.test(type) ? () => "" : null;
  }
  if (base === null || !ADDRESS.test(name)) return null;
  return (content) => {
    const text = textOf(content);
    return escaped(resolveUrl(text, base) ?? text);
  };
}

/**
 * The base address of an element: its `xml:base`, else that of the element around it (https://www.w3.org/TR/xmlbase/).
 *
 * @returns null if there is none, or none that is absolute
 */
export function baseOf({ attributes }: Tag, around: string | null): string | null {
  const own = attributes.get("xml:base");
  return own === undefined ? around : (resolveUrl(decodeXML(own), around ?? undefined) ?? around);
}

/** Resolves the addresses in a link's attributes against its base address. */
export function resolveAttributes(name: string, { attributes }: Tag, base: string | null): void {
  const href = attributes.get("href");
  if (base === null || href === undefined || !ADDRESS.test(name)) return;
  const resolved = resolveUrl(decodeXML(href), base);
  if (resolved !== null) attributes.set("href", escaped(resolved));
}

/** The text of an element without child elements. */
function textOf(content: string): string {
  return content
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part) => (part.startsWith("<![CDATA[") ? part.slice(9, -3) : decodeXML(part)))
    .join("")
    .trim();
}

/** Decoded Base64, if that is text. */
function fromBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/g, "")), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return "";
  }
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
