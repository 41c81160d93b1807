/** The folding engine: reports in, decisions out. */
import type { Entry } from "./state/cluster.ts";
import { type Features, take, type Taken } from "./features/extract.ts";
import { keyTerms, Memory } from "./state/working-set.ts";
import { weighAgain, weighLinks } from "./grouping/margin.ts";
import { isSameText } from "./scoring/near-duplicate.ts";
import { settings } from "./hyperparameters.ts";
import { settle } from "./decisions/decide.ts";
import { likeness } from "./scoring/pair-score.ts";
import { oddsOf, oddsOfAny } from "./features/time-gap.ts";
import { Stream } from "./calibration/stream.ts";
import type { Archive, Decision, Filed, Item, Ruling } from "./types.ts";

export interface Options {
  /** Makes the key of a new story from its first report. Called once for each story. */
  mint: (first: { id: string }) => string;
  /** Where reports are that memory no longer holds. Without it they are forgotten. */
  archive?: Archive;
  /** Reports to keep in memory. */
  memory?: number;
}

/** What to store beside a report, so that the archive can give it back and find it. */
export interface Stored {
  features: Features;
  terms: number[];
}

/** Folds reports into stories. One for each edition; batches are filed one after another. */
export class Folder {
  readonly #mint: Options["mint"];
  readonly #memory: Memory;
  readonly #stream = new Stream();
  #open: Entry[] = [];

  constructor({ mint, archive, memory }: Options) {
    this.#mint = mint;
    this.#memory = new Memory(Math.max(2 * settings.open, memory ?? settings.memory), archive);
  }

  /** Files a batch. A report whose id is in memory already is passed over. */
  file(items: readonly Item[]): Decision[] {
    const fresh: Entry[] = [];
    for (const item of items) if (!this.#memory.has(item.id)) fresh.push(this.#shelve(item));
    return this.#settle(fresh);
  }

  /** Puts an editor's word into effect; later batches respect it. */
  rule(rulings: readonly Ruling[]): Decision[] {
    const memory = this.#memory;
    const touched = new Set<Entry>();
    for (const ruling of rulings) {
      memory.recallById([...ruling.belong, ...ruling.not]);
      const story = memory.story(ruling.story);
      story.ruled = true;
      for (const id of ruling.belong) {
        const entry = memory.get(id);
        if (entry) touched.add(Object.assign(entry, { pin: story }));
      }
      for (const id of ruling.not) {
        const entry = memory.get(id);
        if (entry)
          touched.add(
            Object.assign(entry, { banned: (entry.banned ?? new Set()).add(ruling.story) }),
          );
      }
    }
    return this.#settle([...touched]);
  }

  /**
   * Takes reports back into memory, oldest first, as after a restart. Where more are stored than memory holds, it must be
   * given one more than that, by which it knows that there is something to ask the archive for.
   */
  restore(filed: readonly Filed[]): void {
    let last: Entry | undefined;
    for (const report of filed) {
      if (this.#memory.has(report.id)) continue;
      last = this.#memory.put(report);
      this.#stream.refiled(last);
    }
    if (last) this.#stream.resume(last);
  }

  /**
   * Looks at a report anew that says something else now. As long as its place is open the next batch may find it another
   * one; after that it stays where it is.
   *
   * @returns what to store of it, also where memory does not hold it
   */
  amend(item: Item): Stored {
    const memory = this.#memory;
    const old = memory.get(item.id);
    const { features } = this.#take(item);
    if (old?.story) {
      const { story, pin, banned, open } = old;
      features.share = old.features.share;
      const at = story.members.indexOf(old);
      memory.drop(old);
      const { links } = open ? this.#look(features) : { links: new Map<Entry, number>() };
      const entry = memory.add(item.id, features, links, null);
      Object.assign(entry, { story, pin, banned, open, inOrder: false });
      story.members.splice(at, 0, entry);
      weighLinks(entry);
      memory.keep(story);
      if (open) this.#open.push(entry);
    }
    return { features, terms: keyTerms(features) };
  }

  /** What to store of a report in memory, so that the archive can give it back. */
  stored(id: string): Stored | undefined {
    const features = this.#memory.get(id)?.features;
    return features && { features, terms: keyTerms(features) };
  }

  #settle(fresh: Entry[]): Decision[] {
    const memory = this.#memory;
    this.#open = this.#open.filter(({ gone }) => !gone);
    for (const entry of fresh) {
      if (!entry.open) this.#open.push(entry);
      entry.open = true;
    }
    const { odds } = this.#stream;
    for (const entry of this.#open) weighAgain(entry, odds);
    const decisions = settle(this.#open, {
      growth: this.#stream.growth,
      open: (first) => memory.open(this.#mint(first)),
      close: (story) => memory.close(story),
      wordsOf: (entry) => entry.taken ?? memory.wordsOf(entry.id),
    });
    for (const entry of fresh) entry.taken = null;
    this.#stream.decided(fresh);
    const settled = this.#open.splice(
      0,
      Math.max(0, this.#open.length - settings.open + fresh.length),
    );
    for (const entry of settled) {
      entry.open = false;
      entry.links.clear();
      entry.alike.clear();
      entry.ties.clear();
      entry.copyOf = null;
    }
    return decisions;
  }

  #shelve(item: Item): Entry {
    const taken = this.#take(item);
    const { features } = taken;
    const { links, nearest, best } = this.#look(features);
    this.#stream.met(features, links);
    // A story counts less with each report more, or its own words would come to say little.
    for (const [other, score] of links) {
      if (score + oddsOf(features, other.features) > 0 && score > best - 1)
        features.share = Math.min(
          features.share,
          other.features.share / (1 + other.features.share),
        );
    }
    const entry = this.#memory.add(item.id, features, links, taken);
    weighLinks(entry);
    this.#stream.compared(entry);
    if (nearest && isSameText(features, nearest.features)) entry.copyOf = nearest;
    return entry;
  }

  /** Takes a report apart, with what is to be expected in the stream at this time. */
  #take(item: Item): Taken {
    const taken = take(item, this.#memory.shelf);
    Object.assign(taken.features, this.#stream.expect());
    return taken;
  }

  /** Compares a report with those that are like it. */
  #look(features: Features): { links: Map<Entry, number>; nearest?: Entry; best: number } {
    const links = new Map<Entry, number>();
    let nearest: Entry | undefined;
    let best = Number.NEGATIVE_INFINITY;
    const compare = (others: Entry[]): void => {
      for (const other of others) {
        if (other.gone || links.has(other)) continue;
        const score = likeness(features, other.features);
        links.set(other, score);
        if (score > best) {
          best = score;
          nearest = other;
        }
      }
    };
    compare(this.#memory.shelf.near(features, settings.compared));
    if (best + oddsOfAny(features) < settings.recallBelow) compare(this.#memory.recall(features));
    return { links, best, ...(nearest && { nearest }) };
  }
}
