/** Milliseconds without a request after which a backup counts as abandoned. */
const DURATION = 120_000;

interface Hold {
  id: string;
  until: number;
  /** Whether a round that had begun before has filed reports since. */
  changed: boolean;
}

/**
 * Keeps the newsroom unchanged while a backup reads it, slice by slice: no feed is leased meanwhile. A polling round that
 * had begun before still files what it has polled; the backup then starts again, so that nothing is lost.
 */
export class FilingHold {
  readonly #kv: SyncKvStorage;
  #hold: Hold | null;

  constructor(kv: SyncKvStorage) {
    this.#kv = kv;
    this.#hold = kv.get<Hold>("backup") ?? null;
  }

  /** Begins to hold, in place of an earlier backup. @returns the backup's id */
  begin(now: number): string {
    const id = crypto.randomUUID();
    this.#put({ id, until: now + DURATION, changed: false });
    return id;
  }

  /** Holds on. @returns false if the newsroom has changed since the backup began */
  renew(id: string, now: number): boolean {
    if (this.#hold?.id !== id || this.#hold.changed) return false;
    this.#put({ ...this.#hold, until: now + DURATION });
    return true;
  }

  /** Whether leases are withheld. A backup that asks for nothing more is forgotten. */
  isHeld(now: number): boolean {
    if (this.#hold === null) return false;
    const left = this.#hold.until - now;
    // A time further ahead comes from a clock that has been corrected since.
    if (left > 0 && left <= DURATION) return true;
    this.end();
    return false;
  }

  /** Notes that the newsroom has changed. */
  noteChange(): void {
    if (this.#hold !== null && !this.#hold.changed) this.#put({ ...this.#hold, changed: true });
  }

  end(): void {
    this.#hold = null;
    this.#kv.delete("backup");
  }

  #put(hold: Hold): void {
    this.#hold = hold;
    this.#kv.put("backup", hold);
  }
}
