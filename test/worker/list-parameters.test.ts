import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { get } from "./support.ts";
import { BROWSER, fileReports } from "./lists-support.ts";

beforeAll(fileReports);

test("parameters and their values in any order give the same document", async () => {
  const parameters = [
    ["outlets", "rt,uawire"],
    ["outlets", "sputnik"],
    ["min_outlets", "2"],
    ["lang", "uk,en"],
    ["since", "2018-08-01"],
    ["updates", "new"],
  ];
  const identify = async (query: string[][]) => {
    const { headers } = await get(`/atom.xml?${new URLSearchParams(query).toString()}`);
    return [headers.get("ETag"), /<([^>]*)>; rel="self"/.exec(headers.get("Link") ?? "")?.[1]];
  };
  const expected = await identify(parameters);
  expect(expected[1]).toBe(
    "https://storyfold.example/atom.xml?outlets=rt,sputnik,uawire&lang=en,uk&min_outlets=2&since=2018-08-01&updates=new",
  );
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(parameters, { minLength: 6 }), async (shuffled) => {
      expect(await identify(shuffled)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
}, 30_000);

test.each([
  ["/rss.xml?min_outlets=2&lang=en&tag=Nature", "/tags/nature/rss.xml?lang=en&min_outlets=2"],
  ["/rss.xml?outlets=uawire,rt,rt", "/rss.xml?outlets=rt,uawire"],
  ["/rss.xml?outlets=rt&outlets=uawire", "/rss.xml?outlets=rt,uawire"],
  ["/rss.xml?min_outlets=1&limit=50&updates=silent", "/rss.xml"],
  ["/tags/Nature/rss.xml?since=2018-08-01T00:00Z", "/tags/nature/rss.xml?since=2018-08-01"],
  ["/search/rss.xml?limit=5&q=%20ash%20%20harbour", "/search/rss.xml?q=ash%20harbour&limit=5"],
  ["/rss.xml?since=2018-08-01T00:00:59.999Z", "/rss.xml?since=2018-08-01"],
  ["/rss.xml?before=2018-08-31T23:59:00.001Z", "/rss.xml?before=2018-09-01"],
])(
  "%s serves the same document as %s, and names it as its own address",
  async (path, canonical) => {
    const [one, other] = [await get(path), await get(canonical)];
    expect(one.headers.get("Link")).toContain(
      `<https://storyfold.example${canonical}>; rel="self"`,
    );
    expect(await one.text()).toBe(await other.text());
  },
);

describe("invalid requests are rejected, and the parameter is named", () => {
  test.each([
    ["/rss.xml?foo=1", 400, "foo", "is not a filter"],
    ["/?__proto__=1", 400, "__proto__", "is not a filter"],
    ["/rss.xml?constructor=1", 400, "constructor", "is not a filter"],
    ["/search?hasOwnProperty", 400, "hasOwnProperty", "is not a filter"],
    ["/tags/nature/rss.xml?toString=", 400, "toString", "is not a filter"],
    ["/rss.xml?outlets=nobody", 400, "outlets", "nobody"],
    ["/rss.xml?exclude=nobody", 400, "exclude", "nobody"],
    ["/rss.xml?outlets=RT!", 400, "outlets", "the id of an outlet"],
    ["/rss.xml?lang=klingonisch", 400, "lang", "a language"],
    ["/rss.xml?lang=tlh", 400, "lang", "tlh"],
    ["/rss.xml?tag=unheard", 400, "tag", "unheard"],
    ["/rss.xml?min_outlets=0", 400, "min_outlets", "from 1 to 20"],
    ["/rss.xml?min_outlets=two", 400, "min_outlets", "from 1 to 20"],
    ["/rss.xml?limit=1000", 400, "limit", "from 1 to 200"],
    ["/rss.xml?limit=2&limit=3", 400, "limit", "more than once"],
    ["/rss.xml?since=yesterday", 400, "since", "ISO 8601"],
    ["/rss.xml?since=2018-02-30", 400, "since", "ISO 8601"],
    ["/rss.xml?updates=often", 400, "updates", "silent, bump or new"],
    ["/rss.xml?q=%2B%2B", 400, "q", "a letter or digit"],
    [`/rss.xml?q=${"a".repeat(201)}`, 400, "q", "at most 200"],
    ["/search/rss.xml", 400, "q", "is missing"],
    ["/tags/nature/rss.xml?tag=syria", 400, "tag", "already set by the path"],
    ["/?updates=new", 400, "updates", "is a page"],
    ["/tags/unheard/rss.xml", 404, null, ""],
    ["/tags/unheard", 404, null, ""],
    ["/outlets/nobody/rss.xml", 404, null, ""],
    ["/outlets/No%20Body", 404, null, ""],
    ["/languages/tlh/atom.xml", 404, null, ""],
    ["/languages/@/atom.xml", 404, null, ""],
    ["/tags/nature/rss.txt", 404, null, ""],
  ])("%s: %s", async (path, status, parameter, detail) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const problem = await response.json<{ parameters?: { parameter: string; detail: string }[] }>();
    if (parameter !== null)
      expect(problem.parameters).toEqual([{ parameter, detail: expect.stringContaining(detail) }]);
    const page = await get(path, BROWSER);
    expect(page.status).toBe(status);
    expect(await page.text()).toContain(detail);
  });

  test("one response names every invalid parameter", async () => {
    const problem = await (
      await get("/rss.xml?limit=x&foo=1&since=x")
    ).json<{ parameters: { parameter: string }[] }>();
    expect(problem.parameters.map(({ parameter }) => parameter)).toEqual(["limit", "foo", "since"]);
  });
});
