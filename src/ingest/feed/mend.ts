import { withoutDoctype } from "./doctype.ts";
import {
  attributesOf,
  BARE_AMPERSAND,
  ENDS_ITSELF,
  ITEM,
  KEPT,
  ORIGINAL_LINK,
  tooMuch,
  UNREAD,
  VOID,
} from "./elements.ts";
import type { Tag } from "./tag.ts";
import { readTag } from "./tag.ts";

/** XML that a parser takes as it is, or why there is none. */
export type Mended =
  | { xml: string; root: Root; mended: string[] }
  | { reason: string; /** Where, in the text. */ at: number };

/** What a feed's outermost element is called, without its prefix. */
export type Root = "rss" | "feed" | "rdf";

/**
 * Makes well-formed XML of a feed that is not, as far as that invents nothing: what precedes the feed goes, tags that
 * are not closed are closed, end tags of nothing go, bare signs become entities, and an item that the end of the text
 * cuts through is left out. One pass, in time linear in the text.
 *
 * What nobody reads is left out on the way, so that the parser need not look at it.
 */
export function mend(source: string): Mended {
  return new Mender(source).run();
}

interface Open {
  /** In lower case. */
  name: string;
  /** As it is written into the result. */
  written: string;
  /** How much of the result precedes it. */
  before: number;
  /** Nothing of it goes into the result. */
  unread: boolean;
  /** Its end tag was there, and it stays open for what follows. */
  ended: boolean;
}

class Mender {
  readonly #text: string;
  readonly #out: string[] = [];
  readonly #open: Open[] = [];
  readonly #mended = new Set<string>();
  readonly #amount = { elements: 0, items: 0 };
  #root: Root | null = null;
  /** Of RSS's own elements: "rss:". */
  #prefix = "";
  #refused: { reason: string; at: number } | null = null;
  #first: { name: string; at: number } | null = null;

  constructor(source: string) {
    this.#text = source;
  }

  run(): Mended {
    let at = 0;
    for (;;) {
      const next = this.#text.indexOf("<", at);
      this.#say(this.#text.slice(at, next === -1 ? undefined : next));
      if (next === -1) break;
      at = this.#markup(next);
      if (this.#refused !== null) return this.#refused;
      // What follows the feed is not read.
      if (this.#root !== null && this.#open.length === 0) break;
    }
    if (this.#root === null) return this.#noFeed();
    this.#cutOff();
    return { xml: this.#out.join(""), root: this.#root, mended: [...this.#mended] };
  }

  /** Deals with the markup at `at`, and says where the text goes on: -1 … never; its end if it ends within. */
  #markup(at: number): number {
    const text = this.#text;
    if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at + 9);
      if (end !== -1) this.#write(text.slice(at, end + 3));
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
      this.#close(this.#plain(text.slice(at + 2, end - 1).trim()));
      return end;
    }
    const tag = readTag(text, at);
    if (tag === "unfinished") return text.length;
    if (tag === "text") {
      this.#mended.add('a bare "<"');
      this.#write("&lt;");
      return at + 1;
    }
    this.#start(tag, at);
    return tag.end;
  }

  #start(tag: Tag, at: number): void {
    this.#first ??= { name: tag.name.toLowerCase(), at };
    if (this.#root === null && !this.#begin(tag)) return;
    const name = this.#plain(tag.name);
    if (tag.odd) this.#mended.add("attributes that are not well-formed");
    if (ITEM.test(name)) this.#beginItem(name, at);
    if (name === "channel" && this.#isOpen(name)) return;
    if (ENDS_ITSELF.test(name) && this.#open.at(-1)?.name === name) this.#pop();
    this.#count(name);
    const reason = tooMuch({ ...this.#amount, depth: this.#open.length + 1 });
    if (reason !== null) return this.#refuse(reason, at);
    const written = this.#renamed(name, tag);
    const empty = tag.empty || VOID.test(name);
    const unread = this.#unread() || UNREAD.test(name);
    const before = this.#out.length;
    if (!unread) {
      const attributes = attributesOf(tag);
      if (typeof attributes !== "string") return this.#refuse(attributes.reason, at);
      const id = ITEM.test(name) ? KEPT : "";
      this.#out.push("<", written, id, attributes, empty ? "/>" : ">");
    }
    if (!empty) this.#open.push({ name, written, before, unread, ended: false });
  }

  #count(name: string): void {
    this.#amount.elements++;
    if (ITEM.test(name)) this.#amount.items++;
  }

  #refuse(reason: string, at: number): void {
    this.#refused = { reason, at };
  }

  /** Whether this tag begins the feed. */
  #begin(tag: Tag): boolean {
    const name = tag.name.toLowerCase();
    const local = name.slice(name.indexOf(":") + 1);
    if (local !== "rss" && local !== "feed" && local !== "rdf") return false;
    this.#root = local;
    // RSS has no namespace. Where it has one all the same, under any name, it is as if it had none.
    if (local === "rss") this.#prefix = name.slice(0, -local.length);
    if (this.#first?.name !== name) this.#mended.add("markup before the feed");
    return true;
  }

  /** An element's name as it is compared. */
  #plain(written: string): string {
    const name = written.toLowerCase();
    return name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : name;
  }

  /** Items are never in each other. RSS has them in its channel, RSS 1.0 after it, and feeds have them in either place. */
  #beginItem(name: string, at: number): void {
    this.#closeOpen(name);
    if (this.#root === "rdf") this.#closeOpen("channel");
    if (this.#root === "rss" && !this.#isOpen("channel")) {
      const channel = { name: "channel", attributes: new Map(), empty: false, end: at, odd: false };
      this.#start(channel, at);
    }
  }

  /** The element's name, or one of Atom's where the parser has no word for what the element says. */
  #renamed(name: string, tag: Tag): string {
    const link = this.#root === "feed" ? (this.#open.at(-1)?.written ?? "") : "atom:";
    const atomLink = `${link.includes(":") ? link.slice(0, link.indexOf(":") + 1) : ""}link`;
    if (ORIGINAL_LINK.test(name)) {
      tag.attributes = new Map([["rel", "origLink"]]);
      return atomLink;
    }
    if (name === "link" && this.#root === "rss" && tag.attributes.has("href")) return atomLink;
    // RSS 1.0 has no date of its own, and feeds borrow RSS 2.0's.
    if (name === "pubdate" && this.#root === "rdf") return "dc:date";
    // Names of every object's own, which the parser refuses.
    return name in {} ? `x-${name}` : name;
  }

  /** An end tag: of the innermost element that is open under that name. */
  #close(name: string): void {
    if (this.#root === null) return;
    if (VOID.test(name)) return;
    const open = this.#open.findLast((one) => one.name === name);
    if (open === undefined) this.#mended.add("end tags of nothing");
    else if (name === "channel" && this.#root === "rss") open.ended = true;
    else {
      open.ended = true;
      this.#closeOpen(name);
    }
  }

  #isOpen(name: string): boolean {
    return this.#open.some((open) => open.name === name);
  }

  /** Closes the element of that name, and all that is open within it. */
  #closeOpen(name: string): void {
    const index = this.#open.findLastIndex((open) => open.name === name);
    if (index === -1) return;
    if (this.#open.slice(index).some(({ ended }) => !ended)) {
      this.#mended.add("tags that are not closed");
    }
    while (this.#open.length > index) this.#pop();
  }

  #pop(): void {
    const open = this.#open.pop();
    if (open !== undefined && !open.unread) this.#out.push("</", open.written, ">");
  }

  /** At the end of the text: an item that is still open is not whole. */
  #cutOff(): void {
    const item = this.#open.find(({ name }) => ITEM.test(name));
    if (item !== undefined) {
      this.#out.length = item.before;
      this.#open.length = this.#open.indexOf(item);
      this.#mended.add("cut off: its last item is not whole and left out");
    } else if (this.#open.length > 0) this.#mended.add("cut off after its last item");
    while (this.#open.length > 0) this.#pop();
  }

  #say(text: string): void {
    if (this.#root === null) {
      if (text.trim() !== "" && this.#first === null) this.#mended.add("text before the feed");
      return;
    }
    const whole = text.replace(BARE_AMPERSAND, "&amp;");
    if (whole.length !== text.length) this.#mended.add('a bare "&"');
    this.#write(whole);
  }

  #write(text: string): void {
    if (this.#open.length > 0 && !this.#unread()) this.#out.push(text);
  }

  #unread(): boolean {
    return this.#open.at(-1)?.unread === true;
  }

  #noFeed(): Mended {
    if (this.#first === null) {
      const empty = this.#text.trim() === "";
      return { reason: empty ? "it is empty" : "it is text, not a feed", at: 0 };
    }
    const { name, at } = this.#first;
    const page = name === "html" || /<html[\s>]/i.test(this.#text);
    const kind = page ? "a web page" : `XML that begins with <${name.slice(0, 40)}>`;
    return { reason: `it is ${kind}, not a feed`, at };
  }
}

/** Where the text goes on after the next `end`; its own end if there is none. */
function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}
