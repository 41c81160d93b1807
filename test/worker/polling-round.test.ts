import { describe, expect, test } from "vitest";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollRound, type RoundContext } from "../../src/poll/round.ts";
import { optionsWith, NOW } from "./poll-support.ts";
import {
  context,
  editionOf,
  FakeNewsroom,
  feed,
  ids,
  logged,
  outletsOf,
  urlOf,
} from "./polling-round-support.ts";

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

  test.each<[name: string, response: () => Response, asked: number]>([
    ["429", () => new Response(null, { status: 429 }), 1],
    [
      "503 with Retry-After",
      () => new Response(null, { status: 503, headers: { "Retry-After": "3600" } }),
      1,
    ],
    ["503", () => new Response(null, { status: 503 }), 3],
    ["404", () => new Response(null, { status: 404 }), 3],
  ])("after %s, asks the host for no other feed if it has to wait", async (_, response, asked) => {
    const urls: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      urls.push(url);
      return new URL(url).host === "busy.example" ? response() : feed(url);
    };
    const newsroom = new FakeNewsroom(
      ids(6),
      (id) => `https://${Number(id.slice(7)) % 2 ? "busy" : id}.example/${id}`,
    );
    const summary = await pollRound(
      context(newsroom, ids(6), { fetchOptions: optionsWith({ fetch }) }),
    );
    expect(urls.filter((url) => url.includes("busy"))).toHaveLength(asked);
    expect(summary).toMatchObject({ failed: asked, postponed: 3 - asked, added: 3 });
    const pauses = newsroom.filed.flatMap(({ pause }) => pause ?? []);
    expect(pauses.map(({ host }) => host)).toEqual(asked === 1 ? ["busy.example"] : []);
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

  test("logs what was repaired or left out of a feed, once", async () => {
    const untidy = "<rss><channel><item><title>Fish & chips</title></item></channel></rss>";
    const notes = ['an unescaped "&"', "1 item left out: no address"];
    const newsroom = new FakeNewsroom(ids(1));
    const options = { fetchOptions: optionsWith({ fetch: async () => new Response(untidy) }) };
    await pollRound(context(newsroom, ids(1), options));
    expect(logged[0]).toEqual({
      event: "feed with remarks",
      outlet: "outlet-0",
      url: "https://outlet-0.example/feed",
      notes,
    });
    const again = newsroom.filed.map(({ state }) => ({ ...state, digest: null }));
    await pollRound(context(newsroom, ids(1), options), [again]);
    expect(logged.map(({ event }) => event)).toEqual(["polled"]);
  });

  test("continues after a feed that makes the reader throw", async () => {
    const newsroom = new FakeNewsroom(ids(9));
    const good = feedReader(editionOf(ids(9)));
    const read: RoundContext["read"] = (bytes, type, address, fed, known, now) => {
      if (fed.outlet.id === "outlet-3") throw new TypeError("undefined is not a function");
      return good(bytes, type, address, fed, known, now);
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
