import { DAY, type Usage } from "./pace.ts";
import { watchSql } from "./watch-sql.ts";

/** Cursors after which they are counted, so that a long filing does not hold all of them. */
const MAX_CURSORS = 1_000;
/** Rows that may be lost if the object is evicted. Storing the count alone costs a row. */
const MAX_UNSAVED = { written: 200, read: 20_000 };

/**
 * Counts the rows that a day's SQL statements read and write, which is what Cloudflare limits. The key-value storage is not
 * counted: it changes only with content, upgrades and backups.
 */
export class RowMeter {
  /** The object's storage. Statements that run on its database are counted. */
  readonly storage: DurableObjectStorage;
  #usage: Usage = { day: 0, written: 0, read: 0, polls: 0 };
  #saved: Usage = this.#usage;
  #cursors: { rowsRead: number; rowsWritten: number }[] = [];

  constructor(storage: DurableObjectStorage) {
    const counted = watchSql(storage.sql, (cursor) => {
      // A statement that is still being read counts with what it has read by then.
      if (this.#cursors.length >= MAX_CURSORS) this.#settle();
      this.#cursors.push(cursor);
    });
    this.storage = new Proxy(storage, {
      get: (target, name) => {
        if (name === "sql") return counted;
        // The platform's methods and properties refuse to run on a proxy.
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
  }

  /** Continues the count that is stored, with what was counted before the tables could be read. */
  load(): void {
    const { usage } = this.storage.sql
      .exec<{ usage: string | null }>("SELECT usage FROM newsroom")
      .one();
    if (usage === null) return;
    this.#settle();
    const { written, read } = this.#usage;
    this.#saved = JSON.parse(usage) as Usage;
    this.#usage = {
      ...this.#saved,
      written: this.#saved.written + written,
      read: this.#saved.read + read,
    };
  }

  /** Starts over if a new day has begun. What runs from now on counts for this day. */
  startDay(now: number): void {
    this.#settle();
    const day = Math.floor(now / DAY);
    if (this.#usage.day !== day) this.#usage = { day, written: 0, read: 0, polls: 0 };
  }

  /** What was used on the day so far. */
  usage(now: number): Usage {
    this.startDay(now);
    return this.#usage;
  }

  /** Counts feeds that are leased. */
  addPolls(polls: number, now: number): void {
    this.#usage = { ...this.usage(now), polls: this.#usage.polls + polls };
  }

  /** The count for the row about the newsroom, by those who write that row anyway. */
  encoded(now: number): string {
    this.#saved = this.usage(now);
    return JSON.stringify(this.#saved);
  }

  /** Stores the count if much would be lost otherwise. */
  saveIfMuch(): void {
    this.#settle();
    const { day, written, read } = this.#usage;
    const saved = this.#saved.day === day ? this.#saved : { written: 0, read: 0 };
    if (written - saved.written < MAX_UNSAVED.written && read - saved.read < MAX_UNSAVED.read)
      return;
    this.#saved = this.#usage;
    this.storage.sql.exec("UPDATE newsroom SET usage = ?", JSON.stringify(this.#usage));
  }

  #settle(): void {
    let { written, read } = this.#usage;
    for (const { rowsRead, rowsWritten } of this.#cursors) {
      written += rowsWritten;
      read += rowsRead;
    }
    this.#usage = { ...this.#usage, written, read };
    this.#cursors = [];
  }
}
