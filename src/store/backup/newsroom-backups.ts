import type { Content } from "../../model/edition.ts";
import {
  BACKUP_FORMAT,
  type BackupHeader,
  type Refusal,
  type RestoreProgress,
} from "../../model/backup.ts";
import type { BackupSlice, Health, NewsroomBackups } from "../api.ts";
import { MIGRATIONS } from "../schema.ts";
import type { RowMeter } from "../usage/row-meter.ts";
import { FilingHold } from "./filing-hold.ts";
import { readSlice } from "./read-backup.ts";
import { beginRestore, continueRestore, isRestoring, progressOf } from "./restore.ts";

/** Optional bindings of the Worker. */
export interface RestoreSettings {
  /** If set, a newsroom that is empty stays empty, so that a backup can be restored into it. */
  STORYFOLD_AWAIT_RESTORE?: string;
}

/** Why there are no documents. */
const RESTORING = "a backup is being restored";

export const HEALTH_WHILE_RESTORING: Health = {
  stories: 0,
  reports: 0,
  lastFiled: null,
  trouble: RESTORING,
  slowed: null,
};

/** Backs the newsroom up and restores it. */
export class Backups implements NewsroomBackups {
  readonly hold: FilingHold;
  readonly #storage: DurableObjectStorage;
  readonly #meter: RowMeter;
  readonly #content: Content;
  readonly #reopen: () => void;
  #restoring: boolean;

  /** @param reopen what the newsroom does when it starts, to be done again on the restored tables */
  constructor(meter: RowMeter, content: Content, reopen: () => void) {
    this.#storage = meter.storage;
    this.#meter = meter;
    this.#content = content;
    this.#reopen = reopen;
    this.#restoring = isRestoring(this.#storage.kv);
    this.hold = new FilingHold(this.#storage.kv);
  }

  /** Whether the newsroom holds only a part of a backup, which nobody may see. */
  get restoring(): boolean {
    return this.#restoring;
  }

  /** Whether no feed may be leased. */
  isHeld(now: number): boolean {
    return this.#restoring || this.hold.isHeld(now);
  }

  /** @throws while a backup is being restored */
  assertRestored(): void {
    if (this.#restoring) throw new Error(RESTORING);
  }

  async beginBackup(now: number): Promise<BackupHeader> {
    this.assertRestored();
    const { edition, version } = this.#content;
    return {
      storyfold: "backup",
      format: BACKUP_FORMAT,
      id: this.hold.begin(now),
      schema: this.#storage.kv.get<number>("schema") ?? 0,
      edition: edition.title,
      authority: edition.authority,
      version,
      made: new Date(now).toISOString(),
    };
  }

  async readBackup(id: string, after: string | null, now: number): Promise<BackupSlice | null> {
    if (!this.hold.renew(id, now)) return null;
    const slice = readSlice(this.#storage, after);
    this.#meter.saveIfMuch();
    if (slice.next === null) this.hold.end();
    return slice;
  }

  async beginRestore(header: BackupHeader): Promise<RestoreProgress | Refusal> {
    const progress = progressOf(this.#storage.kv, header.id);
    if (progress) return progress;
    const refused = this.#whyNot(header);
    if (refused !== null) return { refused };
    this.#restoring = true;
    this.hold.end();
    return beginRestore(this.#storage, header);
  }

  async continueRestore(
    id: string,
    from: number,
    lines: string[],
  ): Promise<RestoreProgress | Refusal> {
    if (progressOf(this.#storage.kv, id) === null)
      return { refused: "This backup is not being restored. Run the command again." };
    const progress = continueRestore(this.#storage, from, lines);
    if (!progress.done) return progress;
    this.#restoring = false;
    this.#reopen();
    return progress;
  }

  #whyNot({ format, schema, edition, authority, version }: BackupHeader): string | null {
    const own = this.#content.edition;
    if (format !== BACKUP_FORMAT || schema > MIGRATIONS.length)
      return `The backup was made by a newer program, version ${version}. Deploy that version first.`;
    if (authority.name !== own.authority.name || authority.since !== own.authority.since)
      return `The backup is of "${edition}" with the authority ${authority.name},${authority.since}; this edition has ${own.authority.name},${own.authority.since}. Set "authority" and "since" in content/edition.yaml to those of the backup.`;
    if (isRestoring(this.#storage.kv))
      return "Another backup is being restored. Run the command with that file to the end.";
    return isEmpty(this.#storage.sql)
      ? null
      : "The newsroom is not empty. A backup is restored into an empty one only: see docs/running.md.";
  }
}

/** Whether nothing was ever filed. */
export const isEmpty = (sql: SqlStorage): boolean =>
  sql.exec("SELECT 1 FROM reports UNION ALL SELECT 1 FROM stories LIMIT 1").toArray().length === 0;
