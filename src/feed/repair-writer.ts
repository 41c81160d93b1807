import type { Rewrite } from "./element-text.ts";

/** An element that is open. */
export interface OpenElement {
  /** In lower case. */
  readonly name: string;
  /** The name that is written to the output. */
  readonly written: string;
  /** Number of output parts that precede it. */
  readonly before: number;
  /** True if nothing of it is written to the output. */
  readonly ignored: boolean;
  /** Its base address, if it has an absolute one. */
  readonly base: string | null;
  /** How its content is written; null if unchanged. */
  readonly rewrite: Rewrite | null;
  /** Number of output parts before its content. */
  readonly content: number;
  /** True if its end tag was read but it stays open, because items may follow. */
  ended: boolean;
}

/** A start tag to be written. */
export interface StartTag extends Pick<
  OpenElement,
  "name" | "written" | "ignored" | "base" | "rewrite"
> {
  /** The attributes as XML, with a space before each. */
  attributes: string;
  empty: boolean;
}

/** Writes well-formed XML: every open element is closed in the right order. Ignored elements are left out. */
export class XmlWriter {
  readonly #out: string[] = [];
  readonly #open: OpenElement[] = [];

  /** The open elements, from the outermost to the innermost. */
  get open(): readonly OpenElement[] {
    return this.#open;
  }

  /** Whether the innermost open element is ignored. */
  get ignored(): boolean {
    return this.#open.at(-1)?.ignored === true;
  }

  /** Writes a start tag, and opens the element unless it is empty. */
  start({ attributes, empty, ...element }: StartTag): void {
    const before = this.#out.length;
    if (!element.ignored) this.#out.push("<", element.written, attributes, empty ? "/>" : ">");
    if (!empty) this.#open.push({ ...element, before, content: this.#out.length, ended: false });
  }

  /** Writes text or CDATA unchanged. Text outside of the feed is dropped. */
  text(text: string): void {
    if (this.#open.length > 0 && !this.ignored) this.#out.push(text);
  }

  /** Closes the innermost element. */
  close(): void {
    const open = this.#open.pop();
    if (open === undefined || open.ignored) return;
    if (open.rewrite !== null) {
      const content = this.#out.splice(open.content).join("");
      this.#out.push(open.rewrite(content));
    }
    this.#out.push("</", open.written, ">");
  }

  /**
   * Closes the innermost elements until `depth` of them are open.
   *
   * @returns whether each of the closed elements had its end tag.
   */
  closeDownTo(depth: number): boolean {
    const allEnded = this.#open.slice(depth).every(({ ended }) => ended);
    while (this.#open.length > depth) this.close();
    return allEnded;
  }

  /** Removes an open element and all its content from the output. */
  discard(element: OpenElement): void {
    this.#out.length = element.before;
    this.#open.length = this.#open.indexOf(element);
  }

  /** The complete output. */
  output(): string {
    return this.#out.join("");
  }
}
