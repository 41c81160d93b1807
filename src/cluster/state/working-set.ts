/** The reports and stories at hand, and the archive behind them: what comes, is let go, and is taken back. */
import { type Entry, entryOf, leave, type Story } from "./cluster.ts";
import { type Features, nothing, take, type Taken } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { heaviest, Shelf } from "../candidates/sliding-window-index.ts";
import { similarity } from "../scoring/pair-score.ts";
import type { Archive, Filed } from "../types.ts";
import { PART } from "../features/sparse-vectors.ts";

export class Memory {
  readonly shelf: Shelf<Entry>;
  readonly #archive: Archive | undefined;
  readonly #reports = new Map<string, Entry>();
  readonly #stories = new Map<string, Story>();
  #opened = 0;
  /** The last report, in order of filing, that was let go; null as long as all are here. */
  #letGo: string | null = null;

  /** Memory for `size` reports. */
  constructor(size: number, archive: Archive | undefined) {
    this.shelf = new Shelf(size);
    this.#archive = archive;
  }

  has(id: string): boolean {
    return this.#reports.has(id);
  }

  /** A report, if it is here. */
  get(id: string): Entry | undefined {
    return this.#reports.get(id);
  }

  /** The story of a key; a new one if it is not here. */
  story(key: string, opened = this.#opened): Story {
    let story = this.#stories.get(key);
    if (!story) {
      story = { key, opened, members: [], size: 0, ruled: false };
      this.#stories.set(key, story);
    }
    this.#opened = Math.max(this.#opened, opened);
    return story;
  }

  /** Opens a story later than all others. */
  open(key: string): Story {
    return this.story(key, this.#opened + 1);
  }

  /** Holds on to a story that lost its only report for a moment. */
  keep(story: Story): void {
    this.#stories.set(story.key, story);
  }

  /** Forgets a story. */
  close({ key }: Story): void {
    this.#stories.delete(key);
  }

  /** Takes a report in; what there is no room for is let go. */
  add(id: string, features: Features, links: Map<Entry, number>, taken: Taken | null): Entry {
    const entry = entryOf(id, features, this.shelf.next, links, taken);
    for (const off of this.shelf.add(entry)) {
      if (!off.gone) {
        this.drop(off);
        if (off.inOrder) this.#letGo = off.id;
      }
      // Others may still name it among those they are alike.
      Object.assign(off, { features: nothing, near: [] });
    }
    this.#reports.set(id, entry);
    return entry;
  }

  /** Takes a report out of all but the shelf, which keeps it until its turn comes. */
  drop(entry: Entry): void {
    const { story } = entry;
    leave(entry);
    if (story?.members.length === 0 && !story.ruled) this.close(story);
    // What was compared with it must not bring its story back.
    entry.story = null;
    entry.gone = true;
    this.#reports.delete(entry.id);
  }

  /** Takes back a report that was filed before. */
  put(filed: Filed, features = this.#featuresOf(filed)): Entry {
    const entry = this.add(filed.id, features, new Map(), null);
    const story = this.story(filed.story, filed.opened);
    story.opened = Math.min(story.opened, filed.opened);
    entry.story = story;
    story.members.push(entry);
    return entry;
  }

  #featuresOf({ features }: Filed): Features {
    return "terms" in features ? features : take(features, this.shelf).features;
  }

  /** Asks the archive for reports like this one, if it has any that memory has not. */
  recall(features: Features): Entry[] {
    if (!this.#archive || this.#letGo === null) return [];
    const found: Entry[] = [];
    for (const filed of this.#archive.holders(keyTerms(features), settings.recalled, this.#letGo)) {
      const known = this.#reports.get(filed.id);
      if (known) {
        found.push(known);
        continue;
      }
      const own = this.#featuresOf(filed);
      // The rest would only push others off the shelf.
      if (similarity(features, own) > settings.threshold - 0.5)
        found.push(Object.assign(this.put(filed, own), { inOrder: false }));
    }
    return found;
  }

  /** Asks the archive for those of these reports that are not here. */
  recallById(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#reports.has(id));
    if (missing.length === 0 || !this.#archive) return;
    for (const filed of this.#archive.reports(missing)) this.put(filed).inOrder = false;
  }

  /** The words of a report that was filed before. */
  wordsOf(id: string): Taken | null {
    const item = this.#archive?.item(id);
    return item ? take(item, this.shelf) : null;
  }
}

/** The terms by which an archive finds a report: the most telling of its words. */
export function keyTerms(features: Features): number[] {
  return heaviest(features, PART.body, settings.keyTerms);
}
