import { Dialect, type Root } from "./dialect.ts";
import { withoutDoctype } from "./doctype.ts";
import {
  attributesOf,
  BARE_AMPERSAND,
  impliesEndOf,
  KEPT,
  whyTooLarge,
  UNREAD,
  VOID,
} from "./repair-rules.ts";
import type { Tag } from "./start-tag.ts";
import { after, readTag } from "./start-tag.ts";
import { whyNotAFeed } from "./not-a-feed.ts";
import { XmlWriter } from "./repair-writer.ts";

/** XML that a parser takes as it is, or why there is none. */
export type Repaired =
  | { xml: string; root: Root; mended: string[] }
  | { reason: string; /** Where, in the text. */ at: number };

/**
 * Makes well-formed XML of a feed that is not, as far as that invents nothing: what precedes the feed goes, tags that
 * are not closed are closed, end tags of nothing go, bare signs become entities, and an item that the end of the text
 * cuts through is left out. One pass, in time linear in the text.
 *
 * What nobody reads is left out on the way, so that the parser need not look at it.
 */
export function repair(source: string): Repaired {
  return new Repairer(source).run();
}

class Repairer {
  readonly #text: string;
  readonly #writer = new XmlWriter();
  readonly #mended = new Set<string>();
  readonly #amount = { elements: 0, items: 0 };
  /** Null before the feed begins. */
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
      this.#say(this.#text.slice(at, next === -1 ? undefined : next));
      if (next === -1) break;
      at = this.#markup(next);
      if (this.#refused !== null) return this.#refused;
      // What follows the feed is not read.
      if (this.#dialect !== null && this.#writer.open.length === 0) break;
    }
    if (this.#dialect === null) return whyNotAFeed(this.#text, this.#first);
    this.#cutOff(this.#dialect);
    return { xml: this.#writer.whole(), root: this.#dialect.root, mended: [...this.#mended] };
  }

  /** Deals with the markup at `at`, and says where the text goes on; at its end if it ends within. */
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
      else if (doctype.declares) this.#mended.add("entities of its own are not expanded");
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
      this.#mended.add('a bare "<"');
      this.#writer.text("&lt;");
      return at + 1;
    }
    this.#first ??= { name: tag.name.toLowerCase(), at };
    this.#dialect ??= this.#begin(tag);
    if (this.#dialect) this.#start(this.#dialect, tag, at);
    return tag.end;
  }

  /** The dialect, where this tag begins the feed. */
  #begin(tag: Tag): Dialect | null {
    const dialect = Dialect.of(tag);
    if (dialect && this.#first?.name !== tag.name.toLowerCase())
      this.#mended.add("markup before the feed");
    return dialect;
  }

  #start(dialect: Dialect, tag: Tag, at: number): void {
    const name = dialect.plain(tag.name);
    if (tag.odd) this.#mended.add("attributes that are not well-formed");
    const isItem = dialect.isItem(name);
    if (isItem) this.#beginItem(dialect, at);
    const { open } = this.#writer;
    if (name === "channel" && open.some((one) => one.name === name)) return;
    while (impliesEndOf(open.at(-1)?.name ?? "", name, dialect.root === "feed")) {
      this.#mended.add("tags that are not closed");
      this.#writer.close();
    }
    this.#amount.elements++;
    if (isItem) this.#amount.items++;
    const reason = whyTooLarge({ ...this.#amount, depth: open.length + 1 });
    if (reason !== null) return this.#refuse(reason, at);
    const written = dialect.renamed(name, tag, open.at(-1)?.written ?? "");
    const empty = tag.empty || VOID.test(name);
    const unread = this.#writer.unread || UNREAD.test(name);
    const attributes = unread ? "" : attributesOf(tag);
    if (typeof attributes !== "string") return this.#refuse(attributes.reason, at);
    const kept = isItem ? KEPT : "";
    this.#writer.start({ name, written, attributes: kept + attributes, empty, unread });
  }

  #refuse(reason: string, at: number): void {
    this.#refused = { reason, at };
  }

  /**
   * Closes all that an item cannot be in, other items above all. RSS has them in its channel, RSS 1.0 after it, and feeds
   * have them in either place.
   */
  #beginItem(dialect: Dialect, at: number): void {
    const isRss = dialect.root === "rss";
    const channel = this.#writer.open.findIndex(({ name }) => name === "channel");
    this.#closeDownTo(isRss && channel !== -1 ? channel + 1 : 1);
    if (isRss && channel === -1) {
      const tag = { name: "channel", attributes: new Map(), empty: false, end: at, odd: false };
      this.#start(dialect, tag, at);
    }
  }

  /** An end tag: of the innermost element that is open under that name. */
  #end(dialect: Dialect, tag: string): void {
    const name = dialect.plain(tag);
    if (VOID.test(name)) return;
    const index = this.#writer.open.findLastIndex((one) => one.name === name);
    const open = this.#writer.open[index];
    if (open === undefined) {
      this.#mended.add("end tags of nothing");
      return;
    }
    open.ended = true;
    // Items may follow it.
    if (name !== "channel" || dialect.root !== "rss") this.#closeDownTo(index);
  }

  #closeDownTo(depth: number): void {
    if (!this.#writer.closeDownTo(depth)) this.#mended.add("tags that are not closed");
  }

  /** At the end of the text: an item that is still open is not whole. */
  #cutOff(dialect: Dialect): void {
    const { open } = this.#writer;
    const item = open.find(({ name }) => dialect.isItem(name));
    if (item !== undefined) {
      this.#writer.takeBack(item);
      this.#mended.add("cut off: its last item is not whole and left out");
    } else if (open.length > 0) this.#mended.add("cut off after its last item");
    this.#writer.closeDownTo(0);
  }

  #say(text: string): void {
    if (this.#dialect === null) {
      if (text.trim() !== "" && this.#first === null) this.#mended.add("text before the feed");
      return;
    }
    const whole = text.replace(BARE_AMPERSAND, "&amp;");
    if (whole.length !== text.length) this.#mended.add('a bare "&"');
    this.#writer.text(whole);
  }
}
