import { describe, expect, inject, test } from "vitest";
import { MINUTE, NOW, poll } from "./poll-support.ts";

/** Polls the outlets of test/support/outlets/behaviours.ts over HTTP, with the production code. */
const at = (path: string): string => inject("outlets") + path;

describe("a feed", () => {
  test("is read without an error", async () => {
    const { state, reports } = await poll("/feed");
    expect(reports).toMatchObject([
      {
        url: "https://outlet.example/volcano",
        outlet: "outlet",
        title: "Volcano erupts near the fishing village of Hirtshals",
        summary: "Ash fell on the harbour; nobody was hurt.",
      },
    ]);
    expect(state).toMatchObject({ failures: 0, error: null, lastPoll: NOW, lastGood: NOW });
  });

  test.each([
    ["compressed", "/gzip"],
    ["moved", "/moved/302"],
    ["moved twice", "/moved/for-good-then-for-now"],
  ])("is read when it is %s", async (_, path) => {
    expect((await poll(path)).reports).toHaveLength(1);
  });

  test("is requested with our User-Agent, Accept and Accept-Encoding", async () => {
    const [report] = (await poll("/who")).reports ?? [];
    expect(report?.title).toContain("Storyfold/1.2.3 (+https://edition.example/about)");
    expect(report?.title).toContain("application/atom+xml, application/rss+xml");
    expect(report?.title).toContain("gzip");
  });

  test("may contain an attribute of 1 MB", async () => {
    expect(await poll("/wide")).toMatchObject({ reports: [], state: { error: null } });
  });

  test("is decoded with the charset of its HTTP header, whatever it declares itself", async () => {
    expect((await poll("/wrong-charset")).reports).toMatchObject([{ title: "Вулкан" }]);
  });

  test("with a wrong clock has its future dates removed, and its Expires read by that clock", async () => {
    const { state, reports } = await poll("/wrong-clock");
    expect(reports).toMatchObject([{ published: null }]);
    // Two hours after the outlet's own Date.
    expect(state.due - NOW).toBeGreaterThanOrEqual(120 * MINUTE);
    expect(state.due - NOW).toBeLessThanOrEqual(132 * MINUTE);
  });

  test.each([
    ["/fresh", 120],
    ["/ttl", 180],
  ])("%s sets when it is polled next", async (path, minutes) => {
    const { state } = await poll(path);
    expect(state.due - NOW).toBeGreaterThanOrEqual(minutes * MINUTE);
    expect(state.due - NOW).toBeLessThanOrEqual(minutes * 1.1 * MINUTE);
  });
});

describe("a feed that is polled again", () => {
  test.each(["/conditional", "/weak"])(
    "%s is requested with its validators, unchanged",
    async (path) => {
      const first = await poll(path);
      expect(first.reports).toHaveLength(1);
      const bodies: Response[] = [];
      const second = await poll(path, first.state, {
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          bodies.push(response);
          return response;
        },
      });
      expect(bodies.map(({ status }) => status)).toEqual([304]);
      expect(second.reports).toBeNull();
      const { etag, lastModified, digest } = first.state;
      expect(second.state).toMatchObject({ etag, lastModified, digest, error: null, failures: 0 });
      expect(second.state.due).toBeGreaterThan(NOW);
    },
  );

  test("without validators brings nothing new if its bytes are the same", async () => {
    const first = await poll("/feed");
    expect((await poll("/feed", first.state)).reports).toBeNull();
  });

  test("after its outlet's settings changed is read in full", async () => {
    const first = await poll("/conditional");
    const other = first.state.digest?.replace(/^.{16}/, "0".repeat(16)) ?? "";
    const second = await poll("/conditional", { ...first.state, digest: other });
    expect(second.reports).toHaveLength(1);
  });

  test("keeps its reports' addresses though their guids differ each time", async () => {
    const [first, second] = [await poll("/new-ids"), await poll("/new-ids")];
    expect(first.reports?.[0]?.guid).not.toBe(second.reports?.[0]?.guid);
    expect(first.reports?.[0]?.url).toBe(second.reports?.[0]?.url);
  });

  test("keeps its validators and digest when the poll fails", async () => {
    const first = await poll("/conditional");
    const { state, reports } = await poll("/broken", { ...first.state, url: at("/broken") });
    expect(reports).toBeNull();
    expect(state).toMatchObject({
      etag: first.state.etag,
      digest: first.state.digest,
      failures: 1,
      lastGood: NOW,
    });
  });
});

describe("a feed that moved", () => {
  test.each([
    ["/moved/301", "/conditional"],
    ["/moved/308", "/feed"],
    ["/moved/302", "/moved/302"],
    ["/moved/307", "/moved/307"],
    ["/moved/for-good-then-for-now", "/moved/302"],
    ["/moved/for-now-then-for-good", "/moved/for-now-then-for-good"],
    // The new address is kept only once it serves a feed.
    ["/moved/to-nothing", "/moved/to-nothing"],
  ])("%s is polled next at %s", async (path, next) => {
    expect((await poll(path)).state.url).toBe(at(next));
  });

  test.each([
    ["/loop", "redirects more than 5 times"],
    ["/moved/nowhere", "redirects (301) to nowhere"],
    ["/moved/garbage", 'redirects (302) to "http://[/", which is no address'],
    ["/to/private", "http://10.0.0.1/feed, to which"],
    ["/to/private", "leads to a private network, not to the public internet"],
    ["/to/metadata", "leads to the local link, where clouds keep their metadata"],
    ["/to/file", "is not http or https"],
  ])("%s is not followed: %s", async (path, reason) => {
    const { state, reports } = await poll(path);
    expect(reports).toBeNull();
    expect(state.error).toContain(reason);
    expect(state.url).toBe(at(path));
  });

  test("is not requested at a loopback address unless that is allowed", async () => {
    const asked: string[] = [];
    const { state } = await poll(
      "/feed",
      {},
      {
        loopback: false,
        fetch: (url) => {
          asked.push(url);
          throw new Error("asked");
        },
      },
    );
    expect(asked).toEqual([]);
    expect(state.error).toContain("leads to this computer");
  });

  test("from a public address to a loopback address is not followed", async () => {
    const asked: string[] = [];
    const { state } = await poll(
      "https://outlet.example/feed",
      {},
      {
        loopback: false,
        fetch: async (url) => {
          asked.push(url);
          return new Response(null, { status: 301, headers: { Location: at("/feed") } });
        },
      },
    );
    expect(asked).toEqual(["https://outlet.example/feed"]);
    expect(state.error).toContain("leads to this computer");
  });
});

describe("a poll that fails has an error in plain words", () => {
  test.each([
    ["/busy", "says that it was asked too often (429)"],
    ["/closed", "cannot answer now (503)"],
    ["/broken", "failed (500)"],
    ["/missing", "is not there (404)"],
    ["/locked", "wants a password (401)"],
    ["/nothing-new", "without having been asked for that (304)"],
    ["/truncated", "cannot be reached"],
    ["/hangs-up", "cannot be reached"],
    ["/not-gzip", "cannot be reached"],
    ["/endless", "sends more than 2 MB"],
    ["/bomb", "sends more than 2 MB"],
    ["/laughs", "The feed cannot be read"],
    ["/deep", "The feed cannot be read"],
    ["/html", "The feed cannot be read"],
    ["/empty", "The feed cannot be read"],
  ])("%s: %s", async (path, reason) => {
    const { state, reports } = await poll(path);
    expect(reports).toBeNull();
    expect(state.error).toContain(reason);
    expect(state).toMatchObject({ failures: 1, lastPoll: NOW, lastGood: null, stopped: false });
    expect(state.due).toBeGreaterThanOrEqual(NOW + 5 * MINUTE);
  });

  test.each([
    ["/silent", { headers: 300, whole: 60_000 }, "did not answer within 0.3 seconds"],
    ["/stalls", { headers: 60_000, whole: 300 }, "did not send all of its feed within 0.3 seconds"],
    ["/drips", { headers: 60_000, whole: 300 }, "did not send all of its feed within 0.3 seconds"],
  ])("%s times out: %j", async (path, timeouts, reason) => {
    const { state } = await poll(path, {}, { timeouts });
    expect(state.error).toContain(reason);
    expect(state.failures).toBe(1);
  });

  test.each([
    ["/busy", 120],
    // Retry-After is in 2100, so the maximum of a week applies.
    ["/closed", 7 * 24 * 60],
  ])("%s is not polled again before its Retry-After", async (path, minutes) => {
    expect((await poll(path)).state.due - NOW).toBe(minutes * MINUTE);
  });

  test("/gone is not polled again", async () => {
    const { state } = await poll("/gone");
    expect(state.stopped).toBe(true);
    expect(state.error).toContain("is gone for good (410)");
    expect(state.error).toContain("content/outlets.yaml");
  });
});
