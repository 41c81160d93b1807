import { describe, expect, test } from "vitest";
import { get } from "./support.ts";

interface Operation {
  parameters: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

const { paths } = await (
  await get("/openapi.json")
).json<{ paths: Record<string, { get: Operation }> }>();

/** A value for each path parameter. */
const NAMES: Readonly<Record<string, string>> = {
  key: "gerasimov-letter-to-dunford",
  tag: "syria",
  outlet: "rt",
  language: "en",
  page: "1",
};

/** A valid value for each query parameter. */
const VALUES: Readonly<Record<string, string>> = {
  q: "letter",
  tag: "syria,russia",
  outlets: "rt,sputnik",
  lang: "en",
  exclude: "uawire",
  min_outlets: "2",
  since: "2018-08-04",
  before: "2100-01-01T00:00Z",
  older_than: "2100-01-01T00:00Z",
  limit: "10",
  updates: "bump",
};

const addressOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => NAMES[name] ?? "") +
  (path.startsWith("/search") ? "?q=letter" : "");

describe("every path of the OpenAPI document responds as documented", () => {
  test.each(
    Object.entries(paths).filter(
      ([
        ,
        {
          get: { responses },
        },
      ]) => "200" in responses,
    ),
  )("%s", async (path, { get: operation }) => {
    const response = await get(addressOf(path));
    expect(response.status).toBe(200);
    const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    expect(Object.keys(operation.responses["200"]?.content ?? {})).toContain(type);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const again = await get(addressOf(path), {
      "If-None-Match": response.headers.get("ETag") ?? "",
    });
    expect(again.status).toBe(304);
  });
});

test.each(
  Object.entries(paths).filter(
    ([
      ,
      {
        get: { responses },
      },
    ]) => "302" in responses,
  ),
)("%s redirects as documented", async (path) => {
  const url = "https://www.rt.com/news/435115-russia-us-syria-leak/";
  expect((await get(`${path}?url=${encodeURIComponent(url)}`)).status).toBe(302);
  expect((await get(path)).status).toBe(400);
  expect((await get(`${path}?url=https://nowhere.example/`)).status).toBe(404);
});

describe("every documented query parameter is accepted", () => {
  const { parameters } = paths["/feed.json"]?.get ?? { parameters: [] };
  const documented = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name }) => name);

  test.each(documented)("%s", async (name) => {
    const response = await get(`/feed.json?${name}=${encodeURIComponent(VALUES[name] ?? "")}`);
    expect(response.status).toBe(200);
    expect((await response.json<{ items: unknown[] }>()).items).toHaveLength(1);
  });

  test("and an error for an unknown parameter lists exactly these", async () => {
    const response = await get("/feed.json?colour=red");
    const { detail } = await response.json<{ detail: string }>();
    expect(response.status).toBe(400);
    const [, known = ""] = /Filters: (.*)\.$/.exec(detail) ?? [];
    expect(known.split(", ").sort()).toEqual(documented.toSorted());
  });
});

test("a story's page links to its JSON, and its JSON to the schema", async () => {
  const page = await get("/stories/gerasimov-letter-to-dunford");
  expect(page.headers.get("Link")).toContain(
    '<https://storyfold.example/stories/gerasimov-letter-to-dunford.json>; rel="alternate"; type="application/json"',
  );
  const data = await get("/stories/gerasimov-letter-to-dunford.json");
  expect(data.headers.get("Link")).toContain(
    '<https://storyfold.example/schemas/story.json>; rel="describedby"; type="application/schema+json"',
  );
  expect((await get("/stories/nowhere.json")).status).toBe(404);
});
