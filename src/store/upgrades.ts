/**
 * Brings stored rows over to changed tables in slices, so that no invocation writes more rows than it may.
 *
 * A change of the tables has two parts. What is cheap however much is stored (CREATE TABLE, ADD COLUMN, DROP INDEX) is a
 * migration in `schema/`, and runs at once. What writes rows is an upgrade: a function that moves a few of them, and is
 * called until nothing is left.
 *
 *     // The stories that were listed before there were facets.
 *     export function moveFacets(sql: SqlStorage, cursor: number): number | null {
 *       const ids = …; // SELECT id FROM stories WHERE id > cursor ORDER BY id LIMIT 20
 *       for (const id of ids) listStory(sql, id);
 *       return ids.at(-1) ?? null;
 *     }
 *
 * To add one, append it to UPGRADES. Every polling round begins with a slice: as many steps as the budgets of a slice and
 * of a day allow. Until an upgrade has finished, which may take days, the program copes with both states: it reads from
 * the old place what was not moved yet, and writes to the new place only. A step must find nothing to do in an empty
 * newsroom, and must bear that a filing has moved some of its rows before. Tables that an upgrade empties are dropped by
 * its last step, not by a migration.
 */
import { clearFeatures } from "./folding/packed-features.ts";
import { noteFiledAddresses } from "./reports/address-forms.ts";
import { listAgain } from "./lists/former-facets.ts";
import { shortenOldTexts } from "./lists/old-texts.ts";
import { packReports } from "./reports/pack-reports.ts";
import { packStories } from "./stories/stored-story.ts";
import { watchSql } from "./usage/watch-sql.ts";

/**
 * Moves the next rows, writing at most some hundreds.
 *
 * @param cursor what the last step returned; 0 at first
 * @returns the cursor of the next step; null if nothing is left
 */
export type Upgrade = (sql: SqlStorage, cursor: number) => number | null;

/** All upgrades, in order. Append only: how many have finished is stored. */
export const UPGRADES: readonly Upgrade[] = [
  clearFeatures,
  listAgain,
  noteFiledAddresses,
  packReports,
  packStories,
  shortenOldTexts,
];

/** Rows after which a slice ends. With the filing that follows it stays below 5,000. */
export const ROWS_PER_SLICE = 2_000;
/**
 * Rows after which a day has had enough. A free account may write 100,000
 * (https://developers.cloudflare.com/durable-objects/platform/pricing/), most of which are for reports.
 */
export const ROWS_PER_DAY = 20_000;
const DAY = 24 * 3_600_000;

/** How far the upgrades are, as stored. */
interface Progress {
  /** How many have finished. */
  finished: number;
  /** Where the next step of the current one starts. */
  cursor: number;
  /** Days since 1970 (UTC), and the rows that upgrades wrote on that day. */
  day: number;
  rows: number;
}

/** Runs the upgrades that are left. */
export class UpgradeRunner {
  readonly #storage: DurableObjectStorage;
  readonly #upgrades: readonly Upgrade[];
  #finished = false;

  constructor(storage: DurableObjectStorage, upgrades = UPGRADES) {
    this.#storage = storage;
    this.#upgrades = upgrades;
  }

  /**
   * Runs one slice, in a transaction. Costs one read if nothing is left.
   *
   * @param now milliseconds since 1970 (UTC)
   * @returns true if all upgrades have finished
   */
  run(now: number): boolean {
    if (this.#finished) return true;
    const { kv, sql } = this.#storage;
    const today = Math.floor(now / DAY);
    const stored = kv.get<Progress>("upgrades") ?? { finished: 0, cursor: 0, day: today, rows: 0 };
    const progress = stored.day === today ? stored : { ...stored, day: today, rows: 0 };
    this.#finished = progress.finished >= this.#upgrades.length;
    const allowed = Math.min(ROWS_PER_SLICE, ROWS_PER_DAY - progress.rows);
    if (this.#finished || allowed <= 0) return this.#finished;
    this.#storage.transactionSync(() => {
      const counted = countWritten(sql);
      while (progress.finished < this.#upgrades.length && counted.written() < allowed) {
        const upgrade = this.#upgrades[progress.finished] as Upgrade;
        const next = upgrade(counted.sql, progress.cursor);
        progress.cursor = next ?? 0;
        if (next === null) progress.finished++;
      }
      progress.rows += counted.written();
      kv.put("upgrades", progress);
    });
    this.#finished = progress.finished >= this.#upgrades.length;
    return this.#finished;
  }
}

/** The same database, with a count of the rows that its statements write. */
function countWritten(sql: SqlStorage): { sql: SqlStorage; written: () => number } {
  const cursors: { rowsWritten: number }[] = [];
  return {
    sql: watchSql(sql, (cursor) => cursors.push(cursor)),
    written: () => cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
  };
}
