/** The folding engine: reports in, decisions out. */
import { type Entry, leave, type Story } from "./desk.ts";
import { type Features, nothing, take, type Taken } from "./features.ts";
import { Odds } from "./odds.ts";
import { weighLinks } from "./rivals.ts";
import { isSameText } from "./same-text.ts";
import { likeness, similarity } from "./similarity.ts";
import { settings } from "./settings.ts";
import { settle } from "./settle.ts";
import { heaviest, Shelf } from "./shelf.ts";
import type { Archive, Decision, Filed, Item, Ruling } from "./types.ts";
import { PART } from "./vector.ts";

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
  readonly #options: Options;
  readonly #shelf: Shelf<Entry>;
  readonly #reports = new Map<string, Entry>();
  readonly #stories = new Map<string, Story>();
  readonly #odds = new Odds();
  #open: Entry[] = [];
  #opened = 0;
  /** The last report, in order of filing, that memory let go; null as long as it holds all. */
  #letGo: string | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#shelf = new Shelf(Math.max(2 * settings.open, options.memory ?? settings.memory));
  }

  /** Files a batch. A report whose id is in memory already is passed over. */
  file(items: readonly Item[]): Decision[] {
    const fresh: Entry[] = [];
    for (const item of items) if (!this.#reports.has(item.id)) fresh.push(this.#shelve(item));
    return this.#settle(fresh);
  }

  /** Puts an editor's word into effect; later batches respect it. */
  rule(rulings: readonly Ruling[]): Decision[] {
    const touched = new Set<Entry>();
    for (const ruling of rulings) {
      this.#recallById([...ruling.belong, ...ruling.not]);
      const story = this.#story(ruling.story, this.#opened);
      story.ruled = true;
      for (const id of ruling.belong) {
        const entry = this.#reports.get(id);
        if (entry) touched.add(Object.assign(entry, { pin: story }));
      }
      for (const id of ruling.not) {
        const entry = this.#reports.get(id);
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
    for (const report of filed)
      if (!this.#reports.has(report.id)) this.#put(report, this.#featuresOf(report));
    const last = this.#reports.get(filed.at(-1)?.id ?? "");
    if (last) this.#odds.resume(last.features.odds);
  }

  /**
   * Looks at a report anew that says something else now. As long as its place is open the next batch may find it another
   * one; after that it stays where it is.
   *
   * @returns what to store of it, also where memory does not hold it
   */
  amend(item: Item): Stored {
    const old = this.#reports.get(item.id);
    const { features } = take(item, this.#shelf);
    features.odds = this.#odds.value;
    if (old?.story) {
      const { story, pin, banned, open } = old;
      features.share = old.features.share;
      const at = story.members.indexOf(old);
      this.#drop(old);
      const { links } = open ? this.#look(features) : { links: new Map<Entry, number>() };
      const entry = this.#add(item.id, features, links, null);
      Object.assign(entry, { story, pin, banned, open, inOrder: false });
      story.members.splice(at, 0, entry);
      weighLinks(entry);
      this.#stories.set(story.key, story);
      if (open) this.#open.push(entry);
    }
    return { features, terms: keyTerms(features) };
  }

  /** What to store of a report in memory, so that the archive can give it back. */
  stored(id: string): Stored | undefined {
    const features = this.#reports.get(id)?.features;
    return features && { features, terms: keyTerms(features) };
  }

  #settle(fresh: Entry[]): Decision[] {
    for (const entry of fresh) {
      if (!entry.open) this.#open.push(entry);
      entry.open = true;
    }
    const decisions = settle(this.#open, {
      open: (first) => this.#story(this.#options.mint(first), ++this.#opened),
      close: (story) => this.#stories.delete(story.key),
      wordsOf: (entry) => entry.taken ?? this.#wordsOf(entry.id),
    });
    for (const entry of fresh) entry.taken = null;
    const settled = this.#open.splice(
      0,
      Math.max(0, this.#open.length - settings.open + fresh.length),
    );
    for (const entry of settled) {
      entry.open = false;
      entry.links.clear();
      entry.ties.clear();
      entry.copyOf = null;
    }
    return decisions;
  }

  #story(key: string, opened: number): Story {
    let story = this.#stories.get(key);
    if (!story) {
      story = { key, opened, members: [], ruled: false };
      this.#stories.set(key, story);
    }
    this.#opened = Math.max(this.#opened, opened);
    return story;
  }

  #shelve(item: Item): Entry {
    const taken = take(item, this.#shelf);
    const { features } = taken;
    features.odds = this.#odds.value;
    const { links, nearest, best } = this.#look(features);
    // A story counts less with each report more, or its own words would come to say little.
    for (const [other, score] of links) {
      if (score + features.odds > 0 && score > best - 1)
        features.share = Math.min(
          features.share,
          other.features.share / (1 + other.features.share),
        );
    }
    const entry = this.#add(item.id, features, links, taken);
    weighLinks(entry);
    this.#odds.learn(links.values(), features.odds);
    if (nearest && isSameText(features, nearest.features)) entry.copyOf = nearest;
    return entry;
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
    compare(this.#shelf.near(features, settings.compared));
    if (best + features.odds < settings.recallBelow) compare(this.#recall(features));
    return { links, best, ...(nearest && { nearest }) };
  }

  #add(id: string, features: Features, links: Map<Entry, number>, taken: Taken | null): Entry {
    const entry: Entry = {
      id,
      features,
      seq: this.#shelf.next,
      story: null,
      open: false,
      links,
      near: [],
      ties: new Map(),
      copyOf: null,
      taken,
      pin: null,
      banned: null,
      inOrder: true,
      gone: false,
    };
    const off = this.#shelf.add(entry);
    if (off && !off.gone) {
      this.#drop(off);
      if (off.inOrder) this.#letGo = off.id;
    }
    // Others may still name it among those they are alike.
    if (off) Object.assign(off, { features: nothing, near: [] });
    this.#reports.set(id, entry);
    return entry;
  }

  /** Takes a report out of all but the shelf, which keeps it until its turn comes. */
  #drop(entry: Entry): void {
    const { story } = entry;
    leave(entry);
    if (story?.members.length === 0 && !story.ruled) this.#stories.delete(story.key);
    // What was compared with it must not bring its story back.
    entry.story = null;
    entry.gone = true;
    this.#reports.delete(entry.id);
    if (entry.open) this.#open = this.#open.filter((other) => other !== entry);
  }

  #put(filed: Filed, features: Features): Entry {
    const entry = this.#add(filed.id, features, new Map(), null);
    const story = this.#story(filed.story, filed.opened);
    story.opened = Math.min(story.opened, filed.opened);
    entry.story = story;
    story.members.push(entry);
    return entry;
  }

  /** The words of a report that was filed before. */
  #wordsOf(id: string): Taken | null {
    const item = this.#options.archive?.item(id);
    return item ? take(item, this.#shelf) : null;
  }

  #featuresOf({ features }: Filed): Features {
    return "terms" in features ? features : take(features, this.#shelf).features;
  }

  /** Asks the archive for reports like this one, if it has any that memory has not. */
  #recall(features: Features): Entry[] {
    const { archive } = this.#options;
    if (!archive || this.#letGo === null) return [];
    const found: Entry[] = [];
    for (const filed of archive.holders(keyTerms(features), settings.recalled, this.#letGo)) {
      const known = this.#reports.get(filed.id);
      if (known) {
        found.push(known);
        continue;
      }
      const own = this.#featuresOf(filed);
      // The rest would only push others off the shelf.
      if (similarity(features, own) > settings.threshold - 0.5)
        found.push(Object.assign(this.#put(filed, own), { inOrder: false }));
    }
    return found;
  }

  #recallById(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#reports.has(id));
    if (missing.length === 0 || !this.#options.archive) return;
    for (const filed of this.#options.archive.reports(missing))
      this.#put(filed, this.#featuresOf(filed)).inOrder = false;
  }
}

/** The terms by which an archive finds a report: the most telling of its words. */
export function keyTerms(features: Features): number[] {
  return heaviest(features, PART.body, settings.keyTerms).map((at) => features.terms[at] as number);
}
