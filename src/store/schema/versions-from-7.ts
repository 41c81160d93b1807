import { packFeatures } from "../folding/packed-features.ts";
import type { Migration } from "./migration.ts";

/** Tables that cost few rows per report. */
export const VERSIONS_FROM_7: readonly Migration[] = [
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
  `
  -- What would cost a row of its own elsewhere. Each is written with what else changes in the row.
  ALTER TABLE newsroom ADD COLUMN usage TEXT;        -- see usage/row-meter.ts; null if nothing was counted
  ALTER TABLE newsroom ADD COLUMN claim TEXT;        -- see feeds/claim.ts; null if no tick has claimed feeds
  ALTER TABLE newsroom ADD COLUMN announced INTEGER; -- the revision at which the caches were last purged
  -- The last report that has passed retention.
  ALTER TABLE newsroom ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;

  -- Few, and each rendering asks for them.
  CREATE INDEX outlets_not_listed ON outlets (id) WHERE listed = 0;
  `,
  `
  -- The unique index has a hash of each address in place of the address: see reports/url-keys.ts.
  ALTER TABLE reports RENAME COLUMN url TO url_key;
  ALTER TABLE reports ADD COLUMN guid_is_url INTEGER; -- 1 if the feed's own id is the address; then "guid" is null
  ALTER TABLE reports ADD COLUMN address TEXT;   -- without "https://"; null if "url_key" is the address
  ALTER TABLE reports ADD COLUMN url TEXT AS (CASE WHEN address IS NULL THEN url_key
    WHEN substr(address, 1, 7) = 'http://' THEN address ELSE 'https://' || address END) VIRTUAL;
  `,
  `
  -- The headline of a story is empty if it is that of its lead. Of a story with several reports it stays when the lead's
  -- changes.
  CREATE TRIGGER reports_retitled BEFORE UPDATE OF title ON reports WHEN old.title <> new.title BEGIN
    UPDATE stories SET headline = old.title
      WHERE id = old.story AND lead = old.id AND headline = '' AND reports > 1;
  END;
  -- The program deletes the facets of a story.
  DROP TRIGGER stories_out_of_facets;
  `,
];
