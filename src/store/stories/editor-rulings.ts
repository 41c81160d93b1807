import {
  FIRST_REPORT,
  type ChangeEvidence,
  type EditorStory,
  type Evidence,
} from "../../model/story.ts";
import { deleteSplit, recordTransfer, type Transfer } from "./story-changes.ts";
import { SELECT_IDS_BY_URL } from "../reports/report-identity.ts";
import { mergeStories, openStory, assignReports, renameStory } from "./story-rows.ts";

const BY_EDITOR: Evidence = { ...FIRST_REPORT, by: "editor" };
const RULED: ChangeEvidence = { ...BY_EDITOR, report: null, link: null };

/** The filing that carries editors' words out. */
export interface RulingContext {
  /** The stories that it opened, which nobody has seen: they take an editor's key for their own. */
  opened: ReadonlySet<number>;
  mint: () => string;
  revision: number;
  /** Milliseconds since 1970 (UTC). */
  now: number;
}

interface Placed extends Record<string, SqlStorageValue> {
  id: number;
  story: number;
}

/**
 * Carries out what editors say of stories: which reports belong, which don't, and what readers see. It is law: it holds
 * whatever the reports are like.
 *
 * @param words the editors' stories to carry out
 * @param keys of every editor's story, whether it is to be carried out or not
 * @returns the stories that this changed
 */
export function applyRulings(
  sql: SqlStorage,
  words: readonly EditorStory[],
  keys: readonly string[],
  { opened, mint, revision, now }: RulingContext,
): Set<number> {
  const changed = new Set<number>();
  const unseen = new Set(opened);
  const note = (kind: Transfer["kind"], from: number, story: number, reports: number[]): void => {
    if (unseen.has(from)) deleteSplit(sql, from, story);
    else recordTransfer(sql, { kind, from, story, reports, evidence: RULED, pull: null }, now);
  };
  for (const word of words) {
    const belonging = placed(sql, word.reports);
    const [first] = belonging;
    const meant = storyOf(sql, word.key, belonging, keys);
    if (meant === null && !first) continue;
    const story = meant ?? openStory(sql, word.key, first ? [first.id] : [], revision);
    if (meant === null) unseen.add(story);
    name(sql, word.key, story, opened);

    const strays = belonging.filter((report) => report.story !== story);
    for (const [from, reports] of Map.groupBy(strays, (report) => report.story)) {
      const ids = reports.map(({ id }) => id);
      const whole = !hasOthers(sql, from, ids);
      note(whole ? "merge" : "move", from, story, ids);
      assignReports(sql, ids, story);
      sql.exec(
        "UPDATE reports SET evidence = ? WHERE id IN (SELECT value FROM json_each(?))",
        JSON.stringify(BY_EDITOR),
        JSON.stringify(ids),
      );
      // A story whose last report an editor moved away is part of the other one now, and so is its address.
      if (whole) mergeStories(sql, from, story);
      changed.add(from);
    }
    for (const { id } of placed(sql, word.not).filter((report) => report.story === story)) {
      const apart = openStory(sql, mint(), [id], revision);
      note("split", story, apart, [id]);
      unseen.add(apart);
      changed.add(story).add(apart);
    }

    const text = JSON.stringify(word);
    const { edited: before } = sql
      .exec<{ edited: string | null }>("SELECT edited FROM stories WHERE id = ?", story)
      .one();
    if (before !== text) sql.exec("UPDATE stories SET edited = ? WHERE id = ?", text, story);
    if (before !== text || strays.length > 0) changed.add(story);
  }
  return changed;
}

/**
 * Gives stories that no editor has a word on any more back to what the machine has of them.
 *
 * @param words every editor's story
 * @returns the stories that this changed
 */
export function dropObsoleteEdits(sql: SqlStorage, words: readonly EditorStory[]): Set<number> {
  const dropped = sql.exec<{ id: number }>(
    `UPDATE stories SET edited = NULL WHERE edited ->> '$.key' NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
    JSON.stringify(words.map(({ key }) => key)),
  );
  return new Set(Array.from(dropped, ({ id }) => id));
}

/**
 * What editors say, by the reports that they name: a filing carries out the words that its reports are named in, and no
 * others.
 */
export class EditorRulings {
  readonly all: readonly EditorStory[];
  readonly keys: readonly string[];
  readonly #byUrl = new Map<string, EditorStory[]>();

  constructor(all: readonly EditorStory[]) {
    this.all = all;
    this.keys = all.map(({ key }) => key);
    for (const word of all)
      for (const url of [...word.reports, ...word.not])
        this.#byUrl.getOrInsertComputed(url, () => []).push(word);
  }

  /** Those that name one of these reports, or another in one of these stories; in the order in which they stand. */
  about(sql: SqlStorage, reports: Iterable<number>, stories: Iterable<number>): EditorStory[] {
    if (this.#byUrl.size === 0) return [];
    const rows = sql.exec<{ url: string }>(
      `WITH concerned AS (
         SELECT id, url FROM reports WHERE id IN (SELECT value FROM json_each(?1))
         UNION SELECT id, url FROM reports WHERE story IN (SELECT value FROM json_each(?2)))
       SELECT url FROM concerned
       UNION SELECT addresses.url FROM addresses JOIN concerned ON concerned.id = addresses.report`,
      JSON.stringify([...reports]),
      JSON.stringify([...stories]),
    );
    const named = new Set(Array.from(rows).flatMap(({ url }) => this.#byUrl.get(url) ?? []));
    return this.all.filter((word) => named.has(word));
  }
}

function placed(sql: SqlStorage, urls: readonly string[]): Placed[] {
  return sql
    .exec<Placed>(
      `SELECT id, story FROM reports WHERE id IN (${SELECT_IDS_BY_URL}) ORDER BY moment, url`,
      JSON.stringify(urls),
    )
    .toArray();
}

/**
 * The story that an editor means: the one at that address, else the one that has most of the reports, the oldest first.
 * Null where each of them is another editor's story: the machine took two events for one.
 */
function storyOf(
  sql: SqlStorage,
  key: string,
  belonging: readonly Placed[],
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

/** A story that nobody has seen takes the editor's key; one that readers know keeps its own, and gains an address. */
function name(sql: SqlStorage, key: string, story: number, opened: ReadonlySet<number>): void {
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
  return (
    sql
      .exec(
        "SELECT 1 FROM reports WHERE story = ? AND id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
        story,
        JSON.stringify(reports),
      )
      .toArray().length > 0
  );
}
