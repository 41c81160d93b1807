import { FIRST_REPORT, type ChangeEvidence, type EditorStory } from "../../model/story.ts";
import type { NewRows } from "../new-rows.ts";
import { STORED_BY_EDITOR } from "./evidence-codec.ts";
import { deleteSplit, recordTransfer, type Transfer } from "./story-changes.ts";
import { listOfUrlKeys, SELECT_IDS_BY_URL } from "../reports/url-keys.ts";
import { mergeStories, openStory, assignReports, renameStory } from "./story-rows.ts";

const BY_EDITOR: ChangeEvidence = { ...FIRST_REPORT, by: "editor", report: null, link: null };

/** The filing that applies editors' rulings. */
export interface RulingContext {
  /** Ids of the stories that the filing opened. Nobody has seen them, so they can take an editor's key as their own. */
  opened: ReadonlySet<number>;
  /** Has written its rows: rulings work on the tables. */
  rows: NewRows;
  mint: () => string;
  revision: number;
  /** Milliseconds since 1970 (UTC). */
  now: number;
}

/** The state of one call of `applyRulings`. */
interface RulingRun extends RulingContext {
  sql: SqlStorage;
  /** Ids of stories that nobody has seen: moving their reports needs no record. */
  unseen: Set<number>;
  /** Ids of the stories that rulings changed so far. */
  changed: Set<number>;
}

interface FiledReport extends Record<string, SqlStorageValue> {
  id: number;
  story: number;
}

/**
 * Applies editors' rulings: which reports belong to a story, which do not, and what readers see. A ruling overrides
 * whatever folding decided.
 *
 * @param rulings the rulings to apply
 * @param keys keys of all editors' stories, including those not applied here
 * @returns ids of the stories that changed
 */
export function applyRulings(
  sql: SqlStorage,
  rulings: readonly EditorStory[],
  keys: readonly string[],
  context: RulingContext,
): Set<number> {
  const run: RulingRun = { ...context, sql, unseen: new Set(context.opened), changed: new Set() };
  for (const ruling of rulings) {
    const belonging = filedReports(sql, ruling.reports);
    const story = findOrOpenStory(run, ruling, belonging, keys);
    if (story === null) continue;
    assignKey(sql, ruling.key, story, run.opened);
    const strays = belonging.filter((report) => report.story !== story);
    gatherReports(run, story, strays);
    separateReports(run, story, ruling.not);
    const edited = saveEdit(sql, story, ruling);
    if (edited || strays.length > 0) run.changed.add(story);
  }
  return run.changed;
}

/** The story that a ruling is about, opened if there is none yet; null while none of its reports is filed. */
function findOrOpenStory(
  { sql, rows, revision, unseen }: RulingRun,
  { key }: EditorStory,
  belonging: readonly FiledReport[],
  keys: readonly string[],
): number | null {
  const existing = findStoryOf(sql, key, belonging, keys);
  const [first] = belonging;
  if (existing !== null || !first) return existing;
  const story = openStory(sql, rows, key, [first.id], revision);
  unseen.add(story);
  return story;
}

/** Moves reports of other stories into the story that an editor says they belong to. */
function gatherReports(run: RulingRun, story: number, strays: readonly FiledReport[]): void {
  const { sql, changed } = run;
  for (const [from, reports] of Map.groupBy(strays, (report) => report.story)) {
    const ids = reports.map(({ id }) => id);
    const whole = !hasOthers(sql, from, ids);
    recordMove(run, whole ? "merge" : "move", from, story, ids);
    assignReports(sql, run.rows, ids, story, STORED_BY_EDITOR);
    // The ruling took every report of the other story, so its key leads to this one from now on.
    if (whole) mergeStories(sql, from, story);
    changed.add(from);
  }
}

/** Moves each report that an editor excluded from the story into a story of its own. */
function separateReports(run: RulingRun, story: number, urls: readonly string[]): void {
  const { sql, rows, mint, revision, unseen, changed } = run;
  const excluded = filedReports(sql, urls).filter((report) => report.story === story);
  for (const { id } of excluded) {
    const separate = openStory(sql, rows, mint(), [id], revision);
    recordMove(run, "split", story, separate, [id]);
    unseen.add(separate);
    changed.add(story).add(separate);
  }
}

/** Adds a move to the stories' history, unless readers have not seen the story that the reports leave. */
function recordMove(
  { sql, unseen, now }: RulingRun,
  kind: Transfer["kind"],
  from: number,
  story: number,
  reports: number[],
): void {
  if (unseen.has(from)) deleteSplit(sql, from, story);
  else recordTransfer(sql, { kind, from, story, reports, evidence: BY_EDITOR, pull: null }, now);
}

/** Saves what readers see of an editor's story. @returns whether it changed */
function saveEdit(sql: SqlStorage, story: number, ruling: EditorStory): boolean {
  const text = JSON.stringify(ruling);
  const { edited: before } = sql
    .exec<{ edited: string | null }>("SELECT edited FROM stories WHERE id = ?", story)
    .one();
  if (before === text) return false;
  sql.exec("UPDATE stories SET edited = ? WHERE id = ?", text, story);
  return true;
}

/**
 * Removes the edits of stories whose ruling no longer exists.
 *
 * @param rulings all current rulings
 * @returns ids of the stories that changed
 */
export function dropObsoleteEdits(sql: SqlStorage, rulings: readonly EditorStory[]): Set<number> {
  const dropped = sql.exec<{ id: number }>(
    `UPDATE stories SET edited = NULL WHERE edited ->> '$.key' NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
    JSON.stringify(rulings.map(({ key }) => key)),
  );
  return new Set(Array.from(dropped, ({ id }) => id));
}

/** All editors' rulings, indexed by the URLs that they name, so that a filing applies only those that concern it. */
export class EditorRulings {
  readonly all: readonly EditorStory[];
  readonly keys: readonly string[];
  readonly #byUrl = new Map<string, EditorStory[]>();

  constructor(all: readonly EditorStory[]) {
    this.all = all;
    this.keys = all.map(({ key }) => key);
    for (const ruling of all)
      for (const url of [...ruling.reports, ...ruling.not])
        this.#byUrl.getOrInsertComputed(url, () => []).push(ruling);
  }

  /** The rulings that name one of these reports or any report of these stories, in their original order. */
  about(
    sql: SqlStorage,
    { reports: held }: NewRows,
    reports: Iterable<number>,
    stories: Iterable<number>,
  ): EditorStory[] {
    if (this.#byUrl.size === 0) return [];
    const rows = sql.exec<{ url: string }>(
      `WITH affected AS (
         SELECT id, url FROM reports WHERE id IN (SELECT value FROM json_each(?1))
         UNION SELECT id, url FROM reports WHERE story IN (SELECT value FROM json_each(?2)))
       SELECT url FROM affected
       UNION SELECT addresses.url FROM addresses JOIN affected ON affected.id = addresses.report`,
      JSON.stringify([...reports]),
      JSON.stringify([...stories]),
    );
    const named = new Set(
      [...rows, ...held.values()].flatMap(({ url }) => this.#byUrl.get(url) ?? []),
    );
    return this.all.filter((ruling) => named.has(ruling));
  }
}

function filedReports(sql: SqlStorage, urls: readonly string[]): FiledReport[] {
  return sql
    .exec<FiledReport>(
      `SELECT id, story FROM reports WHERE id IN (${SELECT_IDS_BY_URL}) ORDER BY moment, url`,
      listOfUrlKeys(urls),
    )
    .toArray();
}

/**
 * The story that a ruling is about: the one with its key, or else the one with most of its reports. The oldest wins a
 * tie. Null if there is none, or if each belongs to another ruling: then folding took two events for one.
 */
function findStoryOf(
  sql: SqlStorage,
  key: string,
  belonging: readonly FiledReport[],
  keys: readonly string[],
): number | null {
  const [known] = sql
    .exec<{ id: number }>(
      "SELECT id FROM stories WHERE key = ?1 UNION SELECT story FROM aliases WHERE key = ?1",
      key,
    )
    .toArray();
  if (known) return known.id;
  const others = sql.exec<{ id: number }>(
    `SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(?))
       AND edited ->> '$.key' IN (SELECT value FROM json_each(?))`,
    JSON.stringify(belonging.map(({ story }) => story)),
    JSON.stringify(keys.filter((other) => other !== key)),
  );
  const taken = new Set(Array.from(others, ({ id }) => id));
  const free = belonging.filter(({ story }) => !taken.has(story));
  const sizes = [...Map.groupBy(free, ({ story }) => story)].map(([story, reports]) => ({
    story,
    size: reports.length,
  }));
  sizes.sort((a, b) => b.size - a.size || a.story - b.story);
  return sizes[0]?.story ?? null;
}

/** Makes the editor's key lead to the story: as its own key if nobody has seen the story yet, otherwise as an alias. */
function assignKey(sql: SqlStorage, key: string, story: number, opened: ReadonlySet<number>): void {
  const taken =
    sql
      .exec(
        "SELECT 1 FROM stories WHERE key = ?1 UNION ALL SELECT 1 FROM aliases WHERE key = ?1",
        key,
      )
      .toArray().length > 0;
  if (taken) return;
  if (opened.has(story)) renameStory(sql, story, key);
  else sql.exec("INSERT INTO aliases (key, story) VALUES (?, ?)", key, story);
}

function hasOthers(sql: SqlStorage, story: number, reports: readonly number[]): boolean {
  const others = sql.exec(
    "SELECT 1 FROM reports WHERE story = ? AND id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
    story,
    JSON.stringify(reports),
  );
  return others.toArray().length > 0;
}
