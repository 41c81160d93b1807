import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Report } from "../../src/model/report.ts";
import { get, newsroom, report, type Item } from "./support.ts";

const BROWSER = { "Sec-Fetch-Dest": "document" };
const LETTER = "Russia confirms Gerasimov";

/** Four unrelated events, reported by outlets of the test edition. */
const REPORTS: Partial<Report>[] = [
  {
    url: "https://rt.com/volcano",
    outlet: "rt",
    title: "Volcano erupts near Hirtshals",
    summary: "Ash fell on the harbour.",
    tags: ["Nature", "Washington, D.C."],
    published: { value: "2018-08-10T09:30Z", estimated: false },
  },
  {
    url: "https://sputnik.com/volcano",
    outlet: "sputnik",
    title: "Volcano erupts near Hirtshals, ash falls on the harbour",
    summary: "Ash fell on the harbour.",
    tags: ["nature"],
    published: { value: "2018-08-10T10:30Z", estimated: false },
  },
  {
    url: "https://uawire.org/kyiv",
    outlet: "uawire",
    title: "Київ відкрив новий міст через Дніпро",
    summary: "Міст будували десять років.",
    language: "uk",
    tags: ["Київ", "C++", "a/b"],
    published: { value: "2018-08-11", estimated: false },
  },
  {
    url: "https://5hotnews.com/beijing",
    outlet: "5hotnews",
    title: "北京马拉松比赛今天开始",
    summary: "三万人参加。",
    language: "zh-Hans",
    tags: ["北京"],
    published: { value: "2018-08-12", estimated: false },
  },
  {
    url: "https://rt.com/cafe",
    outlet: "rt",
    title: "Orchestra plays in a café for penguins",
    summary: "Nobody left early.",
    published: { value: "2018-08-13", estimated: false },
  },
];

beforeAll(async () => {
  for (const { outlet = "rt", ...fields } of REPORTS)
    await newsroom().fileReports(`feed:${outlet}`, [report({ tags: [], ...fields, outlet })]);
});

/** The first two words of each title in a JSON Feed. */
async function titles(path: string): Promise<string[]> {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  const { items } = await response.json<{ items: Item[] }>();
  return items.map(({ title }) => title.split(" ").slice(0, 2).join(" "));
}

const KYIV = "Київ відкрив";
const BEIJING = "北京马拉松比赛今天开始";
const VOLCANO = "Volcano erupts";
const CAFE = "Orchestra plays";
const RUSSIA = "Russia confirms";

describe("a list shows the matching stories, newest first", () => {
  test.each<[string, string[]]>([
    ["/feed.json", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/tags/nature/feed.json", [VOLCANO]],
    ["/tags/NATURE/feed.json", [VOLCANO]],
    ["/tags/Washington,%20D.C./feed.json", [VOLCANO]],
    ["/tags/washington-d.c./feed.json", [VOLCANO]],
    ["/tags/%D0%BA%D0%B8%D1%97%D0%B2/feed.json", [KYIV]],
    ["/tags/c%2B%2B/feed.json", [KYIV]],
    ["/tags/a%2Fb/feed.json", [KYIV]],
    ["/feed.json?tag=nature,syria", [VOLCANO, RUSSIA]],
    [
      "/feed.json?tag=nature,syria,russia,united-states,valery-gerasimov,joseph-dunford,c%2B%2B,a/b,washington-d.c.",
      [KYIV, VOLCANO, RUSSIA],
    ],
    ["/feed.json?tag=Valery%20Gerasimov", [RUSSIA]],
    ["/outlets/sputnik/feed.json", [VOLCANO, RUSSIA]],
    ["/feed.json?outlets=uawire,5hotnews", [BEIJING, KYIV, RUSSIA]],
    ["/tags/nature/feed.json?outlets=uawire", []],
    ["/tags/nature/feed.json?outlets=sputnik", [VOLCANO]],
    ["/feed.json?exclude=rt", [BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/feed.json?exclude=rt,sputnik", [BEIJING, KYIV, RUSSIA]],
    ["/feed.json?min_outlets=2", [VOLCANO, RUSSIA]],
    ["/feed.json?min_outlets=3", [RUSSIA]],
    ["/feed.json?min_outlets=5", []],
    ["/languages/uk/feed.json", [KYIV]],
    ["/languages/zh/feed.json", [BEIJING]],
    ["/languages/ZH-Hans/feed.json", [BEIJING]],
    ["/feed.json?lang=uk,zh", [BEIJING, KYIV]],
    ["/feed.json?since=2018-08-12", [CAFE, BEIJING]],
    ["/feed.json?since=2018-08-10T12:00%2B02:00&before=2018-08-12", [KYIV, VOLCANO]],
    ["/feed.json?limit=2", [CAFE, BEIJING]],
    ["/feed.json?limit=", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/feed.json?utm_source=mail&fbclid=1", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
  ])("%s", async (path, shown) => {
    expect(await titles(path)).toEqual(shown);
  });
});

describe("search finds stories by their words", () => {
  test.each<[string, string[]]>([
    ["volcano", [VOLCANO]],
    ["VOLCANO harbour", [VOLCANO]],
    ["volcano penguins", []],
    ["cafe", [CAFE]],
    ['"near Hirtshals"', [VOLCANO]],
    ['"Hirtshals near"', []],
    ['"near Hirtshals', [VOLCANO]],
    ["peng*", [CAFE]],
    ["pe*", []],
    ["peng", []],
    ["北京", [BEIJING]],
    ["马拉松", [BEIJING]],
    ["京北", []],
    ["МІСТ", [KYIV]],
    // One word from an editor's headline, one from a report.
    ["confirms", [RUSSIA]],
    ["demining", [RUSSIA]],
    // Query operators are searched for as plain words.
    ["volcano OR penguins", []],
    ["volcano NOT ash", []],
    ["NEAR(volcano ash)", []],
    ["title:volcano", []],
    ["volcano) -- \" '; DROP TABLE stories", []],
    ["^volcano {ash} + *", [VOLCANO]],
  ])("%s", async (query, shown) => {
    expect(await titles(`/search/feed.json?q=${encodeURIComponent(query)}`)).toEqual(shown);
  });

  test("a search can be filtered", async () => {
    expect(await titles("/search/feed.json?q=ash&outlets=rt&min_outlets=2")).toEqual([VOLCANO]);
    expect(await titles("/search/feed.json?q=ash&outlets=uawire")).toEqual([]);
  });
});

test("any search text gets either results or a 400, never a server error", async () => {
  const signs = fc.constantFrom(
    '"',
    "*",
    "(",
    ")",
    "-",
    "^",
    ":",
    "{",
    "}",
    "+",
    "AND",
    "NEAR",
    "ash",
    "京",
    "\u0000",
    "'",
    ";",
    " ",
  );
  const typed = fc.oneof(
    fc.array(signs, { maxLength: 12 }).map((all) => all.join("")),
    fc.string({ maxLength: 40, unit: "grapheme" }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (query) => {
      const { status } = await get(`/search/feed.json?q=${encodeURIComponent(query)}`);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 200 },
  );
}, 30_000);

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

describe("every list has a page and a feed in every format", () => {
  test.each([
    "/tags/nature",
    "/outlets/rt",
    "/languages/uk",
    "/search?q=ash",
    "/?min_outlets=2",
    "/tags/nature?exclude=rt",
  ])("%s", async (path) => {
    const [place = "", query = ""] = path.split("?");
    const at = place === "/" ? "" : place;
    const after = query && `?${query}`;
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const html = await page.text();
    for (const [format, type] of [
      ["rss.xml", "application/rss+xml"],
      ["atom.xml", "application/atom+xml"],
      ["feed.json", "application/feed+json"],
    ] as const) {
      const address = `https://storyfold.example${at}/${format}${after}`;
      const feed = await get(`${at}/${format}${after}`);
      expect(feed.status).toBe(200);
      expect(feed.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
      expect(feed.headers.get("Link")).toContain(`<${address}>; rel="self"`);
      expect(feed.headers.get("Content-Disposition")).toMatch(
        /^inline; filename="[a-z0-9-]*(?:rss\.xml|atom\.xml|feed\.json)"$/,
      );
      expect(feed.headers.get("Vary")).toBe("Accept-Encoding, Sec-Fetch-Dest");
      expect(feed.headers.get("Access-Control-Allow-Origin")).toBe("*");
      const text = await feed.text();
      expect(text).toContain(address.replaceAll("&", format === "feed.json" ? "&" : "&amp;"));
      expect(html).toContain(`<link rel="alternate" type="${type}"`);
      expect(html).toContain(`href="${address.replaceAll("&", "&amp;")}"`);

      const again = await get(`${at}/${format}${after}`, {
        "If-None-Match": feed.headers.get("ETag") ?? "",
      });
      expect(again.status).toBe(304);
      const head = await get(`${at}/${format}${after}`, {}, { method: "HEAD" });
      expect(head.headers.get("ETag")).toBe(feed.headers.get("ETag"));
      const preview = await get(`${at}/${format}${after}`, BROWSER);
      expect(preview.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    }
    const negotiated = await get(`${at}/feed${after}`, { Accept: "application/atom+xml" });
    expect(negotiated.headers.get("Content-Type")).toContain("application/atom+xml");
    expect(negotiated.headers.get("Vary")).toContain(", Accept");
  });
});

test.each([
  ["/rss.xml?min_outlets=2", "First Edition: several outlets (2 or more)"],
  ["/tags/NATURE/rss.xml", "First Edition: tag Nature"],
  ["/tags/washington-d.c./rss.xml", "First Edition: tag Washington, D.C."],
  ["/outlets/rt/rss.xml", "First Edition: reported by RT"],
  ["/languages/uk/rss.xml", "First Edition: reported in Ukrainian"],
  ["/search/rss.xml?q=ash%20%3Cb%3E", "First Edition: search for ash &#x3C;b&gt;"],
  [
    "/rss.xml?outlets=rt,uawire&exclude=sputnik&since=2018-08-01",
    "First Edition: reported by RT or UAWire, reported by others than Sputnik, updated since 1 August 2018",
  ],
])("%s has the title %s", async (path, title) => {
  expect(await (await get(path)).text()).toContain(`<title>${title}</title>`);
});

test.each([
  ["/rss.xml?min_outlets=2&lang=en&tag=Nature", "/tags/nature/rss.xml?lang=en&min_outlets=2"],
  ["/rss.xml?outlets=uawire,rt,rt", "/rss.xml?outlets=rt,uawire"],
  ["/rss.xml?outlets=rt&outlets=uawire", "/rss.xml?outlets=rt,uawire"],
  ["/rss.xml?min_outlets=1&limit=50&updates=silent", "/rss.xml"],
  ["/tags/Nature/rss.xml?since=2018-08-01T00:00Z", "/tags/nature/rss.xml?since=2018-08-01"],
  ["/search/rss.xml?limit=5&q=%20ash%20%20harbour", "/search/rss.xml?q=ash%20harbour&limit=5"],
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
    ["/rss.xml?q=%2B%2B", 400, "q", "a letter or a digit"],
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

test("a list whose last story was withdrawn is empty, not a 404", async () => {
  const brief = report({
    url: "https://b.example/",
    outlet: "brief",
    tags: ["Brief"],
    title: "Ferry sinks in the lagoon",
    published: { value: "2018-08-14", estimated: false },
  });
  const publish = (digest: string, ...more: Report[]) =>
    newsroom().fileContent({ ...content, digest, reports: [...content.reports, ...more] });
  const lists = ["/tags/brief/feed.json", "/outlets/brief/feed.json", "/feed.json?tag=brief"];
  await publish("with", brief);
  for (const path of lists) expect(await titles(path)).toEqual(["Ferry sinks"]);
  await publish("without");
  for (const path of lists) expect(await titles(path)).toEqual([]);
});

test("/search shows a form, and results once there is a query", async () => {
  const asks = await (await get("/search")).text();
  expect(asks).toContain('<form action="/search"');
  expect((await get("/search?q=")).status).toBe(200);
  expect(await (await get("/search?q=letter")).text()).toContain(LETTER);
});
