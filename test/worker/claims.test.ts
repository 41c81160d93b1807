import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { pollRound } from "../../src/poll/round.ts";
import { deploy, feedOf, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { optionsWith } from "./poll-support.ts";
import { context, FakeNewsroom, feed as served, ids, urlOf } from "./polling-round-support.ts";
import { newsroom } from "./support.ts";

beforeEach(() => reset());

/**
 * A tick of the cron trigger.
 *
 * @param dies whether the Worker is stopped at this feed, so that neither it nor those after it are filed
 * @returns the outlets whose feeds were claimed, in order
 */
async function tick(minute: number, dies: (id: string, n: number) => boolean): Promise<string[]> {
  const now = NOON + minute * MINUTE;
  const claimed = (await newsroom().claimDueFeeds(now, 10 * MINUTE)).map((state) => state.outlet);
  for (const [n, id] of claimed.entries()) {
    if (dies(id, n)) break;
    await newsroom().filePolls([poll(id, now + 1, [])], now + 1);
  }
  return claimed;
}

const addressOf = (id: string): string => feedOf(id).url;
const never = () => false;
const errors = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await newsroom().feedHealth(NOON)).flatMap((feed) =>
      feed.error === null ? [] : [[feed.outlet, feed.error]],
    ),
  );

describe("a tick whose CPU time is short", () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `f${10 + n}`);

  test("claims more feeds after each tick that finished", async () => {
    await deploy(names(40).map((id) => outlet(id)));
    const sizes: number[] = [];
    for (let minute = 0; minute < 6; minute++) sizes.push((await tick(minute, never)).length);
    expect(sizes).toEqual([2, 4, 8, 12, 12, 2]);
    expect(await errors()).toEqual({});
  });

  test("polls first what a stopped tick left, and fewer feeds", async () => {
    await deploy(names(12).map((id) => outlet(id)));
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    await tick(0, never);
    const stopped = await tick(1, (_, n) => n === 2);
    expect(stopped).toHaveLength(4);
    // The next tick says so, and finishes.
    expect(await tick(2, (_, n) => n === 0)).toEqual(stopped.slice(2));
    expect(Object.keys(await errors())).toEqual(stopped.slice(2));
    for (const error of Object.values(await errors()))
      expect(error).toContain("was stopped before it had polled this feed");
    // Two in a row: both are suspected, and the others go on as before.
    const others = names(12).filter((id) => !stopped.includes(id));
    expect(await tick(3, never)).toEqual(others.slice(2, 6));
    expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)).toMatchObject([
      { event: "tick stopped", unfinished: stopped.slice(2).map(addressOf), next: 2 },
      { event: "tick stopped", unfinished: stopped.slice(2).map(addressOf), next: 4 },
    ]);
    logged.mockRestore();
  });

  test("forgets a stop once the feed was polled", async () => {
    await deploy(names(2).map((id) => outlet(id)));
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    await tick(0, (_, n) => n === 1);
    expect(await tick(1, never)).toEqual(["f11"]);
    expect(await errors()).toEqual({});
    logged.mockRestore();
  });

  test("polls the other feeds although one feed stops every tick", async () => {
    const all = names(30);
    const [, heavy = ""] = all;
    await deploy(all.map((id) => outlet(id)));
    const logged = vi.spyOn(console, "warn").mockReturnValue();
    const polls = new Map<string, number>();
    let stopped = 0;
    for (let minute = 0; minute < 60; minute++) {
      let died = false;
      const claimed = await tick(minute, (id) => (died ||= id === heavy));
      if (died) stopped++;
      for (const id of claimed.slice(0, died ? claimed.indexOf(heavy) : undefined))
        polls.set(id, (polls.get(id) ?? 0) + 1);
    }
    // All have an interval of fifteen minutes.
    for (const id of all.filter((each) => each !== heavy))
      expect(polls.get(id), id).toBeGreaterThanOrEqual(3);
    expect(polls.has(heavy)).toBe(false);
    // The first two in a row, and then after 15 and 30 minutes more.
    expect(stopped).toBe(4);
    expect(await errors()).toEqual({
      [heavy]: expect.stringContaining("several times in a row") as string,
    });
    logged.mockRestore();
  });

  test("has a minute to itself", async () => {
    await deploy(names(6).map((id) => outlet(id)));
    await tick(0, () => true);
    expect(await newsroom().claimDueFeeds(NOON + MINUTE / 2, MINUTE)).toEqual([]);
    expect(await errors()).toEqual({});
  });

  test.each<[what: string, silent: readonly string[], batches: number[]]>([
    ["at once if each has brought reports", [], [1, 1, 1, 1, 1]],
    ["with the next that has brought some", ["outlet-0", "outlet-1"], [3, 1, 1]],
    ["together if none has brought any", ids(5), [5]],
  ])("files its polls %s", async (_, silent, batches) => {
    const fake = new FakeNewsroom(ids(5));
    const fetched = async (url: string): Promise<Response> =>
      silent.some((id) => url === urlOf(id)) ? new Response(null, { status: 304 }) : served(url);
    const fetchOptions = optionsWith({ fetch: fetched, loopback: false });
    await pollRound(context(fake, ids(5), { shortOfCpu: true, fetchOptions }));
    expect(fake.batches.map(({ length }) => length)).toEqual(batches);
  });

  test("polls nothing while the newsroom does not answer", async () => {
    const fake = new FakeNewsroom(ids(5));
    fake.claimDueFeeds = () => Promise.reject(new Error("gone"));
    expect(await pollRound(context(fake, ids(5), { shortOfCpu: true }))).toMatchObject({ due: 0 });
  });
});
