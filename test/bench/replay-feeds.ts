/** What a subscriber of a feed was shown: the entries of each look. */
export interface Entry {
  id: string;
  title: string;
}

/** The feeds that are replayed, by the name of their column. */
export const FEEDS = {
  all: "/feed.json",
  top: "/top/feed.json",
  "2 outlets": "/feed.json?min_outlets=2",
  "3 outlets": "/feed.json?min_outlets=3",
  daily: "/daily/feed.json",
} as const;

export type FeedName = keyof typeof FEEDS;

/** Counts what one subscriber sees of one feed. */
export class Subscriber {
  readonly #titles = new Map<string, string>();
  #retitled = 0;

  /** Looks at the feed. @returns how many entries are new to the subscriber */
  look(entries: readonly Entry[]): number {
    let fresh = 0;
    for (const { id, title } of entries) {
      const known = this.#titles.get(id);
      if (known === undefined) fresh++;
      else if (known !== title) this.#retitled++;
      this.#titles.set(id, title);
    }
    return fresh;
  }

  /** Number of entries seen. */
  get seen(): number {
    return this.#titles.size;
  }

  /** Number of times that an entry had another title than before. */
  get retitled(): number {
    return this.#retitled;
  }

  /** How many of these entries the subscriber never saw. */
  missed(entries: ReadonlySet<string>): number {
    return [...entries].filter((id) => !this.#titles.has(id)).length;
  }
}
