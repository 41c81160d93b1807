/** Turns groups into decisions: which key each group has, and what that changes. */
import { bond } from "./cluster-evidence.ts";
import { type Entry, place, type Story } from "../state/cluster.ts";
import { ruled, tie } from "./pair-evidence.ts";
import type { Taken } from "../features/extract.ts";
import { group, type Group } from "../grouping/merge-graph.ts";
import type { Growth } from "../calibration/cluster-size-prior.ts";
import { score as scoreOf } from "../grouping/margin.ts";
import { settings } from "../hyperparameters.ts";
import { isSameText } from "../scoring/near-duplicate.ts";
import type { Bond, Decision, Evidence } from "../types.ts";

export interface Hooks {
  /** How far stories grow in this stream. */
  growth: Growth;
  /** Opens a story for its first report. */
  open: (first: Entry) => Story;
  /** Forgets a story that has become part of another. */
  close: (story: Story) => void;
  /** The words of a report, null where they are not in memory any more. */
  wordsOf: (entry: Entry) => Taken | null;
}

/** Decides on the open reports and carries the decisions out in memory. */
export function settle(open: readonly Entry[], hooks: Hooks): Decision[] {
  const groups = group(open, hooks.growth);
  const stories = keys(groups);
  const decisions: Decision[] = [];
  for (const [i, one] of groups.entries()) {
    const first = one.entries[0];
    const story = stories[i] ?? (first && opened(first, one, hooks, decisions));
    if (!story) continue;
    for (const other of one.stories)
      if (other !== story) merge(other, story, one, hooks, decisions);
    apply(one, story, hooks, decisions);
  }
  return decisions;
}

/**
 * Which of the old keys each group keeps: an editor's, else that of the largest
 * settled story, else that of the story most of whose reports it has.
 */
function keys(groups: readonly Group[]): (Story | undefined)[] {
  const out = groups.map(({ stories, entries }) => {
    const pinned = entries.find((entry) => entry.pin)?.pin;
    if (pinned) return pinned;
    return stories.toSorted(
      (a, b) =>
        Number(b.ruled) - Number(a.ruled) ||
        b.members.length - a.members.length ||
        a.opened - b.opened,
    )[0];
  });
  const claimed = new Set<Story>();
  for (const { stories } of groups) for (const story of stories) claimed.add(story);
  const claims: { at: number; story: Story; count: number; first: number }[] = [];
  for (const [at, { entries }] of groups.entries()) {
    if (out[at]) continue;
    const counts = new Map<Story, { count: number; first: number }>();
    for (const { story, seq } of entries) {
      if (!story || claimed.has(story)) continue;
      const seen = counts.get(story);
      if (seen) seen.count++;
      else counts.set(story, { count: 1, first: seq });
    }
    for (const [story, { count, first }] of counts) claims.push({ at, story, count, first });
  }
  // Larger part first, then older story, then older part.
  claims.sort((a, b) => b.count - a.count || a.story.opened - b.story.opened || a.first - b.first);
  for (const { at, story } of claims) {
    if (out[at] || claimed.has(story)) continue;
    out[at] = story;
    claimed.add(story);
  }
  return out;
}

/** A group without a key: new reports open a story, published ones split off into one. */
function opened(first: Entry, { entries }: Group, hooks: Hooks, decisions: Decision[]): Story {
  const story = hooks.open(first);
  const parts = new Map<Story, Entry[]>();
  for (const entry of entries) {
    if (!entry.story) continue;
    const part = parts.get(entry.story);
    if (part) part.push(entry);
    else parts.set(entry.story, [entry]);
  }
  // The largest part brings the story about; what comes from other stories moves to it.
  const [largest] = [...parts].sort((a, b) => b[1].length - a[1].length);
  if (largest) {
    const [from, part] = largest;
    const rest = from.members.filter((member) => !part.includes(member));
    const evidence = bond(part, rest, hooks.wordsOf) ?? strange(part[0] as Entry);
    const reports = part.map(({ id }) => id);
    const others = entries.filter((entry) => !part.includes(entry));
    const pull = bond(others, part, hooks.wordsOf);
    decisions.push({ kind: "split", from: from.key, story: story.key, reports, evidence, pull });
    for (const entry of part) place(entry, story);
  }
  if (parts.size === 0) {
    decisions.push({ kind: "open", report: first.id, story: story.key });
    place(first, story);
  }
  return story;
}

function merge(
  from: Story,
  story: Story,
  { entries }: Group,
  hooks: Hooks,
  decisions: Decision[],
): void {
  const evidence = whyOne(from, story, entries, hooks);
  decisions.push({ kind: "merge", from: from.key, story: story.key, evidence });
  // A copy, since each that is placed leaves the list.
  for (const entry of from.members.slice()) place(entry, story);
  hooks.close(from);
}

/** What makes two stories one: what they share themselves, or a new report that is close to both. */
function whyOne(from: Story, story: Story, entries: readonly Entry[], hooks: Hooks): Bond {
  const pinned = entries.find(({ pin, story: home }) => pin === story && home === from);
  if (pinned) return { ...ruled(pinned, story.members.at(-1), settings.threshold), link: 0 };
  const own = bond(from.members, story.members, hooks.wordsOf);
  const fresh = entries.filter((entry) => entry.story === null);
  const bridge =
    own && own.link >= settings.threshold ? null : bond(fresh, from.members, hooks.wordsOf);
  const best = bridge && (!own || bridge.score > own.score) ? bridge : own;
  return best ?? strange(from.members[0] ?? story.members[0] ?? (entries[0] as Entry));
}

/** The bond of sides of which nothing is in memory to be compared. */
const strange = (entry: Entry): Bond => ({
  ...ruled(entry, undefined, settings.threshold),
  link: settings.missing,
  ruled: false,
});

function apply(one: Group, story: Story, hooks: Hooks, decisions: Decision[]): void {
  const { entries } = one;
  for (const entry of entries) {
    const from = entry.story;
    if (from === story) continue;
    // The last reports of a story take its key with them: readers of the old page are led on.
    if (from && !from.ruled && from.members.every((member) => entries.includes(member))) {
      merge(from, story, one, hooks, decisions);
      continue;
    }
    const evidence = why(entry, story, hooks);
    place(entry, story);
    const made = { report: entry.id, story: story.key, evidence };
    decisions.push(from ? { kind: "move", from: from.key, ...made } : { kind: "join", ...made });
  }
}

/** What ties a report to the story that it is about to be in. */
function why(entry: Entry, story: Story, { wordsOf }: Hooks): Evidence {
  let best: Entry | undefined;
  let score = Number.NEGATIVE_INFINITY;
  for (const [other, value] of entry.links) {
    if (other.story !== story || value <= score) continue;
    best = other;
    score = value;
  }
  // Tied through others only: the latest report stands for the story.
  best ??= story.members.at(-1);
  if (entry.pin || !best) return ruled(entry, best, settings.threshold);
  if (score === Number.NEGATIVE_INFINITY) score = scoreOf(entry, best);
  const evidence = tie(entry, wordsOf(entry), best, score, settings.threshold);
  const origin =
    evidence.sameTextAs === null && !entry.copyOf ? undefined : originOf(entry, story.members);
  return origin ? { ...evidence, sameTextAs: origin.id } : evidence;
}

/** The report of a story that was filed first with the same text. */
const originOf = ({ features }: Entry, members: readonly Entry[]): Entry | undefined =>
  members.find((member) => isSameText(features, member.features));
