/** The folding engine: reports in, decisions out. */
import { type Entry, leave, type Story } from "./desk.ts";
import { type Features, take, type Taken } from "./features.ts";
import { isSameText, similarity } from "./similarity.ts";
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

/** Folds reports into stories. One for each edition; batches are filed one after another. */
export class Folder {
  readonly #options: Options;
  readonly #shelf: Shelf<Entry>;
  readonly #reports = new Map<string, Entry>();
  readonly #stories = new Map<string, Story>();
  #open: Entry[] = [];
  #opened = 0;

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

  /** Takes reports back into memory, oldest first, as after a restart. */
  restore(filed: readonly Filed[]): void {
    for (const report of filed) if (!this.#reports.has(report.id)) this.#put(report);
  }

  /** What to store of a report in memory, so that the archive can give it back. */
  stored(id: string): { features: Features; terms: number[] } | undefined {
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
    const links = new Map<Entry, number>();
    let nearest: Entry | undefined;
    let best = Number.NEGATIVE_INFINITY;
    const compared = new Map<Story, number>();
    const compare = (others: Entry[]): void => {
      for (const other of others) {
        if (links.has(other)) continue;
        if (other.story) {
          // The rest of a large story would say the same again.
          const sofar = compared.get(other.story) ?? 0;
          if (sofar === settings.comparedOfOne) continue;
          compared.set(other.story, sofar + 1);
        }
        const score = similarity(features, other.features);
        links.set(other, score);
        if (score > best) {
          best = score;
          nearest = other;
        }
      }
    };
    compare(this.#shelf.near(features, settings.compared));
    if (best < settings.recallBelow && this.#options.archive)
      compare(this.#recall(features, this.#options.archive));
    // A story counts less with each report more, or its own words would come to say little.
    for (const [other, score] of links) {
      if (score > 0 && score > best - 1)
        features.share = Math.min(
          features.share,
          other.features.share / (1 + other.features.share),
        );
    }
    const entry = this.#add(item.id, features, links, taken);
    if (nearest && isSameText(features, nearest.features)) entry.copyOf = nearest;
    return entry;
  }

  #add(id: string, features: Features, links: Map<Entry, number>, taken: Taken | null): Entry {
    const entry: Entry = {
      id,
      features,
      seq: this.#shelf.next,
      story: null,
      open: false,
      links,
      ties: new Map(),
      copyOf: null,
      taken,
      pin: null,
      banned: null,
    };
    for (const gone of this.#shelf.add(entry)) this.#forget(gone);
    this.#reports.set(id, entry);
    return entry;
  }

  #forget(entry: Entry): void {
    leave(entry);
    if (entry.story?.members.length === 0 && !entry.story.ruled)
      this.#stories.delete(entry.story.key);
    // What was compared with it must not bring its story back.
    entry.story = null;
    this.#reports.delete(entry.id);
  }

  #put(filed: Filed): Entry {
    const entry = this.#add(filed.id, filed.features, new Map(), null);
    const story = this.#story(filed.story, filed.opened);
    story.opened = Math.min(story.opened, filed.opened);
    entry.story = story;
    story.members.push(entry);
    return entry;
  }

  #recall(features: Features, archive: Archive): Entry[] {
    const found: Entry[] = [];
    for (const filed of archive.holders(keyTerms(features), settings.recalled)) {
      const known = this.#reports.get(filed.id);
      if (known) found.push(known);
      // The rest would only push others off the shelf.
      else if (similarity(features, filed.features) > settings.threshold - 0.5)
        found.push(this.#put(filed));
    }
    return found;
  }

  #recallById(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#reports.has(id));
    if (missing.length > 0 && this.#options.archive)
      this.restore(this.#options.archive.reports(missing));
  }
}

/** The terms by which an archive finds a report: the most telling of its words. */
export function keyTerms(features: Features): number[] {
  return heaviest(features, PART.body, settings.keyTerms).map((at) => features.terms[at] as number);
}
