/**
 * The index: for each term the latest reports that hold it, and how many stories
 * tell of it. All lists lie in one array, which is swept when it is full: a
 * hundred thousand lists that are objects would take four times the memory.
 */
import { TermMap } from "../collections/term-map.ts";
import type { Accumulator } from "../collections/accumulator.ts";

/** Of a common term only the latest holders are looked at. */
const LATEST = 120;
/** The room of a list doubles up to here. */
const ROOMIEST = 256;
/** Terms that there is room for at first. */
const FIRST = 4_096;

export class Postings {
  /** The terms, each with the shares of its holders: how many stories tell of it, about. */
  #terms = new TermMap(FIRST);
  /** How many of the very latest reports hold the term, by its place. */
  #lately = new Uint16Array(FIRST);
  /** The list of the term at a place: where it starts, its size, and its room. */
  #starts = new Int32Array(FIRST);
  #sizes = new Uint16Array(FIRST);
  #rooms = new Uint16Array(FIRST);
  /** All lists, each in the order of filing. */
  #lists = new Int32Array(4 * FIRST);
  #used = 0;
  #oldest = 0;

  documentFrequency(term: number): number {
    return this.#terms.values[this.#terms.find(term)] ?? 0;
  }

  recentFrequency(term: number): number {
    return this.#lately[this.#terms.find(term)] ?? 0;
  }

  has(term: number): boolean {
    return (this.#sizes[this.#terms.find(term)] ?? 0) > 0;
  }

  /** Gives the latest holders of a term that are not gone a score each. */
  accumulate(term: number, score: number, accumulator: Accumulator): void {
    const place = this.#terms.find(term);
    const lists = this.#lists;
    const start = this.#starts[place] as number;
    const end = start + (this.#sizes[place] as number);
    const from = Math.max(start, end - LATEST);
    for (let i = end - 1; i >= from; i--) {
      const seq = lists[i] as number;
      if (seq < this.#oldest) return;
      accumulator.add(seq, score);
    }
  }

  /** Adds a report to those that hold a term. */
  add(term: number, seq: number, share: number): void {
    const full = this.#terms.size === this.#terms.terms.length;
    if (full || this.#used + ROOMIEST > this.#lists.length) this.#sweep();
    const place = this.#terms.place(term);
    this.#terms.values[place] = (this.#terms.values[place] as number) + share;
    this.#append(place, seq);
  }

  /** Takes the oldest report away from those that hold a term. */
  remove(term: number, seq: number, share: number): void {
    this.#oldest = seq + 1;
    const place = this.#terms.find(term);
    const size = this.#sizes[place] ?? 0;
    if (size === 0) return;
    const last = this.#lists[(this.#starts[place] as number) + size - 1] as number;
    // Until its last holder goes, a list keeps those that are gone; nobody looks that far.
    if (last <= seq) this.#terms.values[place] = this.#sizes[place] = 0;
    else this.#terms.values[place] = (this.#terms.values[place] as number) - share;
  }

  /** Counts a report in or out of the very latest that hold a term. */
  countRecent(term: number, change: 1 | -1): void {
    const place = this.#terms.find(term);
    if (place >= 0) this.#lately[place] = (this.#lately[place] as number) + change;
  }

  #append(place: number, seq: number): void {
    if (this.#sizes[place] === this.#rooms[place]) this.#makeRoom(place);
    const size = this.#sizes[place] as number;
    this.#lists[(this.#starts[place] as number) + size] = seq;
    this.#sizes[place] = size + 1;
  }

  /** Moves a list to where it has twice the room; the longest drops its older half. */
  #makeRoom(place: number): void {
    const start = this.#starts[place] as number;
    const room = this.#rooms[place] as number;
    if (room === ROOMIEST) {
      this.#lists.copyWithin(start, start + room - LATEST, start + room);
      this.#sizes[place] = LATEST;
      return;
    }
    this.#lists.copyWithin(this.#used, start, start + room);
    const more = Math.max(1, 2 * room);
    this.#starts[place] = this.#used;
    this.#rooms[place] = more;
    this.#used += more;
  }

  /** Moves all that is held into new tables, with half as much room again. */
  #sweep(): void {
    const old = { terms: this.#terms, lately: this.#lately, lists: this.#lists };
    const starts = this.#starts;
    const sizes = this.#sizes;
    let held = 0;
    let rooms = 0;
    for (let place = 0; place < old.terms.size; place++) {
      if (sizes[place] === 0) continue;
      held++;
      rooms += powerOfTwo(sizes[place] as number);
    }
    const most = powerOfTwo(Math.max(FIRST, held + (held >> 1)));
    this.#terms = new TermMap(most);
    this.#lately = new Uint16Array(most);
    this.#starts = new Int32Array(most);
    this.#sizes = new Uint16Array(most);
    this.#rooms = new Uint16Array(most);
    this.#lists = new Int32Array(4 * FIRST + rooms + (rooms >> 1));
    this.#used = 0;
    for (let from = 0; from < old.terms.size; from++) {
      const size = sizes[from] as number;
      if (size === 0) continue;
      const place = this.#terms.place(old.terms.terms[from] as number);
      this.#terms.values[place] = old.terms.values[from] as number;
      this.#lately[place] = old.lately[from] as number;
      const start = starts[from] as number;
      this.#lists.set(old.lists.subarray(start, start + size), this.#used);
      this.#starts[place] = this.#used;
      this.#sizes[place] = size;
      const room = powerOfTwo(size);
      this.#rooms[place] = room;
      this.#used += room;
    }
  }
}

/** The least power of two that is not less. */
export function powerOfTwo(size: number): number {
  return 1 << (32 - Math.clz32(size - 1));
}
