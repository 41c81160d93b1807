/**
 * The newsroom's tables. Append a migration to change them; never edit one that has been deployed.
 * The number of those applied is kept in the object's key-value storage, since SQLite in a Durable Object has no
 * `PRAGMA user_version`.
 *
 * Moments are milliseconds since 1970 (UTC). Lists and objects are JSON.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, since folding takes a higher one for a younger story
    key TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,        -- the first report's, which stays: readers that see a headline change show a second entry
    edited TEXT,                   -- the editor's word, if there is one
    outlets TEXT NOT NULL,         -- ids of those that reported it so far
    first_published INTEGER NOT NULL,
    updated INTEGER NOT NULL UNIQUE, -- last report from a new outlet; no two entries of a feed may share it
    revision INTEGER NOT NULL,     -- of the newsroom, when anything of this story last changed
    gone INTEGER NOT NULL DEFAULT 0 -- every report was withdrawn
  ) STRICT;
  CREATE INDEX stories_by_update ON stories (gone, updated DESC);

  CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, since folding knows reports by it
    url TEXT NOT NULL UNIQUE,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    title_is_ours INTEGER NOT NULL,
    summary TEXT NOT NULL,
    published TEXT,                -- as precise as it is known; null when it is not
    estimated INTEGER NOT NULL,
    moment INTEGER NOT NULL,       -- the earliest moment that "published" can mean, or when the report was filed
    language TEXT NOT NULL,
    tags TEXT NOT NULL,
    via TEXT,
    wire TEXT NOT NULL,            -- where it came from
    story INTEGER REFERENCES stories (id), -- null only within the transaction that files the report
    evidence TEXT,                 -- null for the report that opened its story
    features BLOB                  -- what folding compares
  ) STRICT;
  CREATE INDEX reports_by_story ON reports (story);
  CREATE INDEX reports_by_wire ON reports (wire);

  -- The most telling terms of each report, by which folding finds it again.
  CREATE TABLE terms (
    term INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    PRIMARY KEY (term, report)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX terms_by_report ON terms (report);

  -- Further keys that lead to a story: of stories merged into it, and an editor's name for one that had a key already.
  CREATE TABLE aliases (
    key TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id)
  ) STRICT, WITHOUT ROWID;

  -- Rendered documents, kept so that each is rendered once per change.
  CREATE TABLE documents (
    path TEXT PRIMARY KEY,
    build TEXT NOT NULL,           -- the program and edition that rendered it
    basis INTEGER NOT NULL,        -- the revision of what it shows
    type TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    gzip BLOB NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE reports ADD COLUMN guid INTEGER;  -- a number of the feed's own id of it, null where it has none
  ALTER TABLE reports ADD COLUMN filed INTEGER NOT NULL DEFAULT 0; -- when it was first filed
  ALTER TABLE reports ADD COLUMN amended INTEGER; -- when its outlet was last seen to have changed its words
  ALTER TABLE reports ADD COLUMN texts TEXT;    -- numbers of the words that its feed gave it so far, the latest last; null where none did
  CREATE INDEX reports_by_guid ON reports (guid) WHERE guid IS NOT NULL;
  DROP INDEX reports_by_wire;
  CREATE INDEX reports_by_wire ON reports (wire, moment, story);
  DROP INDEX reports_by_story;
  CREATE INDEX reports_by_story ON reports (story, outlet);
  -- What retention drops, and when. A report that is past it keeps its row, so that its story's page stays whole: address,
  -- headline, outlet and date. Features and terms go, which are most of it, and the summary that no page leads with.
  CREATE INDEX reports_to_drop ON reports (filed) WHERE features IS NOT NULL AND wire <> 'content';

  -- Further addresses that a report had: its outlet moved it, or gave it two.
  CREATE TABLE addresses (
    url TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX addresses_by_report ON addresses (report);

  -- The outlets that have a feed, and what is known of each from one poll to the next.
  CREATE TABLE wires (
    outlet TEXT PRIMARY KEY,
    url TEXT NOT NULL,             -- where it is polled
    configured TEXT NOT NULL,      -- where content says that it is
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
    leased INTEGER NOT NULL DEFAULT 0 -- until then a tick has it in hand
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX wires_by_due ON wires (due) WHERE paused = 0 AND stopped = 0;
  `,
  `
  -- The version of the program that made "features": what another made is made anew from the text, a slice at a filing.
  ALTER TABLE reports ADD COLUMN features_version INTEGER NOT NULL DEFAULT 2;
  CREATE INDEX reports_by_features ON reports (features_version) WHERE features IS NOT NULL;

  -- What happened to a story other than that a report joined it.
  CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    moment INTEGER NOT NULL,       -- of the filing that decided it
    kind TEXT NOT NULL,            -- merge, split, part, gain or loss
    other TEXT NOT NULL,           -- the key that the other story had
    evidence TEXT NOT NULL,        -- what ties the two, or still does
    pull TEXT                      -- what drew away the reports that came out
  ) STRICT;
  CREATE INDEX changes_by_story ON changes (story);

  -- A story's outlets and their first reports are read at every change of it, without its reports' rows.
  DROP INDEX reports_by_story;
  CREATE INDEX reports_by_story ON reports (story, outlet, moment);
  `,
  `
  -- By what lists find a story: its tags, outlets and languages, and "least" for the numbers of outlets that it has at least.
  CREATE TABLE marks (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    updated INTEGER NOT NULL,      -- of the story: a list is read off in its order
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, key, updated, story)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX marks_by_story ON marks (story, kind, key);

  -- Every mark that a story ever had, as it was first written. A list that has no story any more is empty, and not unknown.
  CREATE TABLE names (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;

  -- The words of each story, under its id. The texts themselves are in the other tables.
  CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER stories_out_of_search AFTER DELETE ON stories BEGIN
    DELETE FROM search WHERE rowid = old.id;
  END;

  -- Of its Link field, those links that depend on what it shows.
  ALTER TABLE documents ADD COLUMN links TEXT NOT NULL DEFAULT '';
  `,
  `
  -- What a page says of a change, as it was then, since the other story goes on: its headline, and that one's language where
  -- it is known; how many reports went from one to the other, and the first of them.
  ALTER TABLE changes ADD COLUMN headline TEXT;
  ALTER TABLE changes ADD COLUMN language TEXT;
  ALTER TABLE changes ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE changes ADD COLUMN reports TEXT NOT NULL DEFAULT '[]';
  `,
];

/** Brings the tables to the newest form, in one transaction. */
export function migrate(storage: DurableObjectStorage): void {
  const applied = storage.kv.get<number>("schema") ?? 0;
  if (applied > MIGRATIONS.length)
    throw new Error(
      `the newsroom's tables have version ${applied}, and this program knows ${MIGRATIONS.length}: deploy the newer program again`,
    );
  if (applied === MIGRATIONS.length) return;
  storage.transactionSync(() => {
    for (const statements of MIGRATIONS.slice(applied)) storage.sql.exec(statements);
    storage.kv.put("schema", MIGRATIONS.length);
  });
}
