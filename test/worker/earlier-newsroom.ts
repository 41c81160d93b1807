/** Newsrooms as earlier programs left them. */
import { Engine } from "../../src/cluster/index.ts";
import { apply } from "../../src/store/schema/migration.ts";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { iso } from "./polled-reports-support.ts";
import { MINUTE, NOON } from "./feed-state-support.ts";

export const OUTLETS = ["a", "b", "c"];

/** The tables' version in the last program that stored features with each report. */
export const LAST_EARLIER = 8;

/** The program whose tables had these first. */
const SINCE = { feeds: 2, featuresVersion: 3, lists: 4, totals: 7, top: 8 };

/** What each outlet reports about an event: the order of the outlets is that of publication. */
export const reportAbout = (event: number, n: number) => {
  const { title, text } = reportOf(9, event, n);
  const moment = NOON + (10 * event + n) * MINUTE;
  const url = `https://${OUTLETS[n]}.example/${event}`;
  return { title, summary: text, moment, url, outlet: OUTLETS[n] as string };
};

/** Encoded features of the first reports, with which those of others are filled up. */
function someFeatures(): Uint8Array<ArrayBuffer>[] {
  const engine = new Engine({ mint: ({ id }) => id });
  const inputs = Array.from({ length: 60 }, (_, i) => {
    const { moment, summary, ...report } = reportAbout(Math.floor(i / 3) + 1, i % 3);
    return { id: `${i}`, text: summary, time: moment, language: "en", ...report };
  });
  engine.file(inputs);
  return inputs.map(({ id }) => engine.stored(id)!.features);
}

/**
 * Empties the database and fills it as the program with this version of the tables did: stories of three reports each,
 * the first of which have their own features.
 */
export function fillEarlier(storage: DurableObjectStorage, version: number, stories: number): void {
  const { sql, kv } = storage;
  for (const migration of MIGRATIONS.slice(0, version)) apply(sql, migration);
  kv.put("schema", version);
  kv.put("revision", 1);
  kv.put("lastFiled", NOON);
  const features = someFeatures();
  for (let id = 1; id <= stories; id++) {
    const reports = OUTLETS.map((_, n) => reportAbout(id, n));
    insertStory(sql, id, reports);
    for (const [n, report] of reports.entries())
      insertReport(sql, 3 * (id - 1) + n + 1, id, report, features);
  }
  if (version >= SINCE.feeds) sql.exec("UPDATE reports SET filed = moment");
  if (version >= SINCE.featuresVersion) sql.exec(`UPDATE reports SET features_version = 11`);
  if (version >= SINCE.lists) insertLists(storage);
  if (version >= SINCE.totals)
    sql.exec(
      `UPDATE stories SET opener = 3 * id - 2, lead = 3 * id - 2, reports = 3, present = outlets;
       UPDATE totals SET stories = ${stories}, reports = ${3 * stories}`,
    );
  if (version >= SINCE.top)
    sql.exec(
      "UPDATE stories SET chosen = 1, independent = 3, place = updated + 21600000, joined = json_array(updated, updated, updated)",
    );
}

type Reported = ReturnType<typeof reportAbout>;

function insertStory(sql: SqlStorage, id: number, [first]: readonly Reported[]): void {
  sql.exec(
    "INSERT INTO stories (id, key, headline, outlets, first_published, updated, revision) VALUES (?, ?, ?, ?, ?, ?, 1)",
    id,
    `story-${id}`,
    first?.title,
    JSON.stringify(OUTLETS),
    first?.moment,
    (first?.moment ?? 0) + 2 * MINUTE,
  );
}

function insertReport(
  sql: SqlStorage,
  id: number,
  story: number,
  { url, outlet, title, summary, moment }: Reported,
  features: readonly Uint8Array<ArrayBuffer>[],
): void {
  sql.exec(
    `INSERT INTO reports (id, url, outlet, title, title_is_ours, summary, published, estimated, moment, language, tags,
       wire, story, features)
     VALUES (?, ?, ?, ?, 0, ?, ?, 0, ?, 'en', '["News"]', ?, ?, ?)`,
    id,
    url,
    outlet,
    title,
    summary,
    iso(moment),
    moment,
    `feed:${outlet}`,
    story,
    features[(id - 1) % features.length],
  );
}

function insertLists({ sql, kv }: DurableObjectStorage): void {
  sql.exec(
    `INSERT INTO marks (kind, key, updated, story) SELECT facet.value ->> 0, facet.value ->> 1, stories.updated, stories.id
       FROM stories, json_each('[["tag","news"],["outlet","a"],["outlet","b"],["outlet","c"],["language","en"],["least","1"],["least","2"],["least","3"]]') AS facet;
     INSERT INTO names VALUES ('tag', 'news', 'News'), ('outlet', 'a', 'a'), ('outlet', 'b', 'b'), ('outlet', 'c', 'c'),
       ('language', 'en', 'en');
     INSERT INTO search (rowid, text) SELECT stories.id, group_concat(title || ' ' || summary, ' ') || ' News'
       FROM stories JOIN reports ON story = stories.id GROUP BY stories.id`,
  );
  kv.put("lists", 1);
}
