import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import {
  FIRST_REPORT,
  type ChangeEvidence,
  type Change,
  type Story,
} from "../../../../src/model/story.ts";
import { shownChanges } from "../../../../src/render/shown-changes.ts";
import { entry } from "../../../../src/render/entry.ts";
import { openapi } from "../../../../src/render/data/openapi.ts";
import { schemaJson, type SchemaName } from "../../../../src/render/data/schemas.ts";
import { storyJson } from "../../../../src/render/data/story-json.ts";
import type { StoryData } from "../../../../src/render/data/storyfold.d.ts";
import { editionOf, storyOf } from "../sample-story.ts";

const GOLDEN = join(import.meta.dirname, "../../../golden");
const edition = editionOf("Edition");

/** The schema's validation errors; members that it does not define are errors too. */
function validationErrors(name: SchemaName, data: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  const schema = JSON.parse(schemaJson(edition, name), (_, part: unknown) =>
    typeof part === "object" && part !== null && "properties" in part && "required" in part
      ? { ...part, additionalProperties: false }
      : part,
  ) as object;
  const valid = ajv.compile(schema);
  return valid(data) ? [] : (valid.errors ?? []).map((error) => ajv.errorsText([error]));
}

const golden = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(GOLDEN, file), "utf8"));

test("the golden story.json is valid", async () => {
  expect(validationErrors("story", await golden("story.json"))).toEqual([]);
});

test("_storyfold in the golden feed.json is valid", async () => {
  const feed = (await golden("feed.json")) as { items: { _storyfold: unknown }[] };
  expect(feed.items).toHaveLength(1);
  for (const item of feed.items) expect(validationErrors("storyfold", item._storyfold)).toEqual([]);
});

/** A story with an original, an amended copy of it, and a report with almost no data. */
function unusualStory(): Story {
  const story = storyOf("Freighter adrift");
  const [first] = story.reports;
  if (!first) throw new Error("no report");
  const evidence = {
    ...first.evidence,
    by: "likeness" as const,
    score: 0.9,
    threshold: 0.3,
    nearest: first.url,
    names: ["Oman"],
    hours: 1.5,
    sameTextAs: first.url,
  };
  return {
    ...story,
    counts: { reports: 3, outlets: 2 },
    reports: [
      first,
      { ...first, url: "https://a.example/2", evidence, amended: Date.UTC(2018, 7, 5) },
      { ...first, url: "javascript:alert(1)", outlet: "b", published: null, via: null },
    ],
  };
}

const likeness: ChangeEvidence = { ...FIRST_REPORT, by: "likeness", report: null, link: 0.5 };

/** Two changes of a story: one with every field, and one with as few as possible. */
const CHANGES: Change[] = [
  {
    moment: Date.UTC(2018, 7, 5),
    kind: "split",
    other: { key: "other", headline: "Freighter afloat", language: "en" },
    moved: 1,
    reports: [{ url: "https://a.example/1", outlet: "a", title: "Adrift", language: "en" }],
    evidence: { ...likeness, report: "https://a.example/1", nearest: "https://a.example/9" },
    pull: likeness,
  },
  {
    moment: Date.UTC(2018, 7, 6),
    kind: "gain",
    other: { key: "other", headline: null, language: null },
    moved: 0,
    reports: [],
    evidence: { ...likeness, by: "editor", link: null },
    pull: null,
  },
];

const unusualData = (): StoryData => {
  const shown = entry(unusualStory(), edition);
  return JSON.parse(storyJson(edition, shown, shownChanges(CHANGES, shown, edition))) as StoryData;
};

test("a story with a copy, changes and a report with almost no data is valid", () => {
  const data = unusualData();
  expect(validationErrors("story", data)).toEqual([]);
  expect(data.counts).toEqual({ outlets: 2, reports: 3, texts: 2 });
  expect(data.reports.map(({ folded }) => folded.same_text_as)).toEqual([
    null,
    "https://a.example/1",
    null,
  ]);
  expect(
    data.timeline.map(({ event, at, outlet, new_outlet }) => [event, at, outlet, new_outlet]),
  ).toEqual([
    ["reported", "2018-08-04", "a", true],
    ["reported", "2018-08-04", "a", undefined],
    ["reported", null, "b", true],
    ["amended", "2018-08-05T00:00:00.000Z", "a", undefined],
  ]);
});

test.each<[name: string, change: object, complaint: RegExp]>([
  ["a missing member", { key: undefined }, /required property 'key'/],
  ["an unknown member", { colour: "red" }, /additional properties/],
  ["an invalid date", { updated: "yesterday" }, /date-time/],
])("the schema rejects %s", (_, change, complaint) => {
  const data = unusualData();
  const changed = JSON.parse(JSON.stringify({ ...data, ...change })) as unknown;
  expect(validationErrors("story", changed).join()).toMatch(complaint);
});

test("the OpenAPI document is valid OpenAPI 3.1", async () => {
  const require = createRequire(import.meta.url);
  const file =
    require.resolve("schemastore/schemas/json/raw.githubusercontent.com/OAI/OpenAPI-Specification/main/schemas/v3.1/schema.json");
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat("media-range", true);
  // The schema has one dynamic reference, to its schema for schemas. Ajv resolves it to the root instead.
  const text = (await readFile(file, "utf8"))
    .replaceAll(/"\$dynamicRef": "#meta"/g, '"$ref": "#/$defs/schema"')
    .replace(/"\$dynamicAnchor": "meta",/, "");
  const valid = ajv.compile(JSON.parse(text) as object);
  valid(JSON.parse(openapi(edition)));
  expect(valid.errors ?? []).toEqual([]);
});
