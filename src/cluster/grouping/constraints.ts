/** Cannot-link constraints from editors' rulings. */
import type { Cluster } from "../state/cluster.ts";

/** The constraints of one group. */
export interface Constraints {
  /** The ruled cluster that the group belongs to. */
  ruled: Cluster | null;
  /** Keys of clusters that it must not belong to. */
  banned: Set<string> | null;
}

/** Keys of the clusters that settled members are excluded from. Open members have constraints of their own. */
export function bannedKeys({ members }: Cluster): Set<string> | null {
  let keys: Set<string> | null = null;
  for (const { open, banned } of members)
    if (!open && banned) keys = keys ? keys.union(banned) : banned;
  return keys;
}

/** True if two groups may merge. Two ruled clusters never do. */
export function mayMerge(a: Constraints, b: Constraints): boolean {
  if (a.ruled && b.ruled && a.ruled !== b.ruled) return false;
  return !(a.ruled && b.banned?.has(a.ruled.key)) && !(b.ruled && a.banned?.has(b.ruled.key));
}

/** The constraints of two groups together. */
export function combined(a: Constraints, b: Constraints): Constraints {
  return {
    ruled: a.ruled ?? b.ruled,
    banned: a.banned && b.banned ? a.banned.union(b.banned) : (a.banned ?? b.banned),
  };
}

/** Adds constraints to those of a group. */
export function addConstraints(all: Constraints[], group: number, added: Constraints): void {
  all[group] = combined(all[group] as Constraints, added);
}
