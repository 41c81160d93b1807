import { describe, expect, inject, test } from "vitest";
import type { FetchOptions } from "../../src/poll/fetch-feed.ts";
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

/** Counts the requests of a poll by the status of their responses. */
const counting = (statuses: number[]): Partial<FetchOptions> => ({
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    statuses.push(response.status);
    return response;
  },
});

describe("a server that", () => {
  test.each([
    "/unlabelled/gzip",
    "/unlabelled/twice",
    "/unlabelled/zlib",
    "/labelled/deflate",
    "/labelled/bare-deflate",
    "/not-gzip-once",
  ])("compresses in its own way is understood: %s", async (path) => {
    const { reports, state } = await poll(path);
    expect(state.error).toBeNull();
    expect(reports).toHaveLength(1);
  });

  test("answers 304 with another ETag is asked again without validators, and what it sends is read", async () => {
    const first = await poll("/304/other-etag");
    const requests: number[] = [];
    const second = await poll(
      "/304/other-etag",
      { ...first.state, digest: `${first.state.digest?.slice(0, 16)}-before` },
      counting(requests),
    );
    expect(requests).toEqual([304, 200]);
    expect(second.reports).toHaveLength(1);
    expect(second.state.etag).toBe('"old"');
  });

  test("answers 304 with a weak form of the ETag has not changed", async () => {
    const first = await poll("/304/weak-etag");
    const requests: number[] = [];
    expect((await poll("/304/weak-etag", first.state, counting(requests))).reports).toBeNull();
    expect(requests).toEqual([304]);
  });

  test.each([
    ["seven days", 7, 304],
    ["eight days", 8, 200],
  ])("has answered 304 for %s", async (_, days, status) => {
    const first = await poll("/304/for-ever");
    const requests: number[] = [];
    const lastSent = NOW - days * 24 * 60 * MINUTE;
    const { state } = await poll("/304/for-ever", { ...first.state, lastSent }, counting(requests));
    expect(requests).toEqual([status]);
    expect(state.lastSent).toBe(status === 200 ? NOW : lastSent);
  });

  test("dates its feed in the future does not get that date back", async () => {
    const { state } = await poll("/304/from-the-future");
    expect(state).toMatchObject({ lastModified: null, error: null });
  });

  test("does not understand the validators is asked again without them", async () => {
    const first = await poll("/refuses-validators");
    const requests: number[] = [];
    const second = await poll("/refuses-validators", first.state, counting(requests));
    expect(requests).toEqual([431, 200]);
    expect(second.state).toMatchObject({ failures: 0, error: null });
  });

  test("answers the validators with another client error gets none the next time", async () => {
    const first = await poll("/forbids-validators");
    const second = await poll("/forbids-validators", first.state);
    expect(second.state).toMatchObject({
      failures: 1,
      etag: null,
      lastModified: null,
      digest: first.state.digest,
    });
    const third = await poll("/forbids-validators", second.state);
    expect(third.state).toMatchObject({ failures: 0, error: null });
  });

  test.each(["/cookie/back", "/cookie/check"])(
    "checks for a cookie gets it back once: %s",
    async (path) => {
      const { reports, state } = await poll(path);
      expect(state.error).toBeNull();
      expect(reports).toHaveLength(1);
    },
  );

  test("sets a cookie for ever is not followed for ever", async () => {
    expect((await poll("/cookie/never")).state.error).toContain("redirects more than 5 times");
  });

  test("sets a cookie without a redirect does not get it back", async () => {
    const first = await poll("/cookie/unasked");
    const second = await poll("/cookie/unasked", { ...first.state, digest: null });
    expect(second.reports?.[0]?.title).toBe("Cookie: none");
  });

  test("sends a cookie to another host is not believed", async () => {
    const sent: [string, string | null][] = [];
    await poll(
      "https://outlet.example/feed",
      {},
      {
        fetch: async (url, init) => {
          const { host } = new URL(url);
          sent.push([host, new Headers(init.headers).get("Cookie")]);
          const location =
            host === "outlet.example"
              ? "https://other.example/feed"
              : "https://outlet.example/feed";
          return new Response(null, {
            status: 302,
            headers: { Location: location, "Set-Cookie": `from=${host}` },
          });
        },
      },
    );
    expect(sent.slice(0, 4)).toEqual([
      ["outlet.example", null],
      ["other.example", null],
      ["outlet.example", "from=outlet.example"],
      ["other.example", "from=other.example"],
    ]);
  });
});

describe("what was repaired or left out of a feed", () => {
  test("is noted, and stays noted while the feed does not change", async () => {
    const first = await poll("/untidy");
    expect(first.reports).toHaveLength(3);
    expect(first.state.notes).toEqual(['an unescaped "&"', "1 item left out: no address"]);
    const second = await poll("/untidy", first.state);
    expect(second.reports).toBeNull();
    expect(second.state.notes).toEqual(first.state.notes);
  });

  test("is learned from its items, and remembered when they have left it", async () => {
    const first = await poll("/untidy");
    expect(first.reports?.map(({ summary }) => summary)).toEqual(["", "", ""]);
    const { reports } = await poll("/untidy/later", { boilerplate: first.state.boilerplate });
    expect(reports?.map(({ summary }) => summary)).toEqual(["It was signed on Monday."]);
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
  ])("%s is polled next at %s, after two polls", async (path, next) => {
    const { state } = await poll(path);
    expect(state.url).toBe(at(path));
    expect((await poll(path, state)).state.url).toBe(at(next));
  });

  test("stays where it was if one poll redirects and the next does not", async () => {
    const { state } = await poll("/moved/308");
    expect(state.movedTo).toBe(at("/feed"));
    const back = await poll("/conditional", { ...state, url: at("/conditional") });
    expect(back.state).toMatchObject({ url: at("/conditional"), movedTo: null });
  });

  test("starts over if a poll in between fails", async () => {
    const { state } = await poll("/moved/308");
    const failed = await poll("/broken", { ...state, url: at("/broken") });
    expect(failed.state.movedTo).toBeNull();
  });

  test.each([
    ["/loop", "redirects more than 5 times"],
    ["/moved/nowhere", "redirects (301) without a Location header"],
    ["/moved/garbage", 'redirects (302) to "http://[/", which is not a valid URL'],
    ["/to/private", "http://10.0.0.1/feed (redirected from"],
    ["/to/private", "leads to a private network, not to the public internet"],
    ["/to/metadata", "leads to a link-local address, where clouds serve metadata"],
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
    ["/busy", "says that it is polled too often (429)"],
    ["/closed", "is temporarily unavailable (503)"],
    ["/broken", "failed with a server error (500)"],
    ["/missing", "was not found (404)"],
    ["/locked", "requires a password (401)"],
    ["/nothing-new", "although the request was not conditional (304)"],
    ["/truncated", "cannot be reached"],
    ["/hangs-up", "cannot be reached"],
    ["/not-gzip", "cannot be reached"],
    ["/unlabelled/broken", "cannot be reached"],
    ["/unlabelled/bomb", "is larger than 2 MB"],
    ["/endless", "is larger than 2 MB"],
    ["/bomb", "is larger than 2 MB"],
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
    ["/silent", { headers: 300, whole: 60_000 }, "did not respond within 0.3 seconds"],
    ["/stalls", { headers: 60_000, whole: 300 }, "did not send the whole feed within 0.3 seconds"],
    ["/drips", { headers: 60_000, whole: 300 }, "did not send the whole feed within 0.3 seconds"],
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
    expect(state.error).toContain("is permanently gone (410)");
    expect(state.error).toContain("content/outlets.yaml");
  });
});
