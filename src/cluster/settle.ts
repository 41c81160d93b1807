/** Turns groups into decisions: which key each group has, and what that changes. */
import { type Entry, place, type Story } from "./desk.ts";
import { ruled, tie } from "./evidence.ts";
import { group, type Group } from "./graph.ts";
import { score as scoreOf } from "./rivals.ts";
import { settings } from "./settings.ts";
import type { Decision, Evidence } from "./types.ts";

export interface Hooks {
  /** Opens a story for its first report. */
  open: (first: Entry) => Story;
  /** Forgets a story that has become part of another. */
  close: (story: Story) => void;
}

/** Decides on the open reports and carries the decisions out in memory. */
export function settle(open: readonly Entry[], hooks: Hooks): Decision[] {
  const groups = group(open);
  const stories = keys(groups);
  const decisions: Decision[] = [];
  for (const [i, one] of groups.entries()) {
    const first = one.entries[0];
    const story = stories[i] ?? (first && opened(first, one, hooks, decisions));
    if (!story) continue;
    for (const other of one.stories) if (other !== story) merge(other, story, hooks, decisions);
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
  for (const [from, part] of parts) {
    decisions.push({
      kind: "split",
      from: from.key,
      story: story.key,
      reports: part.map(({ id }) => id),
    });
    for (const entry of part) place(entry, story);
  }
  if (parts.size === 0) {
    decisions.push({ kind: "open", report: first.id, story: story.key });
    place(first, story);
  }
  return story;
}

function merge(from: Story, story: Story, hooks: Hooks, decisions: Decision[]): void {
  decisions.push({ kind: "merge", from: from.key, story: story.key, evidence: null });
  // A copy, since each that is placed leaves the list.
  for (const entry of from.members.slice()) place(entry, story);
  hooks.close(from);
}

function apply({ entries }: Group, story: Story, hooks: Hooks, decisions: Decision[]): void {
  for (const entry of entries) {
    const from = entry.story;
    if (from === story) continue;
    if (!from) {
      const evidence = why(entry, story);
      place(entry, story);
      decisions.push(
        evidence
          ? { kind: "join", report: entry.id, story: story.key, evidence }
          : { kind: "open", report: entry.id, story: story.key },
      );
      continue;
    }
    // The last reports of a story take its key with them: readers of the old page are led on.
    if (!from.ruled && from.members.every((member) => entries.includes(member))) {
      merge(from, story, hooks, decisions);
      continue;
    }
    const evidence = why(entry, story);
    place(entry, story);
    decisions.push({ kind: "move", report: entry.id, from: from.key, story: story.key, evidence });
  }
}

/** What ties a report to the story that it is about to join. */
function why(entry: Entry, story: Story): Evidence | null {
  let best: Entry | undefined;
  let score = Number.NEGATIVE_INFINITY;
  for (const [other, value] of entry.links) {
    if (other.story !== story || value <= score) continue;
    best = other;
    score = value;
  }
  // Tied through others only: the latest report stands for the story.
  best ??= story.members.at(-1);
  if (entry.pin || !best) return entry.pin || story.ruled ? ruled(best, settings.threshold) : null;
  if (!entry.taken) return null;
  if (score === Number.NEGATIVE_INFINITY) score = scoreOf(entry, best);
  return tie(entry.taken, best, score, settings.threshold);
}
