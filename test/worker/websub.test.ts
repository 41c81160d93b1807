import { content } from "#content";
import { describe, expect, test } from "vitest";
import { pingHub } from "../../src/poll/announce.ts";
import { visit } from "./support.ts";

const HUB = "https://hub.example/?a=1&b=2";
const withHub = { ...content, build: "with-a-hub", edition: { ...content.edition, hub: HUB } };
const withoutHub = { ...content, edition: { ...content.edition, hub: null } };

describe("with a hub in edition.yaml, a subscriber finds it", () => {
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

  test("and not on a page, which has no subscribers", async () => {
    expect((await visit(withHub, "/")).headers.get("Link")).not.toContain("hub");
  });
});

test.each(["/rss.xml", "/atom.xml", "/feed.json"])("without one, %s names none", async (path) => {
  const response = await visit(withoutHub, path);
  expect(response.headers.get("Link")).not.toContain("hub");
  expect(await response.text()).not.toContain("hub");
});

test("every document can be dropped at the edge", async () => {
  for (const path of ["/", "/rss.xml", "/stories/gerasimov-letter-to-dunford"])
    expect((await visit(content, path)).headers.get("Cache-Tag")).toBe("edition");
});

describe("the hub is told", () => {
  const told = async (answer: () => Promise<Response>) => {
    const asked: Request[] = [];
    const logged: unknown[] = [];
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      asked.push(new Request(url, init));
      return answer();
    };
    await pingHub(HUB, ["https://a.example/1", "https://a.example/2"], fetch, (line) =>
      logged.push(line),
    );
    return { asked, logged };
  };

  test("of every feed at once, in a form", async () => {
    const { asked, logged } = await told(async () => new Response(null, { status: 204 }));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe(HUB);
    expect(asked[0]?.method).toBe("POST");
    const form = await asked[0]?.formData();
    expect(form?.getAll("hub.mode")).toEqual(["publish"]);
    expect(form?.getAll("hub.url")).toEqual(["https://a.example/1", "https://a.example/2"]);
    expect(logged).toEqual([{ event: "hub told", hub: HUB }]);
  });

  test.each([
    ["refuses", async () => new Response("no", { status: 400 }), "status 400"],
    ["is down", () => Promise.reject(new Error("connection refused")), "connection refused"],
  ])("and one that %s is a line in the log", async (_, answer, words) => {
    const { logged } = await told(answer);
    expect(logged).toMatchObject([{ event: "hub not told", hub: HUB }]);
    expect(JSON.stringify(logged)).toContain(words);
  });
});
