/**
 * The reports whose place is open, and the stories that they may be in, as
 * groups to be merged. A story's settled reports are one node, an open report
 * is one of its own.
 */
import { Groups } from "./average-linkage.ts";
import type { Entry, Story } from "../state/cluster.ts";
import type { Growth } from "../calibration/cluster-size-prior.ts";
import { settings } from "../hyperparameters.ts";
import { Hits, tieOf, tieOfTwo } from "./linkage.ts";

/** A group as it comes out: the settled stories in it, and the open reports. */
export interface Group {
  stories: Story[];
  entries: Entry[];
}

/** What an editor's word asks of a group. */
interface Bounds {
  /** The ruled story that the group is. */
  is: Story | null;
  /** Keys of stories that it must not be. */
  not: Set<string> | null;
}

/** Groups the open reports, each with the stories that it belongs to. */
export function group(open: readonly Entry[], growth: Growth): Group[] {
  const graph = new Graph(growth);
  for (const entry of open) graph.addReport(entry);
  for (const entry of open) graph.addLinks(entry);
  return graph.solve();
}

class Graph {
  readonly #groups: Groups;
  readonly #ofEntry = new Map<Entry, number>();
  readonly #ofStory = new Map<Story, number>();
  readonly #settled = new Map<Story, number>();
  readonly #bounds: Bounds[] = [];

  constructor(growth: Growth) {
    const { threshold, missing, nearest } = settings;
    this.#groups = new Groups({
      threshold,
      missing,
      nearest,
      growth: (one, other) => growth.chance(one, other),
    });
  }

  /** How many of a story's reports are settled; large stories are asked about often. */
  #settledOf(story: Story): number {
    let count = this.#settled.get(story);
    if (count === undefined) {
      count = 0;
      for (const member of story.members) if (!member.open) count++;
      this.#settled.set(story, count);
    }
    return count;
  }

  addReport(entry: Entry): void {
    this.#ofEntry.set(entry, this.#groups.add(1));
    this.#bounds.push({ is: entry.pin, not: entry.banned });
  }

  /** Node of a story's settled part; undefined if it has none. */
  #storyNode(story: Story): number | undefined {
    let node = this.#ofStory.get(story);
    if (node === undefined) {
      const settled = this.#settledOf(story);
      if (settled === 0 && !story.ruled) return undefined;
      node = this.#groups.add(settled, Math.max(1, Math.min(settings.heaviest, settled)));
      this.#ofStory.set(story, node);
      this.#bounds.push({ is: story.ruled ? story : null, not: bansOf(story) });
    }
    return node;
  }

  addLinks(entry: Entry): void {
    const node = this.#ofEntry.get(entry) as number;
    const settled = new Map<Story, Hits>();
    for (const [other, linked] of entry.links) {
      const peer = other.open ? this.#ofEntry.get(other) : undefined;
      if (peer !== undefined) {
        const value = linked + loyalty(entry, other.story, settings.loyaltyOpen);
        this.#groups.link(node, peer, { sum: value, count: 1, best: value });
      } else if (other.story) {
        let hits = settled.get(other.story);
        if (!hits) settled.set(other.story, (hits = new Hits(other.story)));
        hits.add(linked);
      }
    }
    this.#linkStories(entry, node, [...settled.values()]);
    const own = entry.pin ?? entry.story;
    if (own && !settled.has(own)) this.#linkStory(entry, node, new Hits(own));
    if (entry.pin) {
      const home = this.#storyNode(entry.pin);
      if (home !== undefined) this.#groups.force(node, home);
    }
  }

  #linkStories(entry: Entry, node: number, ranked: Hits[]): void {
    ranked.sort((a, b) => b.best - a.best || a.story.opened - b.story.opened);
    const near: Story[] = [];
    for (const [rank, hits] of ranked.entries()) {
      const { story, best } = hits;
      if (story !== entry.story && (rank >= settings.stories || best < settings.threshold - 0.5))
        continue;
      this.#linkStory(entry, node, hits);
      near.push(story);
    }
    // Stories that one new report is close to may be one.
    if (entry.story !== null) return;
    for (const [i, one] of near.entries())
      for (const other of near.slice(i + 1)) this.#linkTwo(one, other);
  }

  #linkStory(entry: Entry, node: number, hits: Hits): void {
    const { story } = hits;
    const home = this.#storyNode(story);
    if (home === undefined) return;
    const tie = tieOf(entry, hits, this.#settledOf(story));
    if (!tie) return;
    const price = loyalty(entry, story, settings.loyalty);
    const weight = Math.min(settings.heaviest, this.#settledOf(story));
    this.#groups.link(node, home, {
      sum: (tie.mean + price) * weight,
      count: weight,
      best: tie.best + price,
    });
  }

  #linkTwo(a: Story, b: Story): void {
    const x = this.#storyNode(a);
    const y = this.#storyNode(b);
    if (x === undefined || y === undefined || this.#groups.linked(x, y)) return;
    const tie = tieOfTwo(a, b);
    if (!tie) return;
    const weight =
      Math.min(settings.heaviest, a.members.length) * Math.min(settings.heaviest, b.members.length);
    this.#groups.link(x, y, {
      sum: (tie.mean - settings.mergePrice) * weight,
      count: weight,
      best: tie.best - settings.mergePrice,
    });
  }

  /** A copy goes where the text was first: many copies need no comparing with each other. */
  #joinCopy(node: number, first: Entry): void {
    const peer =
      this.#ofEntry.get(first) ?? (first.story ? this.#storyNode(first.story) : undefined);
    if (peer === undefined) return;
    const a = this.#groups.groupOf(node);
    const b = this.#groups.groupOf(peer);
    if (a === b || !allowed(this.#bounds[a] as Bounds, this.#bounds[b] as Bounds)) return;
    const bounds = both(this.#bounds[a] as Bounds, this.#bounds[b] as Bounds);
    this.#groups.force(a, b);
    this.#bounds[this.#groups.groupOf(a)] = bounds;
  }

  solve(): Group[] {
    const bounds = this.#bounds;
    // Reports that an editor placed have joined their story's group already.
    for (const [entry, node] of this.#ofEntry)
      absorb(bounds, this.#groups.groupOf(node), { is: entry.pin, not: entry.banned });
    for (const [story, node] of this.#ofStory)
      if (story.ruled) absorb(bounds, this.#groups.groupOf(node), { is: story, not: null });
    for (const [entry, node] of this.#ofEntry) {
      const first = entry.copyOf;
      if (first && (!entry.story || entry.story === first.story)) this.#joinCopy(node, first);
    }
    this.#groups.settle(
      (a, b) => allowed(bounds[a] as Bounds, bounds[b] as Bounds),
      (kept, gone) => absorb(bounds, kept, bounds[gone] as Bounds),
    );
    const found = new Map<number, Group>();
    const of = (node: number): Group => {
      const at = this.#groups.groupOf(node);
      let one = found.get(at);
      if (!one) found.set(at, (one = { stories: [], entries: [] }));
      return one;
    };
    for (const [entry, node] of this.#ofEntry) of(node).entries.push(entry);
    for (const [story, node] of this.#ofStory) of(node).stories.push(story);
    return [...found.values()];
  }
}

/** What a link gains or loses because the report was published in a story already. */
function loyalty(entry: Entry, story: Story | null, full: number): number {
  if (!entry.story || !story) return 0;
  return entry.story === story ? full - settings.loyaltyFew / story.members.length : -full;
}

/** Stories that an editor says a settled report of this one is not in; open reports bring their own. */
function bansOf({ members }: Story): Set<string> | null {
  let bans: Set<string> | null = null;
  for (const { open, banned } of members)
    if (!open && banned) bans = bans ? bans.union(banned) : banned;
  return bans;
}

function allowed(a: Bounds, b: Bounds): boolean {
  if (a.is && b.is && a.is !== b.is) return false;
  return !(a.is && b.not?.has(a.is.key)) && !(b.is && a.not?.has(b.is.key));
}

function both(a: Bounds, b: Bounds): Bounds {
  return {
    is: a.is ?? b.is,
    not: a.not && b.not ? a.not.union(b.not) : (a.not ?? b.not),
  };
}

function absorb(bounds: Bounds[], at: number, other: Bounds): void {
  bounds[at] = both(bounds[at] as Bounds, other);
}
