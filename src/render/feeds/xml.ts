import { DOMParser, XMLSerializer, type Document, type Element, type Node } from "@xmldom/xmldom";

/** Namespaces of the elements that RSS itself does not define, by their usual prefix. */
export const NAMESPACES = {
  atom: "http://www.w3.org/2005/Atom", // RFC 4287
  content: "http://purl.org/rss/1.0/modules/content/",
  fh: "http://purl.org/syndication/history/1.0", // RFC 5005
  dc: "http://purl.org/dc/elements/1.1/",
  media: "http://search.yahoo.com/mrss/", // https://www.rssboard.org/media-rss
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/",
} as const;

/** @throws if the text is not well-formed XML. */
export function parseXml(text: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      if (level !== "warning") throw new Error(`XML of our own is not well-formed: ${message}`);
    },
  }).parseFromString(text, "text/xml");
}

/**
 * Serializes the document, with an XML declaration.
 *
 * @throws if the document contains characters that XML does not allow.
 */
export function writeXml(document: Document): string {
  const xml = new XMLSerializer().serializeToString(root(document), { requireWellFormed: true });
  return `<?xml version="1.0" encoding="utf-8"?>\n${xml}\n`;
}

/** The child elements with this name, in document order. */
export function children(parent: Element, name: string): Element[] {
  return [...parent.childNodes].filter((node): node is Element => node.nodeName === name);
}

/** The first child element with this name. @throws if there is none. */
export function child(parent: Element, name: string): Element {
  const [first] = children(parent, name);
  if (!first) throw new Error(`<${parent.nodeName}> has no <${name}>`);
  return first;
}

/** The document element. @throws if the document is empty. */
export function root(document: Document): Element {
  if (!document.documentElement) throw new Error("the document is empty");
  return document.documentElement;
}

/** Replaces the content of an element with plain text. */
export function setText(element: Element, text: string): void {
  element.textContent = text;
}

/** Declares the prefixes on the root element, so that its descendants need not repeat them. */
export function declare(
  element: Element,
  ...prefixes: ("atom" | "content" | "dc" | "fh" | "media")[]
): void {
  for (const prefix of prefixes)
    element.setAttributeNS(NAMESPACES.xmlns, `xmlns:${prefix}`, NAMESPACES[prefix]);
}

/**
 * Adds a child element on a separate line, indented to its depth.
 *
 * @param name may have a prefix from NAMESPACES; without one the element gets its parent's namespace.
 * @param attributes members that are undefined are left out.
 * @param next the sibling to insert before; without it the element becomes the last child.
 */
export function add(
  parent: Element,
  name: string,
  attributes: Record<string, string | undefined> = {},
  text?: string,
  next?: Element,
): Element {
  const document = parent.ownerDocument;
  if (!document) throw new Error(`<${parent.nodeName}> is in no document`);
  const [prefix] = name.split(":");
  const namespace =
    name.includes(":") && prefix
      ? NAMESPACES[prefix as keyof typeof NAMESPACES]
      : parent.namespaceURI;
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (key.startsWith("xml:")) element.setAttributeNS(NAMESPACES.xml, key, value);
    else element.setAttribute(key, value);
  }
  if (text !== undefined) element.appendChild(document.createTextNode(text));

  const depth = depthOf(parent);
  const newline = (level: number): Node => document.createTextNode(`\n${INDENT.repeat(level)}`);
  const end = parent.lastChild?.nodeType === TEXT_NODE ? parent.lastChild : null;
  const place = next?.previousSibling ?? end;
  parent.insertBefore(newline(depth + 1), place);
  parent.insertBefore(element, place);
  if (!place) parent.appendChild(newline(depth));
  return element;
}

/** Node types (https://dom.spec.whatwg.org/#interface-node). */
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** The indentation that the `feed` package uses. */
const INDENT = "    ";

function depthOf(element: Element): number {
  let depth = 0;
  for (
    let node = element.parentNode;
    node && node.nodeType === ELEMENT_NODE;
    node = node.parentNode
  )
    depth++;
  return depth;
}
