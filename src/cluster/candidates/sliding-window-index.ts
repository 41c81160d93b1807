/**
 * A sliding window over the latest reports with an inverted index, and the corpus statistics of the window. The oldest
 * reports are evicted when there are too many of them, or when they have too many terms.
 */
import type { Features, Tokenized } from "../features/extract.ts";
import type { TermStatistics } from "../features/term-statistics.ts";
import { OutletCounts } from "./outlet-counts.ts";
import { forEachIndexed, importance, termsOf } from "./indexed-terms.ts";
import { Postings } from "./postings.ts";
import { Accumulator } from "../collections/accumulator.ts";
import { powerOfTwo } from "../collections/capacity.ts";
import { TopK } from "../collections/top-k.ts";
import { SET, type TermSet } from "../features/report-terms.ts";

/** An indexed report. The engine's nodes extend it. */
export interface Indexed {
  features: Features;
  /** Sequence number in filing order, without gaps. */
  seq: number;
}

/** Number of stories that the term priors are worth as pseudo-counts. */
const PRIOR_WEIGHT = 1_000;
/** Exponential decay of a candidate's score by time gap, in quarters of a day: to a third (1/e) after three days. */
const TIME_DECAY = Float64Array.from({ length: 100 }, (_, quarters) => Math.exp(-quarters / 12));
/** Number of most recent reports that the rarity of a term is computed from. */
const RECENT = 300;
/** Rarity of a term by its document frequency among them: smoothed inverse document frequency. */
const RARITY = Float64Array.from({ length: RECENT + 2 }, (_, frequency) =>
  Math.log((RECENT + 2) / (1 + frequency)),
);
/** Minimum score of a candidate: the share of the squared term weights that it has. */
export const MIN_SHARED_WEIGHT = 0.03;
/** Maximum number of terms in the window. Each takes eight bytes, and up to eight more in the index. */
const MAX_TERMS = 2_500_000;
/** Number of the heaviest terms of each part that are looked up. */
const MAX_QUERY_TERMS = 16;

export class SlidingWindowIndex<E extends Indexed> implements TermStatistics {
  readonly #size: number;
  /** Ring buffer of the reports: the low bits of the sequence number are the slot. */
  readonly #slots: (E | undefined)[];
  readonly #days: Float64Array;
  readonly #mask: number;
  readonly #postings = new Postings();
  readonly #accumulator: Accumulator;
  readonly #queryTerms = new TopK(MAX_QUERY_TERMS);
  #best = new TopK(0);
  readonly #languages = new Map<string, number>();
  readonly #outlets: OutletCounts;
  #oldest = 0;
  #next = 0;
  #termCount = 0;
  /** Sum of the reports' document frequencies: approximately the number of stories in the window. */
  #documentCount = 0;

  /** @param size maximum number of reports */
  constructor(size: number) {
    const slots = powerOfTwo(size);
    this.#size = size;
    this.#slots = new Array<E | undefined>(slots).fill(undefined);
    this.#days = new Float64Array(slots);
    this.#outlets = new OutletCounts(slots);
    this.#mask = slots - 1;
    this.#accumulator = new Accumulator(slots);
  }

  /** Sequence number of the next report. */
  get next(): number {
    return this.#next;
  }

  /** Counts the terms of a batch by outlet before its reports are weighed and added. */
  announce(batch: readonly Tokenized[]): void {
    this.#outlets.announce(batch, this.#next);
  }

  /** Document probability of a term: a prior updated with the window's counts. */
  readonly probability = (term: number, prior: number): number =>
    (prior * PRIOR_WEIGHT + this.#postings.documentFrequency(term)) /
    (PRIOR_WEIGHT + this.#documentCount);

  /** How many of an outlet's latest reports contain a term, not counting the one that is asked for. */
  readonly atOutlet = (outlet: number, term: number): { reports: number; withTerm: number } =>
    this.#outlets.withTerm(outlet, term, this.#postings.latest(term));

  /**
   * Inverse document frequency of a term among the latest reports; about 0 if all contain it. While there are too few
   * reports, the missing ones count with the term's probability.
   */
  readonly rarity = (term: number, probability: number): number => {
    const missing = RECENT - this.#next;
    const frequency = this.#postings.recentFrequency(term);
    if (missing <= 0) return RARITY[frequency] as number;
    return Math.log((RECENT + 2) / (1 + frequency + missing * probability));
  };

  /** How the window's reports write a term. */
  readonly capitals = (term: number): { capital: number; lower: number } =>
    this.#postings.capitals(term);

  /** The most frequent language in the window; "" if none is known. */
  readonly usualLanguage = (): string => {
    let best = "";
    let bestCount = 0;
    for (const [language, count] of this.#languages) {
      if (language !== "" && count > bestCount) {
        best = language;
        bestCount = count;
      }
    }
    return best;
  };

  /** Adds a report, whose sequence number must be `next`. Returns the evicted reports. */
  add(report: E): E[] {
    const { features, seq } = report;
    const evicted: E[] = [];
    while (
      this.#oldest < seq &&
      (seq - this.#oldest === this.#size || this.#termCount + features.terms.length > MAX_TERMS)
    )
      evicted.push(this.#evictOldest());
    this.#count(report, features);
    forEachIndexed(features, (term, roles) =>
      this.#postings.add(term, seq, features.documentFrequency, roles),
    );
    this.#countRecent(report, 1);
    const leaving = seq - RECENT;
    if (leaving >= this.#oldest) this.#countRecent(this.#slots[leaving & this.#mask] as E, -1);
    return evicted;
  }

  /** Of reports with these numbers of terms, oldest first, the first one that an empty window still has room for. */
  firstThatFits(termCounts: readonly number[]): number {
    let terms = 0;
    const before = termCounts.findLastIndex((count) => (terms += count) > MAX_TERMS);
    return Math.max(before + 1, termCounts.length - this.#size);
  }

  /**
   * Adds many reports to an empty window, oldest first, as if one by one. There must be room for them.
   *
   * @param featuresAt gives the features of a report. They are not kept.
   */
  fill(reports: readonly E[], featuresAt: (seq: number) => Features): void {
    this.#postings.fill((add) => {
      for (const report of reports) {
        const features = featuresAt(report.seq);
        this.#count(report, features);
        forEachIndexed(features, (term, roles) =>
          add(term, report.seq, features.documentFrequency, roles),
        );
      }
    });
    for (const report of reports.slice(-RECENT)) this.#countRecent(report, 1);
  }

  #count(report: E, features: Features): void {
    const { seq } = report;
    this.#termCount += features.terms.length;
    this.#slots[seq & this.#mask] = report;
    this.#days[seq & this.#mask] = features.day;
    this.#outlets.add(features.outlet, seq);
    this.#next = seq + 1;
    this.#documentCount += features.documentFrequency;
    this.#languages.set(features.language, (this.#languages.get(features.language) ?? 0) + 1);
  }

  #countRecent({ features }: E, change: 1 | -1): void {
    for (const term of termsOf(features, SET.words)) this.#postings.countRecent(term, change);
  }

  #evictOldest(): E {
    const report = this.#slots[this.#oldest & this.#mask] as E;
    const { features, seq } = report;
    this.#slots[seq & this.#mask] = undefined;
    this.#oldest = seq + 1;
    this.#termCount -= features.terms.length;
    this.#documentCount -= features.documentFrequency;
    const remaining = (this.#languages.get(features.language) ?? 0) - 1;
    if (remaining > 0) this.#languages.set(features.language, remaining);
    else this.#languages.delete(features.language);
    if (seq > this.#next - 1 - RECENT) this.#countRecent(report, -1);
    this.#outlets.remove(features.outlet);
    forEachIndexed(features, (term, roles) =>
      this.#postings.remove(term, seq, features.documentFrequency, roles),
    );
    return report;
  }

  /** Retrieves the `k` candidates that share the heaviest terms with `features`, best first. */
  mostSimilar(features: Features, k: number): E[] {
    this.#accumulate(features, SET.words);
    // Names find nothing more among reports of one language.
    if (this.#languages.size > (this.#languages.has(features.language) ? 1 : 0)) {
      this.#accumulate(features, SET.spellings);
      this.#accumulate(features, SET.skeletons);
    }
    if (this.#best.ids.length !== k) this.#best = new TopK(k);
    const accumulator = this.#accumulator;
    const best = this.#best;
    best.clear(MIN_SHARED_WEIGHT);
    for (let i = 0; i < accumulator.size; i++) {
      const seq = accumulator.touched[i] as number;
      const score = accumulator.take(seq);
      if (score < best.floor) continue;
      best.offer(seq, score * this.#timeDecay(features.day, seq));
    }
    accumulator.size = 0;
    return Array.from(best.ids.subarray(0, best.size), (seq) => this.#slots[seq & this.#mask] as E);
  }

  #timeDecay(day: number, seq: number): number {
    const days = Math.abs((this.#days[seq & this.#mask] as number) - day);
    // NaN, an unknown gap, does not decay.
    if (!(days > 0.5)) return 1;
    return TIME_DECAY[Math.min(TIME_DECAY.length - 1, Math.round(4 * days))] as number;
  }

  /** Adds up the squared weights of the heaviest terms as shares of all, for each report that contains them. */
  #accumulate(features: Features, set: TermSet): void {
    const { terms, starts } = features;
    const queryTerms = this.#queryTerms;
    queryTerms.clear();
    let squares = 0;
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i++) {
      const weight = importance(features, set, i);
      squares += weight * weight;
      // Terms without postings do not use up the limit: what only this report has finds nothing.
      if (weight >= queryTerms.floor && this.#postings.has(terms[i] as number))
        queryTerms.offer(terms[i] as number, weight);
    }
    for (let i = 0; i < queryTerms.size; i++) {
      const weight = queryTerms.scores[i] as number;
      this.#postings.accumulate(
        queryTerms.ids[i] as number,
        (weight * weight) / squares,
        this.#accumulator,
      );
    }
  }
}
