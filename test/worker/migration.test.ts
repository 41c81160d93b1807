/** A newsroom that an earlier program has filled is migrated. */
import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { apply } from "../../src/store/schema/migration.ts";
import { migrate, MIGRATIONS } from "../../src/store/schema.ts";
import { FeedStates } from "../../src/store/feeds/feed-states.ts";
import { NOON } from "./feed-state-support.ts";
import { newsroom } from "./support.ts";

const HOUR = 3_600_000;

beforeEach(() => reset());

/** The version that had one feed per outlet, by the outlet's id. */
const ONE_FEED = 5;

const ROWS = `
  INSERT INTO stories (id, key, headline, outlets, first_published, updated, revision)
    VALUES (1, 'volcano', 'Volcano erupts', '["b","a"]', ${NOON}, ${NOON + 2}, 1),
           (2, 'budget', 'Budget passed', '["a"]', ${NOON}, ${NOON + 1}, 1);
  INSERT INTO reports (id, url, outlet, title, title_is_ours, summary, estimated, published, language, tags, wire, moment, story)
    VALUES (1, 'https://a.example/1', 'a', 'Ash over town', 0, 'Ash fell.', 0, NULL, 'en', '[]', 'feed:a', ${NOON + 2}, 1),
           (2, 'https://b.example/1', 'b', 'Volcano erupts', 0, 'It erupted.', 0, NULL, 'en', '[]', 'feed:b', ${NOON}, 1),
           (3, 'https://a.example/2', 'a', 'Budget passed', 0, '', 0, NULL, 'en', '[]', 'feed:a', ${NOON}, 2);
  INSERT INTO wires (outlet, url, configured, paused, etag, due, interval)
    VALUES ('a', 'https://a.example/moved', 'https://a.example/feed', 0, '"1"', ${NOON}, 900000);
`;

test("a newsroom with one feed per outlet keeps its stories and the state of its feeds", async () => {
  await runInDurableObject(newsroom(), async (_: Newsroom, { storage }) => {
    const { sql, kv } = storage;
    await storage.deleteAll();
    for (const migration of MIGRATIONS.slice(0, ONE_FEED)) apply(sql, migration);
    sql.exec(ROWS);
    kv.put("schema", ONE_FEED);
    migrate(storage);
    const feed = { outlet: "a", configured: "https://a.example/feed" };
    expect(new FeedStates(sql).find(feed)).toEqual({
      configured: feed.configured,
      times: {
        outlet: "a",
        due: NOON,
        interval: 900_000,
        failures: 0,
        lastPoll: null,
        lastGood: null,
        lastSent: null,
        leased: 0,
        paused: false,
        stopped: false,
      },
      details: {
        url: "https://a.example/moved",
        movedTo: null,
        etag: '"1"',
        lastModified: null,
        digest: null,
        error: null,
        notes: [],
        boilerplate: [],
        clock: null,
        held: 0,
      },
    });
    expect(
      sql.exec("SELECT key, opener, lead, reports, present FROM stories ORDER BY id").toArray(),
    ).toEqual([
      { key: "volcano", opener: 2, lead: 2, reports: 2, present: '["b","a"]' },
      { key: "budget", opener: 3, lead: 3, reports: 1, present: '["a"]' },
    ]);
    expect(
      sql.exec("SELECT key, chosen, joined, independent, place FROM stories ORDER BY id").toArray(),
    ).toEqual([
      { key: "volcano", chosen: 0, joined: "[]", independent: 2, place: NOON + 2 + 6 * HOUR },
      { key: "budget", chosen: 0, joined: "[]", independent: 1, place: NOON + 1 },
    ]);
    expect(
      sql
        .exec("SELECT stories, reports, revision, next_story, next_report FROM newsroom")
        .toArray(),
    ).toEqual([{ stories: 2, reports: 3, revision: 0, next_story: 3, next_report: 4 }]);
    expect(kv.get("schema")).toBe(MIGRATIONS.length);
  });
});
