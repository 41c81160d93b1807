/** Which groups an editor's rulings allow to merge. */
import type { Cluster } from "../state/cluster.ts";

/** What an editor's word asks of a group. */
export interface Constraints {
  /** The ruled story that the group is. */
  ruled: Cluster | null;
  /** Keys of stories that it must not be. */
  banned: Set<string> | null;
}

/** Stories that an editor says a settled report of this one is not in; open reports bring their own. */
export function bannedKeys({ members }: Cluster): Set<string> | null {
  let bans: Set<string> | null = null;
  for (const { open, banned } of members)
    if (!open && banned) bans = bans ? bans.union(banned) : banned;
  return bans;
}

export function mayMerge(a: Constraints, b: Constraints): boolean {
  if (a.ruled && b.ruled && a.ruled !== b.ruled) return false;
  return !(a.ruled && b.banned?.has(a.ruled.key)) && !(b.ruled && a.banned?.has(b.ruled.key));
}

export function combined(a: Constraints, b: Constraints): Constraints {
  return {
    ruled: a.ruled ?? b.ruled,
    banned: a.banned && b.banned ? a.banned.union(b.banned) : (a.banned ?? b.banned),
  };
}

export function absorb(bounds: Constraints[], at: number, other: Constraints): void {
  bounds[at] = combined(bounds[at] as Constraints, other);
}
