import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import { app, type Bindings } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import type { NewsroomDocuments } from "../../src/store/api.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";
import { DAY, deploy, feedOf, MINUTE, NOON, outlet, poll, stateOf } from "./feed-state-support.ts";

beforeEach(() => reset());

const HOUR = 60 * MINUTE;
const trouble = async (now: number): Promise<string | null> =>
  (await newsroom().health(now)).trouble;

/** Polls of one outlet, a day apart, each with a report. */
async function days(count: number): Promise<number> {
  for (let day = 0; day < count; day++) {
    const now = NOON + day * DAY;
    const report = { url: `https://a.example/${day}`, title: `Headline ${day ** 3}` };
    await newsroom().filePolls([poll("a", now, [report])], now);
  }
  return NOON + (count - 1) * DAY;
}

describe("what is wrong with polling", () => {
  test.each<[what: string, minutes: number, expected: string | null]>([
    ["nothing right after the deployment", 0, null],
    ["nothing within the hour", 59, null],
    ["that nothing was polled, later", 62, "no feed has been polled since"],
  ])("%s", async (_, minutes, expected) => {
    await deploy([outlet("a")]);
    const found = await trouble(NOON + minutes * MINUTE);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toContain(expected);
  });

  test("nothing in an edition without feeds, or with paused ones", async () => {
    await deploy([outlet("a", null), outlet("b", feedOf("b", { paused: true }))]);
    expect(await trouble(NOON + 100 * DAY)).toBeNull();
  });

  test("nothing while polls are on time", async () => {
    await deploy([outlet("a"), outlet("b")]);
    await newsroom().filePolls([poll("a", NOON, []), poll("b", NOON, [])], NOON);
    expect(await trouble(NOON + HOUR)).toBeNull();
  });

  test("that no feed can be read for a day", async () => {
    await deploy([outlet("a")]);
    await newsroom().filePolls([poll("a", NOON, [])], NOON);
    const failed = NOON + DAY + MINUTE;
    const state = stateOf("a", failed, { lastGood: NOON, failures: 9, error: "It is down." });
    await newsroom().filePolls([{ state, reports: null }], failed);
    expect(await trouble(failed + MINUTE)).toContain("no feed could be read since");
  });

  test("that outlets with a rhythm are quiet for much longer than it explains", async () => {
    await deploy([outlet("a")]);
    const last = await days(14);
    const quiet = async (time: number): Promise<string | null> => {
      await newsroom().filePolls([poll("a", time, [])], time);
      return trouble(time);
    };
    expect(await quiet(last + 7 * DAY)).toBeNull();
    expect(await quiet(last + 9 * DAY)).toContain("no report has been filed since");
  });

  test("nothing where no outlet has a rhythm yet", async () => {
    await deploy([outlet("a")]);
    const last = await days(3);
    const later = last + 20 * DAY;
    await newsroom().filePolls([poll("a", later, [])], later);
    expect(await trouble(later)).toBeNull();
  });
});

describe("/healthz", () => {
  const healthz = (overrides: Partial<NewsroomDocuments>) => {
    const fake = {
      health: async () => ({
        stories: 1,
        reports: 2,
        lastFiled: NOON,
        trouble: null,
        slowed: null,
      }),
      requestDocument: async () => ({ kind: "stories", basis: 1, stories: [], context: {} }),
      storeDocument: async () => NOON,
      ...overrides,
    } as unknown as ReturnType<Bindings["newsroom"]>;
    return app(content, new DocumentMemory(content, Date.now), Date.now).fetch(
      new Request("https://storyfold.example/healthz"),
      { newsroom: () => fake },
    );
  };

  test.each<[what: string, overrides: Partial<NewsroomDocuments>, problem: string | undefined]>([
    ["200 when all is well", {}, undefined],
    [
      "503 when the newest feed cannot be made",
      { requestDocument: () => Promise.reject(new Error("it is too large")) },
      "the newest feed cannot be made: Error: it is too large",
    ],
    [
      "503 when no report arrives",
      {
        health: async () => ({
          stories: 1,
          reports: 2,
          lastFiled: NOON,
          trouble: "it is quiet",
          slowed: null,
        }),
      },
      "it is quiet",
    ],
  ])("answers %s", async (_, overrides, problem) => {
    const response = await healthz(overrides);
    expect(response.status).toBe(problem === undefined ? 200 : 503);
    expect((await response.json<{ problem?: string }>()).problem).toBe(problem);
  });
});

describe("what health costs", () => {
  /** What an outlet says about an event. */
  const wordsOf = (event: number, n: number) => {
    const { title, text } = reportOf(9, event, n);
    return { title, summary: text };
  };
  const OUTLETS = Array.from({ length: 20 }, (_, n) => `outlet-${n}`);
  beforeEach(async () => {
    await deploy(OUTLETS.map((id) => outlet(id)));
    const reports = (id: string, index: number) =>
      Array.from({ length: 20 }, (_, n) => ({
        url: `https://${id}.example/${n}`,
        ...wordsOf(20 * index + n, index),
        published: { value: new Date(NOON - n * MINUTE).toISOString(), estimated: false },
      }));
    await newsroom().filePolls(
      OUTLETS.map((id, index) => poll(id, NOON, reports(id, index))),
      NOON,
    );
  });

  test("/healthz reads at most five rows", async () => {
    const { read, written } = await countRows((instance) => instance.health(NOON + MINUTE));
    expect(read).toBeLessThanOrEqual(5);
    expect(written).toBe(0);
  });

  test("/outlets reads at most three rows per outlet, and counts every report", async () => {
    const { read, result } = await countRows((instance) => instance.feedHealth(NOON + MINUTE));
    expect(result.map(({ reports }) => reports)).toEqual(OUTLETS.map(() => 20));
    expect(read).toBeLessThanOrEqual(3 * OUTLETS.length);
  });

  test("what has been counted is what the tables have, a day later too", async () => {
    const published = { value: new Date(NOON).toISOString(), estimated: false };
    const joined = { url: "https://outlet-1.example/joined", ...wordsOf(0, 1), published };
    await newsroom().filePolls([poll("outlet-1", NOON + MINUTE, [joined])], NOON + MINUTE);
    const kept = await newsroom().feedHealth(NOON + 2 * MINUTE);
    const counted = await newsroom().feedHealth(NOON + 2 * DAY);
    const numbers = (feeds: typeof kept) => feeds.map(({ reports, folded }) => [reports, folded]);
    expect(numbers(kept)).toEqual(numbers(counted));
    expect(kept.some(({ folded }) => folded > 0)).toBe(true);
  });
});
