import { content } from "#content";
import { describe, expect, test } from "vitest";
import { pingHub } from "../../src/poll/announce.ts";
import { visit } from "./support.ts";

const HUB = "https://hub.example/?a=1&b=2";
const withHub = { ...content, build: "with-a-hub", edition: { ...content.edition, hub: HUB } };
const withoutHub = { ...content, edition: { ...content.edition, hub: null } };

describe("with a hub in edition.yaml, the hub is announced", () => {
  test.each([
    ["/rss.xml", '<atom:link href="https://hub.example/?a=1&amp;b=2" rel="hub"/>'],
    ["/atom.xml", '<link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>'],
  ])("in %s", async (path, link) => {
    const response = await visit(withHub, path);
    expect(response.headers.get("Link")).toContain(`<${HUB}>; rel="hub"`);
    expect(await response.text()).toContain(link);
  });

  test("in /feed.json", async () => {
    const response = await visit(withHub, "/feed.json");
    expect(response.headers.get("Link")).toContain(`<${HUB}>; rel="hub"`);
    expect(await response.json()).toMatchObject({ hubs: [{ type: "WebSub", url: HUB }] });
  });

  test("but not on a page, since pages have no subscribers", async () => {
    expect((await visit(withHub, "/")).headers.get("Link")).not.toContain("hub");
  });
});

test.each(["/rss.xml", "/atom.xml", "/feed.json"])(
  "without a hub, %s does not mention one",
  async (path) => {
    const response = await visit(withoutHub, path);
    expect(response.headers.get("Link")).not.toContain("hub");
    expect(await response.text()).not.toContain("hub");
  },
);

test("every document has the cache tag that purges it at the edge", async () => {
  for (const path of ["/", "/rss.xml", "/stories/gerasimov-letter-to-dunford"])
    expect((await visit(content, path)).headers.get("Cache-Tag")).toBe("edition");
});

describe("pinging the hub", () => {
  const ping = async (answer: () => Promise<Response>) => {
    const requests: Request[] = [];
    const logged: unknown[] = [];
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      requests.push(new Request(url, init));
      return answer();
    };
    await pingHub(HUB, ["https://a.example/1", "https://a.example/2"], fetch, (line) =>
      logged.push(line),
    );
    return { requests, logged };
  };

  test("sends all feeds in one form", async () => {
    const { requests, logged } = await ping(async () => new Response(null, { status: 204 }));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe(HUB);
    expect(requests[0]?.method).toBe("POST");
    const form = await requests[0]?.formData();
    expect(form?.getAll("hub.mode")).toEqual(["publish"]);
    expect(form?.getAll("hub.url")).toEqual(["https://a.example/1", "https://a.example/2"]);
    expect(logged).toEqual([{ event: "hub told", hub: HUB }]);
  });

  test.each([
    ["refuses the ping", async () => new Response("no", { status: 400 }), "status 400"],
    ["is down", () => Promise.reject(new Error("connection refused")), "connection refused"],
  ])("logs a hub that %s", async (_, answer, reason) => {
    const { logged } = await ping(answer);
    expect(logged).toMatchObject([{ event: "hub not told", hub: HUB }]);
    expect(JSON.stringify(logged)).toContain(reason);
  });
});
