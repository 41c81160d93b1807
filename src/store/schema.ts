import { packFeatures } from "./folding/packed-features.ts";

/** Statements, or a function for what SQL cannot say. It may read much, but must write few rows: see `upgrades.ts`. */
export type Migration = string | ((sql: SqlStorage) => void);

/**
 * The newsroom's tables. To change them, append a migration; never edit the statements of one that has been deployed.
 * The number of applied migrations is in the object's key-value storage, since SQLite in a Durable Object has no
 * `PRAGMA user_version`.
 *
 * Times are milliseconds since 1970 (UTC). Lists and objects are JSON.
 *
 * | tables                              | what they have                                | written by       |
 * | ----------------------------------- | --------------------------------------------- | ---------------- |
 * | `reports`, `addresses`              | what outlets publish, and where               | `reports/`       |
 * | `summary_blocks`, `address_forms`   | their summaries, forms of their addresses     | `reports/`       |
 * | `stories`, `aliases`, `changes`     | stories, their keys and their history         | `stories/`       |
 * | `feature_blocks`, `moved_reports`   | what folding remembers when it wakes up       | `folding/`       |
 * | `facets`, `facet_names`, `search`   | lists of stories                              | `lists/`         |
 * | `outlets`, `withdrawals`            | outlets that the edition has or had           | `outlets/`       |
 * | `newsroom`                          | what every filing or poll changes             | `newsroom-row.ts` |
 * | `days`                              | the stories of days that have ended           | `days/`          |
 * | `documents`                         | rendered documents                            | `documents/`     |
 *
 * Some names differ from those in the code:
 *
 * | SQL                    | Code                                          |
 * | ---------------------- | --------------------------------------------- |
 * | `wire` in `reports`    | `ReportSource`: source of a report            |
 * | `edited` in `stories`  | `EditorStory`: the editor's ruling on a story |
 */
export const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: to folding, a higher id is a younger story
    key TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,        -- of the first report, and fixed: a changed headline may appear as a second entry
    edited TEXT,                   -- the editor's ruling, if there is one
    outlets TEXT NOT NULL,         -- ids of the outlets that have reported it so far
    first_published INTEGER NOT NULL,
    updated INTEGER NOT NULL UNIQUE, -- when an outlet last joined; no two entries of a feed may share it
    revision INTEGER NOT NULL,     -- the newsroom's revision when this story last changed
    gone INTEGER NOT NULL DEFAULT 0 -- 1 if every report was withdrawn
  ) STRICT;
  CREATE INDEX stories_by_update ON stories (gone, updated DESC);

  CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: folding identifies reports by it
    url TEXT NOT NULL UNIQUE,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    title_is_ours INTEGER NOT NULL,
    summary TEXT NOT NULL,
    published TEXT,                -- as precise as it is known; null if unknown
    estimated INTEGER NOT NULL,
    moment INTEGER NOT NULL,       -- the earliest time that "published" can mean; the time of filing if unknown
    language TEXT NOT NULL,
    tags TEXT NOT NULL,
    via TEXT,
    wire TEXT NOT NULL,            -- 'content' or 'feed:' and the outlet's id
    story INTEGER REFERENCES stories (id), -- null only within the transaction that files the report
    evidence TEXT,                 -- null for the report that opened its story
    features BLOB                  -- encoded, for folding
  ) STRICT;
  CREATE INDEX reports_by_story ON reports (story);
  CREATE INDEX reports_by_wire ON reports (wire);

  -- Postings: the most distinctive terms of each report, by which folding finds candidates.
  CREATE TABLE terms (
    term INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    PRIMARY KEY (term, report)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX terms_by_report ON terms (report);

  -- Further keys of a story: those of stories merged into it, and an editor's name for one that already had a key.
  CREATE TABLE aliases (
    key TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id)
  ) STRICT, WITHOUT ROWID;

  -- Rendered documents, stored so that each is rendered once per change.
  CREATE TABLE documents (
    path TEXT PRIMARY KEY,
    build TEXT NOT NULL,           -- program and edition that rendered it
    basis INTEGER NOT NULL,        -- revision of what it shows
    type TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    gzip BLOB NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE reports ADD COLUMN guid INTEGER;  -- hash of the feed's own id for the report; null if it has none
  ALTER TABLE reports ADD COLUMN filed INTEGER NOT NULL DEFAULT 0; -- when it was first filed
  ALTER TABLE reports ADD COLUMN amended INTEGER; -- when its outlet was last seen to change its text
  ALTER TABLE reports ADD COLUMN texts TEXT;    -- hashes of its texts in the feed, the latest last; null if no feed gave it
  CREATE INDEX reports_by_guid ON reports (guid) WHERE guid IS NOT NULL;
  DROP INDEX reports_by_wire;
  CREATE INDEX reports_by_wire ON reports (wire, moment, story);
  DROP INDEX reports_by_story;
  CREATE INDEX reports_by_story ON reports (story, outlet);
  -- Reports that retention has yet to strip. A stripped report keeps its row (address, headline, outlet and date), so
  -- that its story's page stays complete. It loses its features and terms, which are most of its size, and its summary
  -- unless the story shows that as its own.
  CREATE INDEX reports_to_drop ON reports (filed) WHERE features IS NOT NULL AND wire <> 'content';

  -- Further addresses of a report: its outlet moved it, or gave it two.
  CREATE TABLE addresses (
    url TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX addresses_by_report ON addresses (report);

  -- State of each outlet's feed, from one poll to the next.
  CREATE TABLE wires (
    outlet TEXT PRIMARY KEY,
    url TEXT NOT NULL,             -- where it is polled
    configured TEXT NOT NULL,      -- where content says it is
    paused INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    digest TEXT,
    due INTEGER NOT NULL,
    interval INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_poll INTEGER,
    last_good INTEGER,
    error TEXT,
    stopped INTEGER NOT NULL DEFAULT 0,
    leased INTEGER NOT NULL DEFAULT 0 -- a polling round has it until then
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX wires_by_due ON wires (due) WHERE paused = 0 AND stopped = 0;
  `,
  `
  -- Version of the program that computed "features". Those of another version are recomputed, a batch per filing.
  ALTER TABLE reports ADD COLUMN features_version INTEGER NOT NULL DEFAULT 2;
  CREATE INDEX reports_by_features ON reports (features_version) WHERE features IS NOT NULL;

  -- What happened to a story, except for reports that joined it.
  CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    moment INTEGER NOT NULL,       -- time of the filing that decided it
    kind TEXT NOT NULL,            -- merge, split, part, gain or loss
    other TEXT NOT NULL,           -- key that the other story had
    evidence TEXT NOT NULL,        -- what links the two stories, or still does
    pull TEXT                      -- what drew the split-off reports away
  ) STRICT;
  CREATE INDEX changes_by_story ON changes (story);

  -- Covers the query for a story's outlets and their first reports, which runs at every change of the story.
  DROP INDEX reports_by_story;
  CREATE INDEX reports_by_story ON reports (story, outlet, moment);
  `,
  `
  -- Facets by which lists find a story: its tags, outlets and languages. A row of kind "least" is a minimum number of
  -- outlets that the story meets.
  CREATE TABLE marks (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    updated INTEGER NOT NULL,      -- of the story: lists are read in this order
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, key, updated, story)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX marks_by_story ON marks (story, kind, key);

  -- Every facet that a story ever had, as first written. A list whose stories are all gone is empty, not unknown.
  CREATE TABLE names (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;

  -- Full-text index of the stories, by id. It is contentless, since the texts are in the other tables.
  CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER stories_out_of_search AFTER DELETE ON stories BEGIN
    DELETE FROM search WHERE rowid = old.id;
  END;

  -- Web links (RFC 8288) that depend on what the document shows.
  ALTER TABLE documents ADD COLUMN links TEXT NOT NULL DEFAULT '';
  `,
  `
  -- The other story as it was then, since it may change later: its headline, and the headline's language if known; how
  -- many reports moved between the two stories, and the first of them.
  ALTER TABLE changes ADD COLUMN headline TEXT;
  ALTER TABLE changes ADD COLUMN language TEXT;
  ALTER TABLE changes ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE changes ADD COLUMN reports TEXT NOT NULL DEFAULT '[]';
  `,
  `
  -- An outlet may have several feeds, so a feed is identified by its address in content.
  ALTER TABLE wires RENAME TO wires_of_outlets;
  CREATE TABLE wires (
    configured TEXT PRIMARY KEY,   -- where content says it is
    outlet TEXT NOT NULL,
    url TEXT NOT NULL,             -- where it is polled
    moved_to TEXT,                 -- where a permanent redirect led at the last poll
    paused INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    digest TEXT,
    due INTEGER NOT NULL,
    interval INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_poll INTEGER,
    last_good INTEGER,
    last_sent INTEGER,             -- when it was last sent in full
    error TEXT,
    stopped INTEGER NOT NULL DEFAULT 0,
    leased INTEGER NOT NULL DEFAULT 0, -- a polling round has it until then
    notes TEXT NOT NULL DEFAULT '[]', -- what was repaired or left out when it was last read
    boilerplate TEXT NOT NULL DEFAULT '[]', -- sentences that its items share
    clock TEXT                     -- what is known about its dates; null while nothing speaks against them
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO wires (configured, outlet, url, paused, etag, last_modified, digest, due, interval, failures, last_poll,
      last_good, error, stopped, leased)
    SELECT configured, outlet, url, paused, etag, last_modified, digest, due, interval, failures, last_poll,
      last_good, error, stopped, leased FROM wires_of_outlets;
  DROP TABLE wires_of_outlets;
  CREATE INDEX wires_by_outlet ON wires (outlet);
  CREATE INDEX wires_by_due ON wires (due) WHERE paused = 0 AND stopped = 0;

  -- Hash of the address in content of the feed that gave the report first. Only that feed amends it. Null if unknown.
  ALTER TABLE reports ADD COLUMN feed INTEGER;
  -- When the feed was first seen without the report although it listed older ones; 0 if the report came back.
  ALTER TABLE reports ADD COLUMN removed INTEGER;
  `,
  `
  -- What later reports must not change. The opener stays the first report of its story; the lead is the report whose
  -- headline the story has, and whose summary it shows. Either may have left the story since, or have been withdrawn.
  ALTER TABLE stories ADD COLUMN opener INTEGER;
  ALTER TABLE stories ADD COLUMN lead INTEGER;
  ALTER TABLE stories ADD COLUMN reports INTEGER NOT NULL DEFAULT 0; -- how many it has
  ALTER TABLE stories ADD COLUMN present TEXT NOT NULL DEFAULT '[]'; -- ids of the outlets that have reports in it now
  ALTER TABLE stories ADD COLUMN excess INTEGER NOT NULL DEFAULT 0; -- 1 while only an outlet beyond its usual rate has it
  UPDATE stories SET
    opener = (SELECT id FROM reports WHERE story = stories.id ORDER BY moment, url LIMIT 1),
    lead = (SELECT id FROM reports WHERE story = stories.id ORDER BY title <> headline, moment, url LIMIT 1),
    reports = (SELECT count(*) FROM reports WHERE story = stories.id),
    present = (SELECT json_group_array(outlet) FROM (
      SELECT outlet FROM reports WHERE story = stories.id GROUP BY outlet ORDER BY min(moment), outlet));
  DROP INDEX stories_by_update;
  CREATE INDEX stories_by_update ON stories (gone, updated DESC, excess);

  -- What a merged story was, so that it can take its key back. Null for a key that an editor gave.
  ALTER TABLE aliases ADD COLUMN opener INTEGER;
  ALTER TABLE aliases ADD COLUMN lead INTEGER;
  ALTER TABLE aliases ADD COLUMN headline TEXT;
  ALTER TABLE aliases ADD COLUMN first_published INTEGER;
  CREATE INDEX aliases_by_story ON aliases (story);

  -- Every outlet that the edition ever listed. What one published keeps its name after the edition drops it.
  CREATE TABLE outlets (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    home TEXT NOT NULL,
    about TEXT NOT NULL,
    feeds TEXT NOT NULL DEFAULT '[]', -- where content said its feeds are, the last time that it had any
    listed INTEGER NOT NULL,       -- 0 if the edition no longer has it
    intake TEXT,                   -- how many reports its feed added, by day
    hosts TEXT NOT NULL DEFAULT '{}' -- how many of them are on which host
  ) STRICT, WITHOUT ROWID;

  -- How many stories and reports are published, since counting them reads all of them. Filings keep it up to date; the
  -- trigger does so for stories that are merged.
  CREATE TABLE totals (stories INTEGER NOT NULL, reports INTEGER NOT NULL) STRICT;
  INSERT INTO totals SELECT count(*), coalesce(sum(reports), 0) FROM stories WHERE gone = 0 AND reports > 0;
  CREATE TRIGGER stories_out_of_totals AFTER DELETE ON stories WHEN old.gone = 0 AND old.reports > 0 BEGIN
    UPDATE totals SET stories = stories - 1, reports = reports - old.reports;
  END;

  -- Reports of the feed's last poll that were held back by the outlet's quota.
  ALTER TABLE wires ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

  -- Reports that content withdraws by their addresses, with every address and guid by which their feeds may list them.
  CREATE TABLE withdrawals (
    url TEXT PRIMARY KEY,
    outlet TEXT NOT NULL,
    guid INTEGER,
    listed TEXT NOT NULL           -- the address in content
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The headline is that of one report, and is chosen again when the third outlet joins.
  ALTER TABLE stories ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0; -- 1 once it was chosen among several outlets'
  ALTER TABLE aliases ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE stories ADD COLUMN joined TEXT NOT NULL DEFAULT '[]'; -- when each outlet joined, as updates
  ALTER TABLE stories ADD COLUMN independent INTEGER NOT NULL DEFAULT 0; -- outlets that report it in their own words
  ALTER TABLE stories ADD COLUMN place INTEGER;          -- in the order "top", the highest first; null if withdrawn
  -- Headlines that readers have seen among those of several outlets stay.
  UPDATE stories SET chosen = 1 WHERE id IN (
    SELECT id FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT 500
  ) AND json_array_length(outlets) > 2;
  -- Near enough to what placeOf computes, until the story changes.
  UPDATE stories SET independent = json_array_length(outlets), place = updated + 21600000 * CASE
      WHEN json_array_length(outlets) >= 8 THEN 3 WHEN json_array_length(outlets) >= 4 THEN 2
      WHEN json_array_length(outlets) >= 2 THEN 1 ELSE 0 END
    WHERE id IN (SELECT id FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT 500);
  CREATE INDEX stories_by_place ON stories (place DESC) WHERE place IS NOT NULL;

  ALTER TABLE reports ADD COLUMN image TEXT; -- address of its picture; null if it has none or its outlet's are not shown

  -- The stories of each day that has ended, the heaviest first, as they were then.
  CREATE TABLE days (
    day TEXT PRIMARY KEY,          -- the day on which it ended, in the edition's time zone
    ended INTEGER NOT NULL,        -- when
    stories TEXT NOT NULL          -- keys
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Features of the latest reports, for folding: see folding/feature-blocks.ts. They replace the columns "features" and
  -- "features_version" of reports, which an upgrade empties.
  CREATE TABLE feature_blocks (
    first INTEGER PRIMARY KEY,     -- the lowest id of its reports
    filed INTEGER NOT NULL,        -- when the last of them was filed
    version INTEGER NOT NULL,      -- of the program that computed the features
    data BLOB NOT NULL
  ) STRICT;

  -- Reports that are in another story than their block says. The story is null if the report was deleted.
  CREATE TABLE moved_reports (
    report INTEGER PRIMARY KEY,
    story INTEGER
  ) STRICT;
  CREATE TRIGGER reports_moved AFTER UPDATE OF story ON reports
  WHEN old.story <> new.story AND new.id >= (SELECT min(first) FROM feature_blocks) BEGIN
    INSERT OR REPLACE INTO moved_reports (report, story) VALUES (new.id, new.story);
  END;
  CREATE TRIGGER reports_deleted AFTER DELETE ON reports WHEN old.id >= (SELECT min(first) FROM feature_blocks) BEGIN
    INSERT OR REPLACE INTO moved_reports (report, story) VALUES (old.id, NULL);
  END;

  DROP INDEX reports_to_drop;
  DROP INDEX reports_by_features;
  DROP TABLE terms;
  `,
  packFeatures,
  `
  -- Facets by which lists find a story: its tags, outlets and languages.
  CREATE TABLE facets (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,           -- when the story was updated, or up to MAX_LAG before
    story INTEGER NOT NULL,
    PRIMARY KEY (kind, key, at, story)
  ) STRICT, WITHOUT ROWID;
  -- The same by story, as JSON: kind, key and "at" of each. Null until the story is listed in this table.
  ALTER TABLE stories ADD COLUMN facets TEXT;
  CREATE TRIGGER stories_out_of_facets AFTER DELETE ON stories WHEN old.facets IS NOT NULL BEGIN
    DELETE FROM facets WHERE (kind, key, at, story) IN (
      SELECT value ->> 0, value ->> 1, value ->> 2, old.id FROM json_each(old.facets));
  END;
  ALTER TABLE names RENAME TO facet_names;
  ALTER TABLE stories ADD COLUMN indexed INTEGER; -- hash of its text in the full-text index
  ALTER TABLE stories ADD COLUMN outlet_count INTEGER NOT NULL DEFAULT 0; -- how many have reports in it now, up to 20
  CREATE INDEX stories_by_outlets ON stories (outlet_count, updated) WHERE outlet_count > 1;

  -- The column has an index of its own, since it is unique.
  DROP INDEX stories_by_update;

  -- One row about the whole newsroom, which every filing that changes anything writes once.
  ALTER TABLE totals RENAME TO newsroom;
  ALTER TABLE newsroom ADD COLUMN revision INTEGER; -- increases whenever anything that is published changes
  ALTER TABLE newsroom ADD COLUMN last_filed INTEGER; -- when that was
  -- Numbers of the next rows. AUTOINCREMENT would write its sequence with each row, unless the row's number is lower.
  ALTER TABLE newsroom ADD COLUMN next_story INTEGER;
  ALTER TABLE newsroom ADD COLUMN next_report INTEGER;
  UPDATE newsroom SET
    next_story = 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'stories'), 0),
    next_report = 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'reports'), 0);
  -- Feeds that were polled before there was a table of outlets.
  INSERT OR IGNORE INTO outlets (id, name, home, about, feeds, listed)
    SELECT outlet, outlet, '', '', json_group_array(configured), 0 FROM wires GROUP BY outlet;
  -- The state of the outlet's feeds, by their addresses in content: see feeds/feed-states.ts.
  ALTER TABLE outlets ADD COLUMN polled TEXT NOT NULL DEFAULT '{}';
  UPDATE outlets SET polled = (
      SELECT json_group_object(configured, json_object('url', url, 'movedTo', moved_to, 'etag', etag,
        'lastModified', last_modified, 'digest', digest, 'error', error, 'notes', json(notes),
        'boilerplate', json(boilerplate), 'clock', json(clock), 'held', held))
      FROM wires WHERE outlet = outlets.id)
    WHERE id IN (SELECT outlet FROM wires);
  ALTER TABLE newsroom ADD COLUMN polling TEXT NOT NULL DEFAULT '{}'; -- see feeds/poll-times.ts
  UPDATE newsroom SET polling = (
    SELECT json_group_object(configured, json_array(outlet, due, interval, failures, last_poll, last_good, last_sent,
      leased, paused, stopped)) FROM wires);
  DROP TABLE wires;
  ALTER TABLE newsroom ADD COLUMN recent TEXT; -- see feeds/recent-reports.ts

  -- Which forms of address the reports of each site have: see reports/address-forms.ts.
  CREATE TABLE address_forms (site INTEGER PRIMARY KEY, forms INTEGER NOT NULL) STRICT;
  ALTER TABLE newsroom ADD COLUMN forms_known INTEGER NOT NULL DEFAULT 1; -- 0 until all that was filed before is noted
  UPDATE newsroom SET forms_known = NOT EXISTS (SELECT 1 FROM reports);

  DELETE FROM sqlite_sequence WHERE name IN ('stories', 'reports');
  INSERT INTO sqlite_sequence (name, seq) VALUES ('stories', 9007199254740991), ('reports', 9007199254740991);
  `,
  `
  -- Summaries of reports that joined a story, until retention deletes them: see reports/summaries.ts. All others, and those
  -- that earlier programs have stored, are in the rows of the reports.
  CREATE TABLE summary_blocks (
    first INTEGER PRIMARY KEY,     -- the lowest id of its reports
    last INTEGER NOT NULL,         -- the highest
    summaries TEXT NOT NULL        -- by report
  ) STRICT;
  CREATE TRIGGER reports_out_of_summaries AFTER DELETE ON reports BEGIN
    UPDATE summary_blocks SET summaries = json_remove(summaries, '$."' || old.id || '"')
      WHERE first = (SELECT max(first) FROM summary_blocks WHERE first <= old.id) AND last >= old.id;
  END;
  `,
];

/**
 * Applies the migrations that are missing, in one transaction.
 *
 * @throws when a newer program has migrated the tables further
 */
export function migrate(storage: DurableObjectStorage): void {
  const applied = storage.kv.get<number>("schema") ?? 0;
  if (applied > MIGRATIONS.length)
    throw new Error(
      `the newsroom's tables have version ${applied}, and this program knows ${MIGRATIONS.length}: deploy the newer program again`,
    );
  if (applied === MIGRATIONS.length) return;
  storage.transactionSync(() => {
    for (const migration of MIGRATIONS.slice(applied)) apply(storage.sql, migration);
    if (applied < FIRST_WITH_NEWSROOM_ROW) adoptKeyValues(storage);
    storage.kv.put("schema", MIGRATIONS.length);
  });
}

export function apply(sql: SqlStorage, migration: Migration): void {
  if (typeof migration === "string") sql.exec(migration);
  else migration(sql);
}

/** The version from which on the revision is in the table "newsroom" and not in the key-value storage. */
const FIRST_WITH_NEWSROOM_ROW = 11;

function adoptKeyValues({ sql, kv }: DurableObjectStorage): void {
  sql.exec(
    "UPDATE newsroom SET revision = ?, last_filed = ?",
    kv.get<number>("revision") ?? 0,
    kv.get<number>("lastFiled") ?? null,
  );
  for (const key of ["revision", "lastFiled", "lists"]) kv.delete(key);
}
