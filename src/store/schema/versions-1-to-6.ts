import type { Migration } from "./migration.ts";

/** One feed for each outlet, and then several. */
export const VERSIONS_1_TO_6: readonly Migration[] = [
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
];
