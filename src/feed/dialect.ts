import { ORIGINAL_LINK } from "./repair-rules.ts";
import type { Tag } from "./start-tag.ts";

/** What a feed's outermost element is called, without its prefix. */
export type Root = "rss" | "feed" | "rdf";

/** How a feed names its elements: which of the three formats it is in, and under which prefix. */
export class Dialect {
  readonly root: Root;
  /** Of the feed's own elements: "atom:". */
  readonly #prefix: string;

  private constructor(root: Root, prefix: string) {
    this.root = root;
    this.#prefix = prefix;
  }

  /** The dialect of the feed that this tag begins; null if it begins none. */
  static of(tag: Tag): Dialect | null {
    const name = tag.name.toLowerCase();
    const local = name.slice(name.indexOf(":") + 1);
    return local === "rss" || local === "feed" || local === "rdf"
      ? new Dialect(local, name.slice(0, -local.length))
      : null;
  }

  /** An element's name as it is compared. RSS has no namespace; where it has one all the same, it is as if it had none. */
  plain(written: string): string {
    const name = written.toLowerCase();
    const own = this.root === "rss" && name.startsWith(this.#prefix);
    return own ? name.slice(this.#prefix.length) : name;
  }

  isItem(name: string): boolean {
    if (this.root === "feed") return name === `${this.#prefix}entry`;
    return this.root === "rss" ? name === "item" : /(?:^|:)item$/.test(name);
  }

  /**
   * The element's name, or one of Atom's where the parser has no word for what the element says.
   *
   * @param around the element that it is in, as it is written
   */
  renamed(name: string, tag: Tag, around: string): string {
    const link = this.root === "feed" ? around : "atom:";
    const atomLink = `${link.includes(":") ? link.slice(0, link.indexOf(":") + 1) : ""}link`;
    if (ORIGINAL_LINK.test(name)) {
      tag.attributes = new Map([["rel", "origLink"]]);
      return atomLink;
    }
    if (name === "link" && this.root === "rss" && tag.attributes.has("href")) return atomLink;
    // RSS 1.0 has no date of its own, and feeds borrow RSS 2.0's.
    if (name === "pubdate" && this.root === "rdf") return "dc:date";
    // Names of every object's own, which the parser refuses.
    return name in {} ? `x-${name}` : name;
  }
}
