import { reset, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { content } from "#content";
import { BACKUP_PATH, RESTORE_PATH } from "../../src/model/backup.ts";
import { decode, encode } from "../../src/store/backup/codec.ts";
import { readSlice } from "../../src/store/backup/read-backup.ts";
import { Newsroom } from "../../src/store/newsroom.ts";
import { apply } from "../../src/store/schema/migration.ts";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import {
  askOf,
  AUTHORIZED,
  backUp,
  beginRestore,
  contentsOf,
  emptied,
  endOf,
  newsroomOf,
  restore,
  sendLines,
  SECRET,
} from "./backup-support.ts";
import { deploy, editionWith, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { newsroom, report } from "./support.ts";

beforeEach(() => reset());

const OUTLETS = 5;
const FILING = 500;
/** Rows that an invocation may write, indexes included. */
const BUDGET = 5_000;

/** Files reports of five outlets about the same events. */
async function file(count: number): Promise<void> {
  for (let from = 0; from < count; from += FILING)
    await newsroom().fileReports(
      "feed:a",
      Array.from({ length: Math.min(FILING, count - from) }, (_, index) => {
        const n = from + index;
        const { title, text } = reportOf(9, Math.floor(n / OUTLETS), n % OUTLETS);
        const value = new Date(NOON - (count - n) * MINUTE).toISOString();
        return report({
          url: `https://outlet-${n % OUTLETS}.example/${n}`,
          outlet: `outlet-${n % OUTLETS}`,
          title,
          summary: text,
          published: { value, estimated: false },
        });
      }),
    );
}

const bodyOf = async (name: string, path: string) => {
  const response = await askOf(name, path);
  return [response.status, response.headers.get("Location"), await response.text()];
};

test("10,000 reports are the same in another newsroom: rows, keys, addresses and documents", async () => {
  await runInDurableObject(newsroom(), (instance: Newsroom, { storage: { kv } }) => {
    instance.followContent({ build: "with feeds", edition: editionWith([outlet("a")]) }, NOON);
    kv.put("build", content.build);
  });
  await newsroom().filePolls([poll("a", NOON, [{ url: "https://a.example/1" }])], NOON);
  await file(10_000);
  const backup = await backUp("edition");
  const lines = backup.lines ?? [];
  await emptied("copy");
  const written = await restore("copy", { ...backup, lines });
  expect(Math.max(...written)).toBeLessThanOrEqual(BUDGET);
  expect(await contentsOf("copy")).toEqual(await contentsOf("edition"));
  const { items } = await (await askOf("copy", "/feed.json")).json<{ items: { url: string }[] }>();
  for (const path of [
    "/",
    "/rss.xml",
    "/atom.xml",
    "/feed.json",
    "/rss.xml?before=2026-11-20",
    "/top/rss.xml",
    "/daily.xml",
    "/search/feed.json?q=the",
    "/outlets/outlet-1/rss.xml",
    "/sitemap.xml",
    "/stories/gerasimov-letter-to-dunford",
    "/report?url=https://outlet-3.example/4703",
    ...items.slice(0, 20).map(({ url }) => new URL(url).pathname),
  ])
    expect(await bodyOf("copy", path), path).toEqual(await bodyOf("edition", path));
  // What was filed is known again.
  await newsroomOf("copy").filePolls([poll("a", NOON, [{ url: "https://a.example/1" }])], NOON);
  expect((await contentsOf("copy"))["reports"]).toHaveLength(10_001 + content.reports.length);
}, 120_000);

describe("while a backup is made", () => {
  test("no feed is leased, until two minutes after its last request", async () => {
    await deploy([outlet("a")]);
    const leased = async (now: number) => (await newsroom().leaseDueFeeds(now, 9, 1)).length;
    const { id } = await newsroom().beginBackup(NOON);
    expect(await leased(NOON + 1)).toBe(0);
    const slice = await newsroom().readBackup(id, encode(["reports", [-1]]), NOON + MINUTE);
    expect(slice).not.toBeNull();
    expect(await leased(NOON + MINUTE)).toBe(1);
  });

  test("a backup that is given up holds nothing back", async () => {
    await deploy([outlet("a")]);
    await newsroom().beginBackup(NOON);
    expect(await newsroom().leaseDueFeeds(NOON + MINUTE, 9, 1)).toHaveLength(0);
    expect(await newsroom().leaseDueFeeds(NOON + 3 * MINUTE, 9, 1)).toHaveLength(1);
  });

  test("a filing makes it start again, and is not refused", async () => {
    await deploy([outlet("a")]);
    await file(1_000);
    let n = 0;
    const backup = await backUp("edition", async () => {
      const now = NOON + ++n;
      await newsroom().filePolls([poll("a", now, [{ url: `https://a.example/${n}` }])], now);
    });
    expect(backup.lines).toBeNull();
    expect(n).toBe(1);
    expect((await backUp("edition")).lines).not.toBeNull();
  });
});

describe("a backup is restored", () => {
  const small = async () => {
    await file(20);
    const { lines, ...backup } = await backUp("edition");
    return { ...backup, lines: lines ?? [] };
  };

  test("in steps, between which nobody sees a part of it", async () => {
    const backup = await small();
    await emptied("copy");
    await beginRestore("copy", backup.header);
    await sendLines("copy", backup.id, 0, backup.lines.slice(0, 5));
    expect((await askOf("copy", "/feed.json")).status).toBe(503);
    expect(await (await askOf("copy", "/healthz")).json()).toMatchObject({
      problem: "a backup is being restored",
    });
    expect(await newsroomOf("copy").leaseDueFeeds(NOON, 9, 1)).toEqual([]);
    // Another start of the command continues.
    expect(await (await beginRestore("copy", backup.header)).json()).toEqual({
      lines: 5,
      done: false,
    });
    await restore("copy", backup);
    expect(await contentsOf("copy")).toEqual(await contentsOf("edition"));
  });

  test("once, if the answer to a step is lost and the step is sent again", async () => {
    const backup = await small();
    await emptied("copy");
    await beginRestore("copy", backup.header);
    await sendLines("copy", backup.id, 0, backup.lines.slice(0, 5));
    const again = await sendLines("copy", backup.id, 0, backup.lines.slice(0, 5));
    expect(await again.json()).toEqual({ lines: 5, done: false });
    await restore("copy", backup);
    expect(await contentsOf("copy")).toEqual(await contentsOf("edition"));
  });

  test("from an earlier version, and its tables are migrated", async () => {
    const schema = 7;
    const lines = await runInDurableObject(newsroomOf("old"), async (_: Newsroom, { storage }) => {
      await storage.deleteAll();
      for (const statements of MIGRATIONS.slice(0, schema)) apply(storage.sql, statements);
      storage.kv.put("schema", schema);
      storage.sql.exec(
        `INSERT INTO stories (id, key, headline, outlets, first_published, updated, revision, reports, present)
           VALUES (7, 'volcano', 'Volcano erupts', '["a"]', ${NOON}, ${NOON}, 1, 1, '["a"]');
         INSERT INTO reports (id, url, outlet, title, title_is_ours, summary, estimated, language, tags, wire, moment, story)
           VALUES (9, 'https://a.example/1', 'a', 'Ash over town', 0, '', 0, 'en', '[]', 'feed:a', ${NOON}, 7);
         UPDATE totals SET stories = 1, reports = 1`,
      );
      return new TextDecoder().decode(readSlice(storage, null).lines).trimEnd().split("\n");
    });
    const { header } = await backUp("edition");
    await emptied("copy");
    const id = "of-an-old-version";
    const old = JSON.stringify({ ...(JSON.parse(header) as object), id, schema });
    await restore("copy", { header: old, id, lines });
    expect((await askOf("copy", "/stories/volcano")).status).toBe(200);
    const found = await (
      await askOf("copy", "/search/feed.json?q=ash")
    ).json<{ items: object[] }>();
    expect(found.items).toHaveLength(1);
  });

  test.each<[what: string, change: (lines: string[]) => string[]]>([
    ["a damaged line", ([first = "", ...rest]) => [first.slice(0, -2), ...rest]],
    ["a missing line", (lines) => lines.slice(1)],
    ["a line that comes twice", ([first = "", ...rest]) => [first, first, ...rest]],
    [
      "a table that the version does not have",
      (lines) => ['{"table":"no","columns":["a"],"rows":[[1]]}', ...lines],
    ],
  ])("only without %s", async (_, change) => {
    const backup = await small();
    await emptied("copy");
    await beginRestore("copy", backup.header);
    const end = endOf(backup.lines);
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const response = await sendLines("copy", backup.id, 0, [...change(backup.lines), end]);
    expect(response.status).toBe(503);
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
    expect(await (await beginRestore("copy", backup.header)).json()).toMatchObject({ lines: 0 });
  });
});

describe("a restoration is refused", () => {
  test.each<[why: string, change: object, reason: string]>([
    ["where something was filed", {}, "The newsroom is not empty."],
    [
      "if a newer program made the backup",
      { schema: 999, version: "9.0.0" },
      "newer program, version 9.0.0",
    ],
    ["if its form is newer", { format: 2 }, "newer program"],
    [
      "for an edition with other ids",
      { authority: { name: "a.example", since: "2020" } },
      'Set "authority"',
    ],
  ])("%s", async (_, change, reason) => {
    const { header } = await backUp("edition");
    const before = await contentsOf("edition");
    const changed = JSON.stringify({ ...(JSON.parse(header) as object), ...change });
    const response = await beginRestore("edition", changed);
    expect(response.status).toBe(409);
    expect((await response.json<{ refused: string }>()).refused).toContain(reason);
    expect(await contentsOf("edition")).toEqual(before);
  });

  test("while another backup is being restored", async () => {
    const first = await backUp("edition");
    const second = await backUp("edition");
    await emptied("copy");
    await beginRestore("copy", first.header);
    expect((await beginRestore("copy", second.header)).status).toBe(409);
    expect((await sendLines("copy", second.id, 0, second.lines ?? [])).status).toBe(409);
  });
});

test("a newsroom that awaits a backup files nothing until it has one", async () => {
  await runInDurableObject(newsroomOf("new"), async (_: Newsroom, state) => {
    await state.storage.deleteAll();
    const awaiting = new Newsroom(state, { ...env, STORYFOLD_AWAIT_RESTORE: "1" });
    expect(await awaiting.health(NOON)).toMatchObject({ reports: 0 });
    expect(await new Newsroom(state, env).health(NOON)).toMatchObject({
      reports: content.reports.length,
    });
  });
});

describe("without the secret", () => {
  const begin = (path: string, secret: string | undefined, headers: HeadersInit) =>
    askOf("edition", path, { method: "POST", headers }, content, secret);

  test.each<[what: string, secret: string | undefined, headers: HeadersInit, status: number]>([
    ["an edition that has none", "", AUTHORIZED, 404],
    [
      "an edition whose secret is short",
      "a short one",
      { Authorization: "Bearer a short one" },
      404,
    ],
    ["a request that has none", SECRET, {}, 401],
    ["a request with another", SECRET, { Authorization: `Bearer ${SECRET}2` }, 401],
  ])("%s", async (_, secret, headers, status) => {
    for (const path of [BACKUP_PATH, RESTORE_PATH]) {
      const response = await begin(path, secret, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get("Cache-Control")).toBe("no-store");
    }
  });

  test("with it, nothing is cached, and no script of another site may read it", async () => {
    const response = await begin(BACKUP_PATH, SECRET, AUTHORIZED);
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

describe("a line of a backup", () => {
  test.each<[what: string, value: unknown, expected: unknown]>([
    ["bytes of SQLite", [new Uint8Array([0, 255]).buffer], [new Uint8Array([0, 255])]],
    ["bytes in an entry", { a: new Uint8Array([1]) }, { a: new Uint8Array([1]) }],
    [
      "text",
      ["\u2028\n\u{1f30b}", null, 2 ** 53 - 1, 0.1],
      ["\u2028\n\u{1f30b}", null, 2 ** 53 - 1, 0.1],
    ],
  ])("keeps %s", (_, value, expected) => {
    const line = encode(value);
    expect(line).not.toContain("\n");
    expect(decode(line)).toEqual(expected);
  });

  test.each([new Date(NOON), new Map(), new Set(), 1n, Infinity, new Float64Array(1)])(
    "is not made of what JSON would change: %s",
    (value) => expect(() => encode({ value })).toThrow("a backup has no form for"),
  );
});
