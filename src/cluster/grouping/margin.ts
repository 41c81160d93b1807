/**
 * How a pair of reports stands beside what either of them has with others. Two reports of one event are nearer to each
 * other than to the rest; two of neighbouring events are as near to many.
 */
import type { Entry, Near } from "../state/cluster.ts";
import { settings } from "../hyperparameters.ts";
import { judged, likeness } from "../scoring/pair-score.ts";

/** Scores two reports, the later one first. */
export function score(later: Entry, earlier: Entry): number {
  return standing(later, earlier, likeness(later.features, earlier.features));
}

/** Turns a new report's links from likeness to scores, once it is known what it is near to. */
export function weighLinks(entry: Entry): void {
  const { links } = entry;
  for (const [other, alike] of links) note(entry.near, other, alike);
  for (const [other, alike] of links) {
    if (alike >= settings.rescored) entry.alike.set(other, alike);
    links.set(other, standing(entry, other, alike));
    note(other.near, entry, alike);
  }
}

/**
 * Scores the links of an open report anew, with the odds of today: what was filed since may be its rival, or the other's.
 */
export function weighAgain(entry: Entry, odds: Float32Array): void {
  entry.features.odds = odds;
  for (const [other, alike] of entry.alike)
    if (!other.gone) entry.links.set(other, standing(entry, other, alike));
}

function standing(later: Entry, earlier: Entry, alike: number): number {
  return judged(
    later.features,
    earlier.features,
    alike,
    rival(later, earlier),
    rival(earlier, later),
  );
}

/** Likeness of a report with its nearest that is not in the other's story, nor nearly the same. */
function rival(entry: Entry, against: Entry): number {
  for (const { other, alike } of entry.near) {
    if (!other.gone && other !== against && !isFriend(other, against)) return alike;
  }
  return settings.leastAlike;
}

function isFriend(other: Entry, of: Entry): boolean {
  if (other.story !== null && other.story === of.story) return true;
  for (const near of of.near) {
    if (near.alike < settings.friend) return false;
    if (near.other === other) return true;
  }
  return false;
}

/** Keeps the nearest few, nearest first. */
function note(list: Near[], other: Entry, alike: number): void {
  if (alike < settings.leastAlike) return;
  if (list.length === settings.near) {
    if ((list[settings.near - 1] as Near).alike >= alike) return;
    list.pop();
  }
  let at = list.push({ other, alike }) - 1;
  for (; at > 0 && (list[at - 1] as Near).alike < alike; at--) swap(list, at, at - 1);
}

function swap(list: Near[], i: number, j: number): void {
  const kept = list[i] as Near;
  list[i] = list[j] as Near;
  list[j] = kept;
}
