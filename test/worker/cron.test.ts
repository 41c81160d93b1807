import { content } from "#content";
import { describe, expect, inject, test, vi } from "vitest";
import type { FeedState } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { onCron, onQueue } from "../../src/poll/worker.ts";
import { NOW, outlet } from "./poll-support.ts";
import { editionOf, FakeNewsroom, ids, outletsOf, urlOf } from "./polling-round-support.ts";

describe("the cron trigger", () => {
  test.each([
    ["no outlet", []],
    ["no outlet with a feed", [{ ...outlet("a", urlOf("a")), feeds: [] }]],
    [
      "paused outlets only",
      [outlet("a", urlOf("a"))].map((each) => ({
        ...each,
        feeds: each.feeds.map((feed) => ({ ...feed, paused: true })),
      })),
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
    await onQueue(published, newsroom, {}, { messages } as unknown as MessageBatch<FeedState[]>);
    expect(outletsOf(newsroom.filed)).toEqual(ids(60).toSorted());
    expect(
      newsroom.filed.every(({ state }) => state.error?.includes("leads to a private network")),
    ).toBe(true);
    for (const [line] of lines.mock.calls) expect(JSON.parse(String(line))).toHaveProperty("event");
    lines.mockRestore();
  });

  test("purges and pings once per tick, however many consumers of the queue filed something", async () => {
    const lines = vi.spyOn(console, "log").mockReturnValue();
    const fetched = vi.spyOn(globalThis, "fetch");
    const hub = `${inject("outlets")}/hub`;
    const all = ids(60);
    const published = { ...content, edition: { ...editionOf(all), hub } };
    const purge = vi.fn<CacheContext["purge"]>(async () => ({ success: true, errors: [] }));
    const newsroom = new FakeNewsroom(all, () => `${inject("outlets")}/feed`);
    const sent: FeedState[][] = [];
    const settings = {
      POLLS: {
        send: async (states: FeedState[]) => void sent.push(states),
      } as unknown as Queue<FeedState[]>,
      STORYFOLD_ALLOW_LOOPBACK: "1",
    };
    const tick = () =>
      onCron(published, () => newsroom, settings, { cache: { purge, invalidate: purge } }, NOW);
    const pings = () => fetched.mock.calls.filter(([address]) => address === hub).length;

    await tick();
    for (const body of sent)
      await onQueue(published, newsroom, settings, {
        messages: [{ body }],
      } as unknown as MessageBatch<FeedState[]>);
    expect(sent).toHaveLength(3);
    expect(newsroom.filed).toHaveLength(60);
    expect([purge.mock.calls.length, pings()]).toEqual([0, 0]);
    await tick();
    expect([purge.mock.calls.length, pings()]).toEqual([1, 1]);
    await tick();
    expect([purge.mock.calls.length, pings()]).toEqual([1, 1]);
    fetched.mockRestore();
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
