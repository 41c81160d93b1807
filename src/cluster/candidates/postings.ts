/**
 * The inverted index: for each term the postings list of the latest reports that contain it, and its document
 * frequency. All lists share one array, which is compacted when it is full. A hundred thousand separate list objects
 * would take four times the memory.
 */
import { enlarged, powerOfTwo } from "../collections/capacity.ts";
import { TermMap } from "../collections/term-map.ts";
import type { Accumulator } from "../collections/accumulator.ts";
import { ROLE } from "../features/report-terms.ts";

/** Maximum number of postings read for a term, newest first. */
export const MAX_POSTINGS = 120;
/** Maximum capacity of a list. Lists start small and double up to it. */
const MAX_CAPACITY = 256;
/** Initial capacity in terms. */
const INITIAL_TERMS = 4_096;

/** Capacity with which `fill` starts: that of some thousand reports. */
const FILLED = { terms: 1 << 16, postings: 1 << 18 };

const NONE = new Int32Array(0);

export class Postings {
  /** The terms with their document frequencies: approximately the number of stories about each, not of reports. */
  #terms = new TermMap(INITIAL_TERMS);
  /** Document frequency among the most recent reports, by the term's position. */
  #recent = new Uint16Array(INITIAL_TERMS);
  /** Number of reports that write the term with a capital inside a sentence, and in lower case, by its position. */
  #capital = new Uint16Array(INITIAL_TERMS);
  #lower = new Uint16Array(INITIAL_TERMS);
  /** Start, size and capacity of each term's list, by the term's position. */
  #starts = new Int32Array(INITIAL_TERMS);
  #sizes = new Uint16Array(INITIAL_TERMS);
  #capacities = new Uint16Array(INITIAL_TERMS);
  /** All lists, each in filing order. */
  #lists = new Int32Array(4 * INITIAL_TERMS);
  /** End of the last list. */
  #used = 0;
  /** Sequence number of the oldest report in the index. */
  #oldest = 0;

  /** Document frequency of a term. Each report counts with the amount that `add` was given. */
  documentFrequency(term: number): number {
    return this.#terms.values[this.#terms.find(term)] ?? 0;
  }

  /** Number of the most recent reports that contain a term. */
  recentFrequency(term: number): number {
    return this.#recent[this.#terms.find(term)] ?? 0;
  }

  /** In how many reports a term is written with a capital inside a sentence, and in how many in lower case. */
  capitals(term: number): { capital: number; lower: number } {
    const position = this.#terms.find(term);
    return { capital: this.#capital[position] ?? 0, lower: this.#lower[position] ?? 0 };
  }

  /** The latest reports that contain a term, as sequence numbers, oldest first. At most 120. */
  latest(term: number): Int32Array {
    const position = this.#terms.find(term);
    if (position < 0) return NONE;
    const end = (this.#starts[position] as number) + (this.#sizes[position] as number);
    let from = Math.max(this.#starts[position] as number, end - MAX_POSTINGS);
    while (from < end && (this.#lists[from] as number) < this.#oldest) from++;
    return this.#lists.subarray(from, end);
  }

  /** True if any report contains the term. */
  has(term: number): boolean {
    return (this.#sizes[this.#terms.find(term)] ?? 0) > 0;
  }

  /** Adds `score` to the accumulator of each of the latest reports that contain a term. */
  accumulate(term: number, score: number, accumulator: Accumulator): void {
    const latest = this.latest(term);
    for (let i = 0; i < latest.length; i++) accumulator.add(latest[i] as number, score);
  }

  /** Adds a report to a term's list, and `frequency` to its document frequency. `roles` are its roles in the report. */
  add(term: number, seq: number, frequency: number, roles: number): void {
    const full = this.#terms.size === this.#terms.terms.length;
    if (full || this.#used + MAX_CAPACITY > this.#lists.length) this.#compact();
    const position = this.#terms.place(term);
    this.#terms.values[position] = (this.#terms.values[position] as number) + frequency;
    this.#countCase(position, roles, 1);
    this.#append(position, seq);
  }

  /** Removes the oldest report from a term's list, and `frequency` from its document frequency. */
  remove(term: number, seq: number, frequency: number, roles: number): void {
    this.#oldest = seq + 1;
    const position = this.#terms.find(term);
    const size = this.#sizes[position] ?? 0;
    if (size === 0) return;
    const last = this.#lists[(this.#starts[position] as number) + size - 1] as number;
    // Removed reports stay in the list until all are removed, because reading stops at the oldest one in the index.
    if (last <= seq) this.#terms.values[position] = this.#sizes[position] = 0;
    else this.#terms.values[position] = (this.#terms.values[position] as number) - frequency;
    this.#countCase(position, roles, -1);
  }

  #countCase(position: number, roles: number, change: 1 | -1): void {
    if (roles & ROLE.capital)
      this.#capital[position] = (this.#capital[position] as number) + change;
    if (roles & ROLE.lower) this.#lower[position] = (this.#lower[position] as number) + change;
  }

  /** Counts a report in or out of the most recent reports that contain a term. */
  countRecent(term: number, change: 1 | -1): void {
    const position = this.#terms.find(term);
    if (position >= 0) this.#recent[position] = (this.#recent[position] as number) + change;
  }

  /**
   * Fills an empty index with many reports, oldest first. The lists are laid out when all sizes are known: one by one, they
   * would move each time that they double.
   *
   * @param forEachPosting is called once, and passes every posting to `add`
   */
  fill(forEachPosting: (add: Postings["add"]) => void): void {
    this.#growTerms(FILLED.terms);
    let positions = new Int32Array(FILLED.postings);
    let seqs = new Int32Array(FILLED.postings);
    let visited = 0;
    forEachPosting((term, seq, frequency, roles) => {
      if (this.#terms.size === this.#terms.terms.length) this.#growTerms(2 * this.#terms.size);
      if (visited === seqs.length) {
        positions = enlarged(positions, 2 * visited);
        seqs = enlarged(seqs, 2 * visited);
      }
      const position = this.#terms.place(term);
      this.#terms.values[position] = (this.#terms.values[position] as number) + frequency;
      this.#countCase(position, roles, 1);
      this.#sizes[position] = (this.#sizes[position] as number) + 1;
      positions[visited] = position;
      seqs[visited++] = seq;
    });
    for (let position = 0; position < this.#terms.size; position++) {
      const capacity = Math.min(MAX_CAPACITY, powerOfTwo(this.#sizes[position] as number));
      this.#starts[position] = this.#used;
      this.#capacities[position] = capacity;
      this.#used += capacity;
    }
    this.#lists = new Int32Array(4 * INITIAL_TERMS + this.#used + (this.#used >> 1));
    const missing = this.#sizes.slice();
    for (let i = 0; i < visited; i++) {
      const position = positions[i] as number;
      const size = Math.min(this.#sizes[position] as number, this.#capacities[position] as number);
      // Of too many, the first ones are left out.
      const left = missing[position] as number;
      missing[position] = left - 1;
      if (left <= size)
        this.#lists[(this.#starts[position] as number) + size - left] = seqs[i] as number;
    }
    for (let position = 0; position < this.#terms.size; position++)
      this.#sizes[position] = Math.min(
        this.#sizes[position] as number,
        this.#capacities[position] as number,
      );
  }

  /** Makes room for more terms, which keep their positions. */
  #growTerms(capacity: number): void {
    const { terms, values, size } = this.#terms;
    this.#terms = new TermMap(capacity);
    for (let position = 0; position < size; position++)
      this.#terms.set(terms[position] as number, values[position] as number);
    this.#recent = enlarged(this.#recent, capacity);
    this.#capital = enlarged(this.#capital, capacity);
    this.#lower = enlarged(this.#lower, capacity);
    this.#starts = enlarged(this.#starts, capacity);
    this.#sizes = enlarged(this.#sizes, capacity);
    this.#capacities = enlarged(this.#capacities, capacity);
  }

  #append(position: number, seq: number): void {
    if (this.#sizes[position] === this.#capacities[position]) this.#grow(position);
    const size = this.#sizes[position] as number;
    this.#lists[(this.#starts[position] as number) + size] = seq;
    this.#sizes[position] = size + 1;
  }

  /**
   * Moves a list to a free range with twice the capacity. A list of the maximum capacity drops its oldest postings
   * instead.
   */
  #grow(position: number): void {
    const start = this.#starts[position] as number;
    const capacity = this.#capacities[position] as number;
    if (capacity === MAX_CAPACITY) {
      this.#lists.copyWithin(start, start + capacity - MAX_POSTINGS, start + capacity);
      this.#sizes[position] = MAX_POSTINGS;
      return;
    }
    this.#lists.copyWithin(this.#used, start, start + capacity);
    const doubled = Math.max(1, 2 * capacity);
    this.#starts[position] = this.#used;
    this.#capacities[position] = doubled;
    this.#used += doubled;
  }

  /** Copies all lists that are not empty to new tables with 50 % spare capacity. */
  #compact(): void {
    const old = {
      terms: this.#terms,
      recent: this.#recent,
      capital: this.#capital,
      lower: this.#lower,
      lists: this.#lists,
    };
    const starts = this.#starts;
    const sizes = this.#sizes;
    let terms = 0;
    let postings = 0;
    for (let position = 0; position < old.terms.size; position++) {
      if (sizes[position] === 0) continue;
      terms++;
      postings += powerOfTwo(sizes[position] as number);
    }
    const capacity = powerOfTwo(Math.max(INITIAL_TERMS, terms + (terms >> 1)));
    this.#terms = new TermMap(capacity);
    this.#recent = new Uint16Array(capacity);
    this.#capital = new Uint16Array(capacity);
    this.#lower = new Uint16Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#sizes = new Uint16Array(capacity);
    this.#capacities = new Uint16Array(capacity);
    this.#lists = new Int32Array(4 * INITIAL_TERMS + postings + (postings >> 1));
    this.#used = 0;
    for (let from = 0; from < old.terms.size; from++) {
      const size = sizes[from] as number;
      if (size === 0) continue;
      const position = this.#terms.place(old.terms.terms[from] as number);
      this.#terms.values[position] = old.terms.values[from] as number;
      this.#recent[position] = old.recent[from] as number;
      this.#capital[position] = old.capital[from] as number;
      this.#lower[position] = old.lower[from] as number;
      const start = starts[from] as number;
      this.#lists.set(old.lists.subarray(start, start + size), this.#used);
      this.#starts[position] = this.#used;
      this.#sizes[position] = size;
      const listCapacity = powerOfTwo(size);
      this.#capacities[position] = listCapacity;
      this.#used += listCapacity;
    }
  }
}
