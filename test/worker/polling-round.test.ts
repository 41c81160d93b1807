import { content } from "#content";
import { describe, expect, inject, test, vi } from "vitest";
import { rss } from "../support/outlets/outlet-feed.ts";
import type { Edition } from "../../src/model/edition.ts";
import type { PollResult, FeedState } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollRound, type RoundContext } from "../../src/poll/round.ts";
import { onCron, onQueue } from "../../src/poll/worker.ts";
import { optionsWith, feedState, NOW, outlet } from "./poll-support.ts";

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `outlet-${n}`);
const urlOf = (id: string): string => `https://${id}.example/feed`;

const editionOf = (outlets: readonly string[]): Edition => ({
  ...content.edition,
  outlets: outlets.map((id) => outlet(id, urlOf(id))),
});

/** A newsroom in which these feeds are due. It accepts every batch for which `refuse` does not throw. */
class FakeNewsroom implements NewsroomPort {
  readonly batches: PollResult[][] = [];
  #due: FeedState[];
  readonly #refuse: (polls: PollResult[]) => void;

  constructor(
    due: readonly string[],
    url: (id: string) => string = urlOf,
    refuse: (polls: PollResult[]) => void = () => {},
  ) {
    this.#due = due.map((id) => feedState(id, url(id)));
    this.#refuse = refuse;
  }

  async leaseDueFeeds(_: number, limit: number): Promise<FeedState[]> {
    return this.#due.splice(0, limit);
  }

  async filePolls(polls: PollResult[]) {
    this.#refuse(polls);
    this.batches.push(polls);
    const added = polls.reduce((sum, { reports }) => sum + (reports?.length ?? 0), 0);
    return { added, amended: 0, stories: added, changed: added > 0 };
  }

  get filed(): PollResult[] {
    return this.batches.flat();
  }
}

/** Responds with a feed of one report. */
const feed = async (url: string): Promise<Response> =>
  new Response(rss([{ title: `Of ${url}`, text: "", link: new URL("/1", url).href }]));

const logged: Record<string, unknown>[] = [];

/** The context of a polling round with these outlets; every line that it logs goes to `logged`. */
function context(
  newsroom: NewsroomPort,
  outlets: readonly string[],
  overrides: Partial<RoundContext> = {},
): RoundContext {
  const edition = editionOf(outlets);
  logged.length = 0;
  return {
    edition,
    newsroom,
    fetchOptions: optionsWith({ fetch: feed, loopback: false }),
    read: feedReader(edition),
    clock: () => NOW,
    log: (line) => logged.push(line),
    ...overrides,
  };
}

const outletsOf = (polls: readonly PollResult[]): string[] =>
  polls.map(({ state }) => state.outlet).toSorted();

describe("a polling round", () => {
  test.each([0, 1, 6, 12, 13, 100])(
    "polls all %i due feeds, and files each once",
    async (count) => {
      const all = ids(count);
      const newsroom = new FakeNewsroom(all);
      const summary = await pollRound(context(newsroom, all));
      expect(outletsOf(newsroom.filed)).toEqual(all.toSorted());
      expect(summary).toMatchObject({ due: count, added: count, failed: 0, unchanged: 0, left: 0 });
      expect(logged).toEqual([{ event: "polled", ...summary }]);
    },
  );

  test("files polls in batches of at most 50", async () => {
    const newsroom = new FakeNewsroom(ids(120));
    await pollRound(context(newsroom, ids(120)));
    expect(newsroom.batches.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  test("makes at most six requests at once", async () => {
    let open = 0;
    let maxOpen = 0;
    const fetch = async (url: string): Promise<Response> => {
      maxOpen = Math.max(maxOpen, ++open);
      await new Promise((done) => setTimeout(done, 1));
      open--;
      return feed(url);
    };
    await pollRound(
      context(new FakeNewsroom(ids(40)), ids(40), {
        fetchOptions: optionsWith({ fetch }),
      }),
    );
    expect(maxOpen).toBe(6);
  });

  test("makes one request to a host at a time", async () => {
    const open = new Set<string>();
    const asked: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      const { host } = new URL(url);
      expect(open.has(host), host).toBe(false);
      open.add(host);
      await new Promise((done) => setTimeout(done, 1));
      open.delete(host);
      asked.push(host);
      return feed(url);
    };
    const newsroom = new FakeNewsroom(
      ids(30),
      (id) => `https://${Number(id.slice(7)) % 3}.example/${id}`,
    );
    await pollRound(context(newsroom, ids(30), { fetchOptions: optionsWith({ fetch }) }));
    expect(outletsOf(newsroom.filed)).toEqual(ids(30).toSorted());
    expect(newsroom.filed.every(({ state }) => state.error === null)).toBe(true);
    expect(new Set(asked).size).toBe(3);
  });

  test("files the polls that are done while one outlet hangs", async () => {
    const slow = Promise.withResolvers<void>();
    const newsroom = new FakeNewsroom(ids(20), urlOf, () => slow.resolve());
    const fetch = async (url: string): Promise<Response> => {
      // Responds only after the first filing.
      if (url === urlOf("outlet-0")) await slow.promise;
      return feed(url);
    };
    const longTimeouts = { headers: 60_000, whole: 60_000 };
    await pollRound(
      context(newsroom, ids(20), {
        fetchOptions: optionsWith({ fetch, timeouts: longTimeouts }),
      }),
    );
    expect(newsroom.batches.map(outletsOf)).toEqual([ids(20).slice(1).toSorted(), ["outlet-0"]]);
  });

  test("logs one line for each failed poll", async () => {
    const fetch = (url: string): Promise<Response> =>
      url === urlOf("outlet-1") ? Promise.reject(new Error("no such host")) : feed(url);
    const newsroom = new FakeNewsroom(ids(3));
    const summary = await pollRound(
      context(newsroom, ids(3), { fetchOptions: optionsWith({ fetch }) }),
    );
    expect(summary).toMatchObject({ due: 3, failed: 1, added: 2 });
    expect(logged[0]).toEqual({
      event: "poll failed",
      outlet: "outlet-1",
      url: "https://outlet-1.example/feed",
      error: "https://outlet-1.example/feed cannot be reached: no such host.",
    });
    expect(outletsOf(newsroom.filed)).toEqual(ids(3));
  });

  test("continues after a feed that makes the reader throw", async () => {
    const newsroom = new FakeNewsroom(ids(9));
    const good = feedReader(editionOf(ids(9)));
    const read: RoundContext["read"] = (bytes, type, address, fed, now) => {
      if (fed.id === "outlet-3") throw new TypeError("undefined is not a function");
      return good(bytes, type, address, fed, now);
    };
    expect(await pollRound(context(newsroom, ids(9), { read }))).toMatchObject({
      added: 8,
      failed: 1,
    });
    expect(logged[0]).toMatchObject({
      outlet: "outlet-3",
      error: "The feed cannot be read: TypeError: undefined is not a function.",
    });
  });

  test("skips an outlet that content no longer lists", async () => {
    const newsroom = new FakeNewsroom(ids(3));
    await pollRound(context(newsroom, ["outlet-0", "outlet-2"]));
    expect(outletsOf(newsroom.filed)).toEqual(["outlet-0", "outlet-2"]);
  });

  test("starts no poll after its deadline, and files what it has", async () => {
    let now = NOW;
    const fetch = (url: string): Promise<Response> => {
      now += 30_000;
      return feed(url);
    };
    const newsroom = new FakeNewsroom(ids(100));
    const summary = await pollRound(
      context(newsroom, ids(100), {
        clock: () => now,
        fetchOptions: optionsWith({ fetch }),
      }),
    );
    expect(newsroom.filed.length).toBeGreaterThan(5);
    expect(newsroom.filed.length).toBeLessThan(20);
    expect(summary.left).toBe(summary.due - newsroom.filed.length);
  });

  test("records no failure when the platform's limit on subrequests is reached", async () => {
    let asked = 0;
    const fetch = (url: string): Promise<Response> =>
      ++asked > 8
        ? Promise.reject(new Error("Too many subrequests by single Worker invocation."))
        : feed(url);
    const newsroom = new FakeNewsroom(ids(12));
    const summary = await pollRound(
      context(newsroom, ids(12), { fetchOptions: optionsWith({ fetch }) }),
    );
    expect(newsroom.filed).toHaveLength(8);
    expect(summary).toMatchObject({ due: 12, failed: 0, left: 4 });
  });
});

describe("when the newsroom rejects a batch", () => {
  test("because of one outlet, the others are filed, and that outlet's state has the error", async () => {
    const newsroom = new FakeNewsroom(ids(20), urlOf, (polls) => {
      if (polls.some(({ state, reports }) => state.outlet === "outlet-7" && reports !== null))
        throw new Error("it holds a poisoned report");
    });
    const summary = await pollRound(context(newsroom, ids(20)));
    expect(outletsOf(newsroom.filed)).toEqual(ids(20).toSorted());
    expect(summary.added).toBe(19);
    const poisoned = newsroom.filed.find(({ state }) => state.outlet === "outlet-7");
    expect(poisoned).toMatchObject({
      reports: null,
      state: {
        digest: null,
        failures: 1,
        error: "Its reports could not be filed: Error: it holds a poisoned report",
      },
    });
  });

  test("because it is overloaded, each batch is tried once, and its leases expire", async () => {
    let asked = 0;
    const newsroom = new FakeNewsroom(ids(20), urlOf, () => {
      asked++;
      throw Object.assign(new Error("overloaded"), { overloaded: true });
    });
    const summary = await pollRound(context(newsroom, ids(20)));
    expect(asked).toBe(1);
    expect(summary).toMatchObject({ due: 20, added: 0, changed: false });
    expect(logged[0]).toMatchObject({ event: "batch not filed", error: "Error: overloaded" });
  });

  test("and leases no more feeds, those leased before are filed", async () => {
    const newsroom = new FakeNewsroom(ids(12));
    const lease = newsroom.leaseDueFeeds.bind(newsroom);
    let asked = 0;
    newsroom.leaseDueFeeds = (now, limit) =>
      ++asked > 1 ? Promise.reject(new Error("gone")) : lease(now, limit);
    expect(await pollRound(context(newsroom, ids(12)))).toMatchObject({ due: 12, added: 12 });
    expect(logged[0]).toEqual({ event: "nothing lent out", error: "Error: gone" });
  });

  test("once, the next batch is filed", async () => {
    let asked = 0;
    const newsroom = new FakeNewsroom(ids(60), urlOf, () => {
      if (++asked === 1) throw Object.assign(new Error("reset"), { retryable: true });
    });
    expect(await pollRound(context(newsroom, ids(60)))).toMatchObject({ added: 10 });
  });
});

describe("the cron trigger", () => {
  test.each([
    ["no outlet", []],
    ["no outlet with a feed", [{ ...outlet("a", urlOf("a")), feed: null }]],
    [
      "paused outlets only",
      [outlet("a", urlOf("a"))].map((each) => ({ ...each, feed: { ...each.feed, paused: true } })),
    ],
  ])("does not wake the newsroom when there is %s", async (_, outlets) => {
    const wake = vi.fn<() => NewsroomPort>(() => new FakeNewsroom([]));
    await onCron({ ...content, edition: { ...content.edition, outlets } }, wake, {}, {}, NOW);
    expect(wake).not.toHaveBeenCalled();
  });

  test("sends the feeds to a queue if there is one, whose consumer polls them in the same way", async () => {
    const lines = vi.spyOn(console, "log").mockReturnValue();
    const published = { ...content, edition: editionOf(ids(60)) };
    const sent: FeedState[][] = [];
    const queue = { send: async (states: FeedState[]) => void sent.push(states) };
    // No request is made, since the address is in a private network.
    const newsroom = new FakeNewsroom(ids(60), () => "http://10.0.0.1/");
    await onCron(
      published,
      () => newsroom,
      { POLLS: queue as unknown as Queue<FeedState[]> },
      {},
      NOW,
    );
    expect(sent.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(newsroom.filed).toEqual([]);

    const messages = sent.map((body) => ({ body }));
    await onQueue(published, newsroom, {}, {}, { messages } as unknown as MessageBatch<
      FeedState[]
    >);
    expect(outletsOf(newsroom.filed)).toEqual(ids(60).toSorted());
    expect(
      newsroom.filed.every(({ state }) => state.error?.includes("leads to a private network")),
    ).toBe(true);
    for (const [line] of lines.mock.calls) expect(JSON.parse(String(line))).toHaveProperty("event");
    lines.mockRestore();
  });

  test.each([
    ["purges the edge cache and pings the hub once after a change", "/feed", 1],
    ["purges and pings nothing when nothing changed", "/missing", 0],
  ])("%s", async (_, path, times) => {
    const lines = vi.spyOn(console, "log").mockReturnValue();
    const fetched = vi.spyOn(globalThis, "fetch");
    const url = inject("outlets") + path;
    const hub = `${inject("outlets")}/hub`;
    const all = ids(60);
    const edition = { ...editionOf(all), hub };
    const purge = vi.fn<CacheContext["purge"]>(async () => ({ success: true, errors: [] }));
    const newsroom = new FakeNewsroom(all, () => url);
    const execution = { cache: { purge, invalidate: purge } };
    await onCron(
      { ...content, edition },
      () => newsroom,
      { STORYFOLD_ALLOW_LOOPBACK: "1" },
      execution,
      NOW,
    );
    expect(purge.mock.calls).toEqual(Array.from({ length: times }, () => [{ tags: ["edition"] }]));
    expect(fetched.mock.calls.filter(([address]) => address === hub)).toHaveLength(times);
    fetched.mockRestore();
    lines.mockRestore();
  });
});
