import { reset, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { content } from "#content";
import { app, type Bindings } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { Newsroom } from "../../src/store/newsroom.ts";
import { limitsOf, type Usage } from "../../src/store/usage/pace.ts";
import { DAY, deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";

const LIMIT = limitsOf({ STORYFOLD_PLAN: "free" }).written ?? 0;
const OUTLETS = Array.from({ length: 20 }, (_, n) => `outlet-${n}`);
const START = Math.floor(NOON / DAY) * DAY;

beforeEach(async () => {
  await reset();
});

/** A newsroom on the same storage, as after an eviction, which has used that much today. */
const restarted = <T>(
  usage: Partial<Usage>,
  run: (instance: Newsroom, storage: DurableObjectStorage) => Promise<T>,
  plan?: string,
): Promise<T> =>
  runInDurableObject(newsroom(), (_: Newsroom, state) => {
    const { kv, sql } = state.storage;
    kv.put("build", content.build);
    kv.put("content", content.digest);
    sql.exec(
      "UPDATE newsroom SET usage = ?",
      JSON.stringify({ day: START / DAY, written: 0, read: 0, polls: 1_000, ...usage }),
    );
    const settings = plan === undefined ? {} : { STORYFOLD_PLAN: plan };
    return run(new Newsroom(state, { ...env, ...settings }), state.storage);
  });

test("the rows of a day are counted, survive an eviction, and start over at 00:00 UTC", async () => {
  await deploy(OUTLETS.map((id) => outlet(id)));
  const usage = (): Promise<Usage> =>
    runInDurableObject(newsroom(), (_: Newsroom, { storage: { sql } }) => {
      const { usage: stored } = sql.exec<{ usage: string }>("SELECT usage FROM newsroom").one();
      return JSON.parse(stored) as Usage;
    });
  const file = (n: number, now: number) =>
    countRows((instance) =>
      instance.filePolls([poll("outlet-0", now, [{ url: `https://a.example/${n}` }])], now),
    );
  await file(1, NOON);
  const before = await usage();
  const filed = await file(2, NOON + MINUTE);
  const after = await usage();
  expect(after.day).toBe(START / DAY);
  expect(after.written - before.written).toBe(filed.written);
  expect(after.read - before.read).toBe(filed.read);
  await restarted({ written: LIMIT }, async (instance) => {
    expect((await instance.health(NOON)).slowed).not.toBeNull();
    expect((await instance.health(START + DAY - 1)).slowed).not.toBeNull();
    expect((await instance.health(START + DAY)).slowed).toBeNull();
  });
});

test("while no story was removed for want of room, reports of any age are filed", async () => {
  await deploy([outlet("outlet-0")]);
  const old = { published: { value: "1965-03-18T08:00Z", estimated: false } };
  const { added } = await newsroom().filePolls([poll("outlet-0", NOON, [old])], NOON);
  expect(added).toBe(1);
});

describe("a newsroom near its limit", () => {
  /** Feeds leased in each minute, until all are leased or the day ends. */
  const leases = async (instance: Newsroom, from: number): Promise<number[]> => {
    const counts: number[] = [];
    for (let now = from; now < START + DAY && counts.length < 600; now += MINUTE) {
      const states = await instance.leaseDueFeeds(now, 12, 2 * DAY);
      const more = await instance.leaseDueFeeds(now, 12, 2 * DAY);
      counts.push(states.length + more.length);
    }
    return counts;
  };
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

  test.each<[what: string, written: number, plan: string | undefined, leased: number]>([
    ["leases all feeds below four fifths", 0.79 * LIMIT, undefined, 20],
    // 10,000 rows are left for polls of 85 rows, 117 in twelve hours.
    ["leases them over hours above", 0.85 * LIMIT, undefined, 20],
    ["leases none at the end", 0.96 * LIMIT, undefined, 0],
    ["has no limit of rows on the Paid plan", 5 * LIMIT, "paid", 20],
  ])("%s", async (_, written, plan, leased) => {
    await deploy(
      OUTLETS.map((id) => outlet(id)),
      START,
    );
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    const counts = await restarted({ written }, (instance) => leases(instance, NOON), plan);
    logged.mockRestore();
    expect(sum(counts)).toBe(leased);
    const slow = written > 0.8 * LIMIT && plan === undefined;
    expect(counts[0]).toBe(slow ? 0 : leased);
    expect(Math.max(...counts)).toBe(slow ? Math.min(leased, 1) : leased);
  });

  test("polls every feed that it withheld as soon as the day is over", async () => {
    await deploy(
      OUTLETS.map((id) => outlet(id)),
      START,
    );
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    await restarted({ written: LIMIT }, async (instance) => {
      expect(await instance.leaseDueFeeds(START + DAY - 1, 100, MINUTE)).toEqual([]);
      expect(await instance.leaseDueFeeds(START + DAY, 100, MINUTE)).toHaveLength(20);
    });
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });

  test("says so in the log and in /healthz", async () => {
    await deploy(
      OUTLETS.map((id) => outlet(id)),
      START,
    );
    const now = START + 2 * 60 * MINUTE;
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    await restarted({ written: LIMIT }, async (instance) => {
      await instance.leaseDueFeeds(now, 100, MINUTE);
      expect(String(logged.mock.lastCall?.[0])).toMatch(
        /^\{"event":"polling slowed","reason":"100% of the 100,000 rows/,
      );
      logged.mockRestore();
      const health = await instance.health(now);
      expect(health.slowed).toMatch(/polling is slowed until 00:00 UTC$/);
      // Without it, the cron trigger would be suspected.
      expect(health.trouble).toBe(health.slowed);
    });
  });

  test.each(["/outlets", "/outlets.json", "/healthz"])("says so on %s", async (path) => {
    const slowed = "85% of the rows are used";
    const fake = {
      feedHealth: async () => [],
      health: async () => ({ stories: 0, reports: 0, lastFiled: null, trouble: null, slowed }),
      requestDocument: async () => ({ kind: "stories", basis: 1, stories: [], context: {} }),
      storeDocument: async () => NOON,
    } as unknown as ReturnType<Bindings["newsroom"]>;
    const request = new Request(content.edition.site + path);
    const documents = new DocumentMemory(content, Date.now);
    const response = await app(content, documents, Date.now).fetch(request, {
      newsroom: () => fake,
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(slowed);
  });
});
