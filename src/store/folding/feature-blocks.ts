/**
 * Stores the features of the latest reports, many to a row: waking up reads a hundred rows in place of ten thousand, a
 * filing writes one, and the pages of a block are free again once it is deleted.
 *
 * A block has the story that each of its reports was in when it was filed. Triggers record in `moved_reports` which
 * reports have changed their story since, or were deleted.
 */
import { type FiledReport, version } from "../../cluster/index.ts";
import { type BlockEntry, blockSize, decodeBlock, encodeBlock } from "./block-codec.ts";

/** Size at which a block is full, in bytes: about 120 reports. Every filing rewrites the last block. */
const BLOCK_BYTES = 120_000;

const DAY = 24 * 3_600_000;

/**
 * Which reports folding remembers: those filed in the last days, and if they are few, the latest ones, since words are
 * weighed by them. Reports about one event are rarely further apart: results are the same with all reports in memory.
 */
const REMEMBERED = { days: 7, min: 2_000 };

/** Maximum number of reports that folding remembers: the isolate then has 57 MB of its 128 MB in use. */
export const MAX_REMEMBERED = 20_000;

/** Number of moved reports from which on they are written into their blocks. */
const MAX_MOVED = 100;

/** Maximum number of full blocks deleted per new one, so that no filing takes long. */
const MAX_DELETED = 4;

interface BlockRow extends Record<string, SqlStorageValue> {
  /** The lowest id of its reports. */
  first: number;
  version: number;
  data: ArrayBuffer;
}

/** What folding starts from. */
export interface Remembered {
  /** Oldest first. */
  reports: FiledReport[];
  /** Blocks whose features another version of the program computed, by their first report. Oldest first. */
  outdated: number[];
}

/** Encoded features of reports, by id. */
export type EncodedFeatures = ReadonlyMap<number, FiledReport["features"]>;

/** Reads what folding remembers, apart from outdated features. */
export function remembered(sql: SqlStorage): Remembered {
  const blocks = sql
    .exec<BlockRow>("SELECT first, version, data FROM feature_blocks ORDER BY first")
    .toArray();
  const moved = movedReports(sql);
  const result: Remembered = { reports: [], outdated: [] };
  for (const block of blocks) {
    const stored = decodeBlock(block.data);
    const current = stored.flatMap((entry) => inCurrentStory(entry, moved));
    if (moved.size > MAX_MOVED && stored.some(({ id }) => moved.has(id)))
      updateBlock(sql, block.first, block.version, current);
    if (block.version !== version) result.outdated.push(block.first);
    else for (const entry of current) result.reports.push(asFiled(entry));
  }
  if (moved.size > MAX_MOVED) sql.exec("DELETE FROM moved_reports");
  return result;
}

/** The stories of reports that have moved since they were filed; null for reports that were deleted. */
const movedReports = (sql: SqlStorage): Map<number, number | null> =>
  new Map(
    Array.from(
      sql.exec<{ report: number; story: number | null }>("SELECT report, story FROM moved_reports"),
      ({ report, story }) => [report, story],
    ),
  );

function inCurrentStory(
  entry: BlockEntry,
  moved: ReadonlyMap<number, number | null>,
): BlockEntry[] {
  const story = moved.get(entry.id);
  return story === null ? [] : [story === undefined ? entry : { ...entry, story }];
}

const asFiled = ({ id, story, features }: BlockEntry): FiledReport => ({
  id: String(id),
  story: String(story),
  opened: story,
  features,
});

/**
 * Stores newly filed reports: in the last block, and in new ones once it is full. Forgets the oldest.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export function rememberReports(sql: SqlStorage, filed: readonly FiledReport[], now: number): void {
  const entries = filed.map(({ id, story, features }) => ({
    id: Number(id),
    story: Number(story),
    features,
  }));
  appendEntries(sql, entries, version, now);
}

/**
 * Appends entries with features of a version, which are newer than all that are stored.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export function appendEntries(
  sql: SqlStorage,
  entries: readonly BlockEntry[],
  ofVersion: number,
  now: number,
): void {
  const sorted = entries.toSorted((a, b) => a.id - b.id);
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  if (!oldest || !newest) return;
  const last = blockOf(sql, oldest.id);
  const isOpen = last?.version === ofVersion && last.data.byteLength < BLOCK_BYTES;
  let [first, block] = isOpen ? [last.first, decodeBlock(last.data)] : [oldest.id, []];
  let size = blockSize(block);
  for (const entry of sorted) {
    if (size >= BLOCK_BYTES) {
      saveBlock(sql, first, ofVersion, block, now);
      [first, block, size] = [entry.id, [], 0];
    }
    block.push(entry);
    size += blockSize([entry]);
  }
  saveBlock(sql, first, ofVersion, block, now);
  forgetOldest(sql, newest.id, now);
}

/** Stores new features of amended reports. Does nothing for reports that folding no longer remembers. */
export function replaceFeatures(sql: SqlStorage, features: EncodedFeatures): void {
  const byBlock = Map.groupBy(features, ([id]) => blockOf(sql, id)?.first);
  for (const [first, amended] of byBlock) {
    const block = first === undefined ? undefined : blockOf(sql, first);
    if (block?.version !== version) continue;
    const replaced = new Map(amended);
    const entries = decodeBlock(block.data).map((entry) => {
      const changed = replaced.get(entry.id);
      return changed ? { ...entry, features: changed } : entry;
    });
    updateBlock(sql, block.first, version, entries);
  }
}

/** Ids of the reports in a block. */
export const reportsIn = (sql: SqlStorage, first: number): number[] => {
  const block = blockOf(sql, first);
  return block ? decodeBlock(block.data).map(({ id }) => id) : [];
};

/** Stores features that were computed again for all reports of a block. Those of deleted reports go. */
export function recomputeBlock(sql: SqlStorage, first: number, features: EncodedFeatures): void {
  const block = blockOf(sql, first);
  const entries = block ? decodeBlock(block.data) : [];
  updateBlock(
    sql,
    first,
    version,
    entries.flatMap(({ id, story }) => {
      const computed = features.get(id);
      return computed ? [{ id, story, features: computed }] : [];
    }),
  );
}

/** The block that has this report, if any has. */
const blockOf = (sql: SqlStorage, report: number): BlockRow | undefined =>
  sql
    .exec<BlockRow>(
      "SELECT first, version, data FROM feature_blocks WHERE first <= ? ORDER BY first DESC LIMIT 1",
      report,
    )
    .toArray()[0];

function saveBlock(
  sql: SqlStorage,
  first: number,
  ofVersion: number,
  entries: readonly BlockEntry[],
  filed: number,
): void {
  sql.exec(
    "INSERT OR REPLACE INTO feature_blocks (first, filed, version, data) VALUES (?, ?, ?, ?)",
    first,
    filed,
    ofVersion,
    encodeBlock(entries),
  );
}

function updateBlock(
  sql: SqlStorage,
  first: number,
  ofVersion: number,
  entries: readonly BlockEntry[],
): void {
  sql.exec(
    "UPDATE feature_blocks SET version = ?, data = ? WHERE first = ?",
    ofVersion,
    encodeBlock(entries),
    first,
  );
}

/** Deletes the oldest blocks once folding has no use for them. Ids count reports nearly enough. */
function forgetOldest(sql: SqlStorage, newest: number, now: number): void {
  sql.exec(
    `DELETE FROM feature_blocks WHERE first IN (SELECT first FROM feature_blocks ORDER BY first LIMIT ${MAX_DELETED})
       AND (first < ?1 OR (first < ?2 AND filed < ?3))`,
    newest - MAX_REMEMBERED,
    newest - REMEMBERED.min,
    now - REMEMBERED.days * DAY,
  );
}
