import { content } from "#content";
import { describe, expect, inject, test, vi } from "vitest";
import { rss } from "../support/outlets/outlet-feed.ts";
import type { Edition } from "../../src/model/edition.ts";
import type { PollResult, FeedState } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollRound, type RoundContext } from "../../src/poll/round.ts";
import { onCron, onQueue } from "../../src/poll/worker.ts";
import { manners, newWire, NOW, outlet } from "./poll-support.ts";

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `outlet-${n}`);
const urlOf = (id: string): string => `https://${id}.example/feed`;

const editionOf = (outlets: readonly string[]): Edition => ({
  ...content.edition,
  outlets: outlets.map((id) => outlet(id, urlOf(id))),
});

/** A newsroom that has these feeds due, and takes what it is given unless `refuse` throws. */
class FakeDesk implements NewsroomPort {
  readonly batches: PollResult[][] = [];
  #due: FeedState[];
  readonly #refuse: (polls: PollResult[]) => void;

  constructor(
    due: readonly string[],
    url: (id: string) => string = urlOf,
    refuse: (polls: PollResult[]) => void = () => {},
  ) {
    this.#due = due.map((id) => newWire(id, url(id)));
    this.#refuse = refuse;
  }

  async leaseDueFeeds(_: number, most: number): Promise<FeedState[]> {
    return this.#due.splice(0, most);
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

/** A feed with one report. */
const feed = async (url: string): Promise<Response> =>
  new Response(rss([{ title: `Of ${url}`, text: "", link: new URL("/1", url).href }]));

const logged: Record<string, unknown>[] = [];

function polling(
  newsroom: NewsroomPort,
  outlets: readonly string[],
  given: Partial<RoundContext> = {},
): RoundContext {
  const edition = editionOf(outlets);
  logged.length = 0;
  return {
    edition,
    newsroom,
    fetchOptions: manners({ fetch: feed, loopback: false }),
    read: feedReader(edition),
    clock: () => NOW,
    log: (line) => logged.push(line),
    ...given,
  };
}

const outletsOf = (polls: readonly PollResult[]): string[] =>
  polls.map(({ state }) => state.outlet).toSorted();

describe("a tick", () => {
  test.each([0, 1, 6, 12, 13, 100])(
    "polls all of %i that are due, and files each once",
    async (count) => {
      const all = ids(count);
      const desk = new FakeDesk(all);
      const summary = await pollRound(polling(desk, all));
      expect(outletsOf(desk.filed)).toEqual(all.toSorted());
      expect(summary).toMatchObject({ due: count, added: count, failed: 0, unchanged: 0, left: 0 });
      expect(logged).toEqual([{ event: "polled", ...summary }]);
    },
  );

  test("files in batches", async () => {
    const desk = new FakeDesk(ids(120));
    await pollRound(polling(desk, ids(120)));
    expect(desk.batches.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  test("asks six at once, and no more", async () => {
    let open = 0;
    let most = 0;
    const fetch = async (url: string): Promise<Response> => {
      most = Math.max(most, ++open);
      await new Promise((done) => setTimeout(done, 1));
      open--;
      return feed(url);
    };
    await pollRound(polling(new FakeDesk(ids(40)), ids(40), { fetchOptions: manners({ fetch }) }));
    expect(most).toBe(6);
  });

  test("asks one host for one feed at a time", async () => {
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
    const desk = new FakeDesk(ids(30), (id) => `https://${Number(id.slice(7)) % 3}.example/${id}`);
    await pollRound(polling(desk, ids(30), { fetchOptions: manners({ fetch }) }));
    expect(outletsOf(desk.filed)).toEqual(ids(30).toSorted());
    expect(desk.filed.every(({ state }) => state.error === null)).toBe(true);
    expect(new Set(asked).size).toBe(3);
  });

  test("files what is there while one outlet hangs", async () => {
    const slow = Promise.withResolvers<void>();
    const desk = new FakeDesk(ids(20), urlOf, () => slow.resolve());
    const fetch = async (url: string): Promise<Response> => {
      // Answers only once something was filed.
      if (url === urlOf("outlet-0")) await slow.promise;
      return feed(url);
    };
    const patient = { headers: 60_000, whole: 60_000 };
    await pollRound(
      polling(desk, ids(20), { fetchOptions: manners({ fetch, timeouts: patient }) }),
    );
    expect(desk.batches.map(outletsOf)).toEqual([ids(20).slice(1).toSorted(), ["outlet-0"]]);
  });

  test("says in one line each which failed", async () => {
    const fetch = (url: string): Promise<Response> =>
      url === urlOf("outlet-1") ? Promise.reject(new Error("no such host")) : feed(url);
    const desk = new FakeDesk(ids(3));
    const summary = await pollRound(polling(desk, ids(3), { fetchOptions: manners({ fetch }) }));
    expect(summary).toMatchObject({ due: 3, failed: 1, added: 2 });
    expect(logged[0]).toEqual({
      event: "poll failed",
      outlet: "outlet-1",
      url: "https://outlet-1.example/feed",
      error: "https://outlet-1.example/feed cannot be reached: no such host.",
    });
    expect(outletsOf(desk.filed)).toEqual(ids(3));
  });

  test("goes on after a feed that brings a mistake of ours to light", async () => {
    const desk = new FakeDesk(ids(9));
    const good = feedReader(editionOf(ids(9)));
    const read: RoundContext["read"] = (bytes, type, address, fed, now) => {
      if (fed.id === "outlet-3") throw new TypeError("undefined is not a function");
      return good(bytes, type, address, fed, now);
    };
    expect(await pollRound(polling(desk, ids(9), { read }))).toMatchObject({ added: 8, failed: 1 });
    expect(logged[0]).toMatchObject({
      outlet: "outlet-3",
      error: "The feed cannot be read: TypeError: undefined is not a function.",
    });
  });

  test("leaves out what content took away since", async () => {
    const desk = new FakeDesk(ids(3));
    await pollRound(polling(desk, ["outlet-0", "outlet-2"]));
    expect(outletsOf(desk.filed)).toEqual(["outlet-0", "outlet-2"]);
  });

  test("begins nothing after its time, and files what it has", async () => {
    let now = NOW;
    const fetch = (url: string): Promise<Response> => {
      now += 30_000;
      return feed(url);
    };
    const desk = new FakeDesk(ids(100));
    const summary = await pollRound(
      polling(desk, ids(100), { clock: () => now, fetchOptions: manners({ fetch }) }),
    );
    expect(desk.filed.length).toBeGreaterThan(5);
    expect(desk.filed.length).toBeLessThan(20);
    expect(summary.left).toBe(summary.due - desk.filed.length);
  });

  test("blames no outlet when the platform allows no more requests", async () => {
    let asked = 0;
    const fetch = (url: string): Promise<Response> =>
      ++asked > 8
        ? Promise.reject(new Error("Too many subrequests by single Worker invocation."))
        : feed(url);
    const desk = new FakeDesk(ids(12));
    const summary = await pollRound(polling(desk, ids(12), { fetchOptions: manners({ fetch }) }));
    expect(desk.filed).toHaveLength(8);
    expect(summary).toMatchObject({ due: 12, failed: 0, left: 4 });
  });
});

describe("when the newsroom does not take a batch", () => {
  test("because of one outlet, the others are filed, and that one says why", async () => {
    const desk = new FakeDesk(ids(20), urlOf, (polls) => {
      if (polls.some(({ state, reports }) => state.outlet === "outlet-7" && reports !== null))
        throw new Error("it holds a poisoned report");
    });
    const summary = await pollRound(polling(desk, ids(20)));
    expect(outletsOf(desk.filed)).toEqual(ids(20).toSorted());
    expect(summary.added).toBe(19);
    const poisoned = desk.filed.find(({ state }) => state.outlet === "outlet-7");
    expect(poisoned).toMatchObject({
      reports: null,
      state: {
        digest: null,
        failures: 1,
        error: "Its reports could not be filed: Error: it holds a poisoned report",
      },
    });
  });

  test("because it is not there, it is asked once a batch, and the leases end", async () => {
    let asked = 0;
    const desk = new FakeDesk(ids(20), urlOf, () => {
      asked++;
      throw Object.assign(new Error("overloaded"), { overloaded: true });
    });
    const summary = await pollRound(polling(desk, ids(20)));
    expect(asked).toBe(1);
    expect(summary).toMatchObject({ due: 20, added: 0, changed: false });
    expect(logged[0]).toMatchObject({ event: "batch not filed", error: "Error: overloaded" });
  });

  test("because it went away, what was lent out before is filed", async () => {
    const desk = new FakeDesk(ids(12));
    const lend = desk.leaseDueFeeds.bind(desk);
    let asked = 0;
    desk.leaseDueFeeds = (now, most) =>
      ++asked > 1 ? Promise.reject(new Error("gone")) : lend(now, most);
    expect(await pollRound(polling(desk, ids(12)))).toMatchObject({ due: 12, added: 12 });
    expect(logged[0]).toEqual({ event: "nothing lent out", error: "Error: gone" });
  });

  test("the next batch is filed", async () => {
    let asked = 0;
    const desk = new FakeDesk(ids(60), urlOf, () => {
      if (++asked === 1) throw Object.assign(new Error("reset"), { retryable: true });
    });
    expect(await pollRound(polling(desk, ids(60)))).toMatchObject({ added: 10 });
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
  ])("costs nothing where there is %s", async (_, outlets) => {
    const woken = vi.fn<() => NewsroomPort>(() => new FakeDesk([]));
    await onCron({ ...content, edition: { ...content.edition, outlets } }, woken, {}, {}, NOW);
    expect(woken).not.toHaveBeenCalled();
  });

  test("hands feeds on where there is a queue, which polls them with the same code", async () => {
    const lines = vi.spyOn(console, "log").mockReturnValue();
    const fed = { ...content, edition: editionOf(ids(60)) };
    const sent: FeedState[][] = [];
    const queue = { send: async (states: FeedState[]) => void sent.push(states) };
    // Not one is reached: this leads into a private network.
    const desk = new FakeDesk(ids(60), () => "http://10.0.0.1/");
    await onCron(fed, () => desk, { POLLS: queue as unknown as Queue<FeedState[]> }, {}, NOW);
    expect(sent.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(desk.filed).toEqual([]);

    const messages = sent.map((body) => ({ body }));
    await onQueue(fed, desk, {}, {}, { messages } as unknown as MessageBatch<FeedState[]>);
    expect(outletsOf(desk.filed)).toEqual(ids(60).toSorted());
    expect(
      desk.filed.every(({ state }) => state.error?.includes("leads to a private network")),
    ).toBe(true);
    for (const [line] of lines.mock.calls) expect(JSON.parse(String(line))).toHaveProperty("event");
    lines.mockRestore();
  });

  test.each([
    ["after a change the edge and the hub are told, once", "/feed", 1],
    ["where nothing changed, nobody is", "/missing", 0],
  ])("%s", async (_, path, times) => {
    const lines = vi.spyOn(console, "log").mockReturnValue();
    const told = vi.spyOn(globalThis, "fetch");
    const url = inject("outlets") + path;
    const hub = `${inject("outlets")}/hub`;
    const all = ids(60);
    const edition = { ...editionOf(all), hub };
    const purge = vi.fn<CacheContext["purge"]>(async () => ({ success: true, errors: [] }));
    const desk = new FakeDesk(all, () => url);
    const context = { cache: { purge, invalidate: purge } };
    await onCron(
      { ...content, edition },
      () => desk,
      { STORYFOLD_ALLOW_LOOPBACK: "1" },
      context,
      NOW,
    );
    expect(purge.mock.calls).toEqual(Array.from({ length: times }, () => [{ tags: ["edition"] }]));
    expect(told.mock.calls.filter(([asked]) => asked === hub)).toHaveLength(times);
    told.mockRestore();
    lines.mockRestore();
  });
});
