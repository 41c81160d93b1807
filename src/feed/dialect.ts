import { ORIGINAL_LINK } from "./repair-rules.ts";
import type { Tag } from "./start-tag.ts";

/** Name of a feed's root element, without its prefix. */
export type Root = "rss" | "feed" | "rdf";

/** How a feed names its elements: the format and the namespace prefix. */
export class Dialect {
  readonly root: Root;
  /** Prefix of the feed's own elements: "atom:". */
  readonly #prefix: string;

  private constructor(root: Root, prefix: string) {
    this.root = root;
    this.#prefix = prefix;
  }

  /** The dialect of the feed whose root element this tag starts; null if it does not start a feed. */
  static of(tag: Tag): Dialect | null {
    const name = tag.name.toLowerCase();
    const local = name.slice(name.indexOf(":") + 1);
    return local === "rss" || local === "feed" || local === "rdf"
      ? new Dialect(local, name.slice(0, -local.length))
      : null;
  }

  /**
   * An element's name for comparison. RSS has no namespace, so if a feed gives its RSS elements a prefix, it is
   * dropped.
   */
  plain(written: string): string {
    const name = written.toLowerCase();
    const prefixed = this.root === "rss" && name.startsWith(this.#prefix);
    return prefixed ? name.slice(this.#prefix.length) : name;
  }

  /** Whether an element of this name is an item or an entry. */
  isItem(name: string): boolean {
    if (this.root === "feed") return name === `${this.#prefix}entry`;
    return this.root === "rss" ? name === "item" : /(?:^|:)item$/.test(name);
  }

  /**
   * The name to write for an element. Elements that the parser does not know are renamed to ones that it reads.
   *
   * @param around name of the parent element, as it is written.
   */
  renamed(name: string, tag: Tag, around: string): string {
    const link = this.root === "feed" ? around : "atom:";
    const atomLink = `${link.includes(":") ? link.slice(0, link.indexOf(":") + 1) : ""}link`;
    if (ORIGINAL_LINK.test(name)) {
      tag.attributes = new Map([["rel", "origLink"]]);
      return atomLink;
    }
    if (name === "link" && this.root === "rss" && tag.attributes.has("href")) return atomLink;
    // RSS has no such elements, so feeds that have them mean those of Atom.
    if (this.root === "rss" && /^(?:published|updated|summary)$/.test(name)) return `atom:${name}`;
    // RSS 1.0 has no date element, so feeds borrow that of RSS 2.0.
    if (name === "pubdate" && this.root === "rdf") return "dc:date";
    // The parser rejects the names of properties that every object inherits, such as "constructor".
    return name in {} ? `x-${name}` : name;
  }
}
