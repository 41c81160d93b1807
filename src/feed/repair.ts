import { Dialect, type Root } from "./dialect.ts";
import { withoutDoctype } from "./doctype.ts";
import { baseOf, resolveAttributes, rewriteOf } from "./element-text.ts";
import {
  attributesOf,
  BARE_AMPERSAND,
  impliesEndOf,
  KEEP_ITEM,
  whyTooLarge,
  IGNORED,
  VOID,
} from "./repair-rules.ts";
import type { Tag } from "./start-tag.ts";
import { after, readTag } from "./start-tag.ts";
import { whyNotAFeed } from "./not-a-feed.ts";
import { XmlWriter } from "./repair-writer.ts";

/** Well-formed XML, or why the feed is rejected. */
export type Repaired =
  | { xml: string; root: Root; repairs: string[] }
  | { reason: string; /** Character offset in the text. */ at: number };

/**
 * Turns a malformed feed into well-formed XML without adding content: text before the feed and unmatched end tags are
 * dropped, unclosed tags are closed, unescaped characters are escaped, and an item that is cut off at the end of the
 * text is left out. It takes one pass, in linear time.
 *
 * Elements that are not read are dropped too, so that the parser need not process them.
 */
export function repair(source: string): Repaired {
  return new Repairer(source).run();
}

class Repairer {
  readonly #text: string;
  readonly #writer = new XmlWriter();
  readonly #repairs = new Set<string>();
  readonly #size = { elements: 0, items: 0 };
  /** Null until the feed begins. */
  #dialect: Dialect | null = null;
  #refused: { reason: string; at: number } | null = null;
  #first: { name: string; at: number } | null = null;

  constructor(source: string) {
    this.#text = source;
  }

  run(): Repaired {
    let at = 0;
    for (;;) {
      const next = this.#text.indexOf("<", at);
      this.#characters(this.#text.slice(at, next === -1 ? undefined : next));
      if (next === -1) break;
      at = this.#markup(next);
      if (this.#refused !== null) return this.#refused;
      // Anything after the feed is ignored.
      if (this.#dialect !== null && this.#writer.open.length === 0) break;
    }
    if (this.#dialect === null) return whyNotAFeed(this.#text, this.#first);
    this.#cutOff(this.#dialect);
    return { xml: this.#writer.output(), root: this.#dialect.root, repairs: [...this.#repairs] };
  }

  /** Processes the markup at `at`. @returns where the text continues; its end if the markup is cut off. */
  #markup(at: number): number {
    const text = this.#text;
    if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at + 9);
      if (end !== -1) this.#writer.text(text.slice(at, end + 3));
      return end === -1 ? text.length : end + 3;
    }
    if (text.startsWith("<!--", at)) return after(text, "-->", at + 4);
    if (text.startsWith("<?", at)) return after(text, ">", at + 2);
    if (text.startsWith("<!", at)) {
      const doctype = withoutDoctype(text, at);
      if ("reason" in doctype) this.#refuse(doctype.reason, at);
      else if (doctype.declares) this.#repairs.add("its own entities are not expanded");
      return doctype.end;
    }
    if (text.startsWith("</", at)) {
      const end = after(text, ">", at + 2);
      if (this.#dialect) this.#end(this.#dialect, text.slice(at + 2, end - 1).trim());
      return end;
    }
    const tag = readTag(text, at);
    if (tag === "unfinished") return text.length;
    if (tag === "text") {
      this.#repairs.add('an unescaped "<"');
      this.#writer.text("&lt;");
      return at + 1;
    }
    this.#first ??= { name: tag.name.toLowerCase(), at };
    this.#dialect ??= this.#beginFeed(tag);
    if (this.#dialect) this.#start(this.#dialect, tag, at);
    return tag.end;
  }

  /** The dialect of the feed, if this tag begins it. */
  #beginFeed(tag: Tag): Dialect | null {
    const dialect = Dialect.of(tag);
    if (dialect && this.#first?.name !== tag.name.toLowerCase())
      this.#repairs.add("markup before the feed");
    return dialect;
  }

  #start(dialect: Dialect, tag: Tag, at: number): void {
    const name = dialect.plain(tag.name);
    if (tag.malformed) this.#repairs.add("malformed attributes");
    const isItem = dialect.isItem(name);
    if (isItem) this.#beginItem(dialect, at);
    const { open } = this.#writer;
    if (name === "channel" && open.some((one) => one.name === name)) return;
    while (impliesEndOf(open.at(-1)?.name ?? "", name, dialect.root === "feed")) {
      this.#repairs.add("unclosed tags");
      this.#writer.close();
    }
    this.#size.elements++;
    if (isItem) this.#size.items++;
    const reason = whyTooLarge({ ...this.#size, depth: open.length + 1 });
    if (reason !== null) return this.#refuse(reason, at);
    const written = dialect.renamed(name, tag, open.at(-1)?.written ?? "");
    const empty = tag.empty || VOID.test(name);
    const ignored = this.#writer.ignored || IGNORED.test(name);
    const base = baseOf(tag, open.at(-1)?.base ?? null);
    resolveAttributes(name, tag, base);
    const attributes = ignored ? "" : attributesOf(tag);
    if (typeof attributes !== "string") return this.#refuse(attributes.reason, at);
    const extra = isItem ? KEEP_ITEM : "";
    const rewrite = rewriteOf(name, tag, base);
    this.#writer.start({
      name,
      written,
      attributes: extra + attributes,
      empty,
      ignored,
      base,
      rewrite,
    });
  }

  #refuse(reason: string, at: number): void {
    this.#refused = { reason, at };
  }

  /**
   * Closes every element that cannot contain an item, above all the previous item. RSS puts items inside its channel
   * and RSS 1.0 puts them after it, but feeds of either format do both.
   */
  #beginItem(dialect: Dialect, at: number): void {
    const isRss = dialect.root === "rss";
    const channel = this.#writer.open.findIndex(({ name }) => name === "channel");
    this.#closeDownTo(isRss && channel !== -1 ? channel + 1 : 1);
    if (isRss && channel === -1) {
      const tag = {
        name: "channel",
        attributes: new Map(),
        empty: false,
        end: at,
        malformed: false,
      };
      this.#start(dialect, tag, at);
    }
  }

  /** Processes an end tag, which closes the innermost open element of that name. */
  #end(dialect: Dialect, tag: string): void {
    const name = dialect.plain(tag);
    if (VOID.test(name)) return;
    const index = this.#writer.open.findLastIndex((one) => one.name === name);
    const open = this.#writer.open[index];
    if (open === undefined) {
      this.#repairs.add("unmatched end tags");
      return;
    }
    open.ended = true;
    // A channel of RSS stays open, since items may follow it.
    if (name !== "channel" || dialect.root !== "rss") this.#closeDownTo(index);
  }

  #closeDownTo(depth: number): void {
    if (!this.#writer.closeDownTo(depth)) this.#repairs.add("unclosed tags");
  }

  /** Ends the feed at the end of the text. An item that is still open is incomplete. */
  #cutOff(dialect: Dialect): void {
    const { open } = this.#writer;
    const item = open.find(({ name }) => dialect.isItem(name));
    if (item !== undefined) {
      this.#writer.discard(item);
      this.#repairs.add("cut off: its last item is incomplete and left out");
    } else if (open.length > 0) this.#repairs.add("cut off after its last item");
    this.#writer.closeDownTo(0);
  }

  #characters(text: string): void {
    if (this.#dialect === null) {
      if (text.trim() !== "" && this.#first === null) this.#repairs.add("text before the feed");
      return;
    }
    const escaped = text.replace(BARE_AMPERSAND, "&amp;");
    if (escaped.length !== text.length) this.#repairs.add('an unescaped "&"');
    this.#writer.text(escaped);
  }
}
