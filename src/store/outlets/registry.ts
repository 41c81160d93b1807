import type { Outlet } from "../../model/outlet.ts";
import { afterFiling, remainingQuota, type Intake } from "./intake.ts";
import { WithdrawnReports } from "./withdrawals.ts";
import { SiteIndex, withAddress, type HostCounts } from "./sites.ts";

interface OutletRow extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  home: string;
  intake: string | null;
  hosts: string;
}

interface RegisteredOutlet {
  id: string;
  name: string;
  home: string;
  intake: Intake | null;
  hosts: HostCounts;
}

/** Updates the table of outlets to match content. An outlet that content no longer has keeps its row. */
export function syncOutlets(sql: SqlStorage, outlets: readonly Outlet[]): void {
  sql.exec(
    "UPDATE outlets SET listed = 0 WHERE listed = 1 AND id NOT IN (SELECT value FROM json_each(?))",
    JSON.stringify(outlets.map(({ id }) => id)),
  );
  for (const { id, name, home, about, feeds } of outlets)
    sql.exec(
      `INSERT INTO outlets (id, name, home, about, feeds, listed) VALUES (?, ?, ?, ?, ?, 1)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, home = excluded.home, about = excluded.about,
         feeds = iif(excluded.feeds = '[]', feeds, excluded.feeds), listed = 1
       WHERE (name, home, about, listed) <> (excluded.name, excluded.home, excluded.about, 1)
         OR excluded.feeds NOT IN (feeds, '[]')`,
      id,
      name,
      home,
      about,
      JSON.stringify(feeds.map(({ url }) => url)),
    );
}

/**
 * Outlets with these ids that the edition no longer has, as it had them last. The "+" makes SQLite start with the outlets
 * that are not listed, of which most editions have none, and not look up each id.
 */
export function formerOutlets(sql: SqlStorage, ids: Iterable<string>): Outlet[] {
  return sql
    .exec<{ id: string; name: string; home: string; about: string }>(
      "SELECT id, name, home, about FROM outlets WHERE listed = 0 AND +id IN (SELECT value FROM json_each(?))",
      JSON.stringify([...new Set(ids)]),
    )
    .toArray()
    .map((outlet) => ({ ...outlet, feeds: [] }));
}

/** Columns of an outlet that filings change. */
export type OutletColumns = Partial<Record<"intake" | "hosts" | "polled", string>>;

/** Writes columns of outlets, each row once. */
export function writeOutlets(
  sql: SqlStorage,
  ...changes: ReadonlyMap<string, OutletColumns>[]
): void {
  for (const [outlet, entries] of Map.groupBy(
    changes.flatMap((each) => [...each]),
    ([id]) => id,
  )) {
    const columns: OutletColumns = Object.assign({}, ...entries.map(([, each]) => each));
    const names = Object.keys(columns);
    sql.exec(
      `UPDATE outlets SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`,
      ...Object.values(columns),
      outlet,
    );
  }
}

/** The edition's outlets in memory: which addresses are theirs, and how much their feeds have added. */
export class OutletRegistry {
  readonly #outlets: Map<string, RegisteredOutlet>;
  readonly withdrawn: WithdrawnReports;
  /** Ids of the outlets whose intake is not written yet. */
  readonly #changed = new Set<string>();
  /** Built again after hosts have changed. */
  #sites: SiteIndex | null = null;

  constructor(sql: SqlStorage) {
    this.withdrawn = new WithdrawnReports(sql);
    const rows = sql.exec<OutletRow>(
      "SELECT id, name, home, intake, hosts FROM outlets WHERE listed = 1",
    );
    this.#outlets = new Map(
      Array.from(rows, ({ id, name, home, intake, hosts }) => [
        id,
        {
          id,
          name,
          home,
          intake: intake === null ? null : (JSON.parse(intake) as Intake),
          hosts: JSON.parse(hosts) as HostCounts,
        },
      ]),
    );
  }

  /** The name of the outlet to which an address belongs, if it belongs to another than this one; otherwise null. */
  otherOwner(outlet: string, address: string): string | null {
    const owners = this.#ownersOf(address);
    if (owners.length === 0 || owners.includes(outlet)) return null;
    return this.#outlets.get(owners[0] ?? "")?.name ?? null;
  }

  /** Whether the address belongs to this outlet, and not to the other one. */
  belongsTo(outlet: string, address: string, other: string): boolean {
    const owners = this.#ownersOf(address);
    return owners.includes(outlet) && !owners.includes(other);
  }

  #ownersOf(address: string): readonly string[] {
    this.#sites ??= new SiteIndex([...this.#outlets.values()]);
    return this.#sites.ownersOf(address);
  }

  has(outlet: string): boolean {
    return this.#outlets.has(outlet);
  }

  /** How many more reports an outlet's feed may add today. */
  quota(outlet: string, now: number): number {
    return this.has(outlet) ? remainingQuota(this.intakeOf(outlet), now) : Number.POSITIVE_INFINITY;
  }

  intakeOf(outlet: string): Intake | null {
    return this.#outlets.get(outlet)?.intake ?? null;
  }

  /** Counts reports that an outlet's feed added. Addresses of other outlets do not become the outlet's own. */
  count(outlet: string, addresses: readonly string[], news: number, now: number): void {
    const known = this.#outlets.get(outlet);
    if (!known || addresses.length === 0) return;
    this.#changed.add(outlet);
    known.intake = afterFiling(known.intake, addresses.length, news, now);
    known.hosts = addresses
      .filter((address) => this.otherOwner(outlet, address) === null)
      .reduce(withAddress, known.hosts);
    this.#sites = null;
  }

  /** The columns that reports which were counted since the last call have changed, by outlet. */
  takeChanges(): Map<string, OutletColumns> {
    const changes = new Map<string, OutletColumns>();
    for (const outlet of this.#changed) {
      const known = this.#outlets.get(outlet);
      if (known)
        changes.set(outlet, {
          intake: JSON.stringify(known.intake),
          hosts: JSON.stringify(known.hosts),
        });
    }
    this.#changed.clear();
    return changes;
  }
}
