/** An element that is open. */
export interface OpenElement {
  /** In lower case. */
  readonly name: string;
  /** As it is written into the result. */
  readonly written: string;
  /** How much of the result precedes it. */
  readonly before: number;
  /** Nothing of it goes into the result. */
  readonly unread: boolean;
  /** Its end tag was there, and it stays open for what follows. */
  ended: boolean;
}

/** A start tag to be written. */
export interface StartTag extends Pick<OpenElement, "name" | "written" | "unread"> {
  /** As they are written, with a space before each. */
  attributes: string;
  empty: boolean;
}

/** Writes XML in which whatever is open is closed, in its order. What nobody reads is left out. */
export class XmlWriter {
  readonly #out: string[] = [];
  readonly #open: OpenElement[] = [];

  /** What is open, from the outermost element to the innermost. */
  get open(): readonly OpenElement[] {
    return this.#open;
  }

  /** Whether nobody reads what comes now. */
  get unread(): boolean {
    return this.#open.at(-1)?.unread === true;
  }

  start({ name, written, attributes, empty, unread }: StartTag): void {
    const before = this.#out.length;
    if (!unread) this.#out.push("<", written, attributes, empty ? "/>" : ">");
    if (!empty) this.#open.push({ name, written, before, unread, ended: false });
  }

  /** Text, or CDATA, as it stands. Outside of the feed there is none. */
  text(text: string): void {
    if (this.#open.length > 0 && !this.unread) this.#out.push(text);
  }

  /** Closes the innermost element. */
  close(): void {
    const open = this.#open.pop();
    if (open !== undefined && !open.unread) this.#out.push("</", open.written, ">");
  }

  /** Closes what is open beyond so many elements. @returns whether each of them had its end tag */
  closeDownTo(depth: number): boolean {
    const whole = this.#open.slice(depth).every(({ ended }) => ended);
    while (this.#open.length > depth) this.close();
    return whole;
  }

  /** Takes back an element that is open, with all that is in it. */
  takeBack(element: OpenElement): void {
    this.#out.length = element.before;
    this.#open.length = this.#open.indexOf(element);
  }

  /** All that was written. */
  whole(): string {
    return this.#out.join("");
  }
}
