import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { integrityViolations } from "./inside-newsroom.ts";
import {
  at,
  both,
  captain,
  editorStory,
  ferry,
  file,
  pathOf,
  reportBy,
  rule,
} from "./changes-support.ts";
import { get, items } from "./support.ts";

beforeEach(async () => {
  await reset();
  await rule();
});

/** Files the two events as two stories, before anything merges them. @returns their paths */
async function twoStories(): Promise<{ ferryPath: string; captainPath: string }> {
  await file(reportBy("a", ferry));
  await file(reportBy("b", captain));
  const [ferryPath, captainPath] = [await pathOf("a"), await pathOf("b")];
  expect(ferryPath).not.toBe(captainPath);
  return { ferryPath, captainPath };
}

const destinationOf = async (path: string): Promise<string> => {
  const response = await get(path);
  const location = response.headers.get("Location");
  return location === null ? `${response.status}` : new URL(location).pathname;
};

const idsOf = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await items()).map(({ id, url }) => [new URL(url).pathname, id]));

test("stories that an editor merges and takes apart again have their own keys, ids and headlines", async () => {
  const { ferryPath, captainPath } = await twoStories();
  const before = await idsOf();
  await rule(editorStory({ reports: [at("a"), at("b")] }));
  expect(await destinationOf(captainPath)).toBe(ferryPath);

  await rule(editorStory({ reports: [at("a")], not: [at("b")] }));
  expect([await pathOf("a"), await pathOf("b")]).toEqual([ferryPath, captainPath]);
  expect(await destinationOf(captainPath)).toBe("200");
  expect(await idsOf()).toEqual(before);
  const headlines = (await items()).map(({ title }) => title);
  expect(headlines).toContain(captain.title);
  expect(await integrityViolations()).toEqual({});
});

test("a story that loses the report which opened it gives the key to that report's story", async () => {
  const { ferryPath, captainPath } = await twoStories();
  await rule(editorStory({ reports: [at("a"), at("b")] }));
  await rule(editorStory({ reports: [at("b")], not: [at("a")] }));
  expect([await pathOf("a"), await pathOf("b")]).toEqual([ferryPath, captainPath]);
  expect(await destinationOf("/stories/word")).toBe(captainPath);
  expect(await integrityViolations()).toEqual({});
});

test("stories that a bridging report merges, and an editor takes apart, have their own keys again", async () => {
  const { ferryPath, captainPath } = await twoStories();
  await file(reportBy("c", both));
  const merged = await pathOf("c");
  const other = merged === ferryPath ? captainPath : ferryPath;
  expect(await destinationOf(other)).toBe(merged);
  await rule(editorStory({ reports: [at("a"), at("c")], not: [at("b")] }));
  expect([await pathOf("a"), await pathOf("b")]).toEqual([ferryPath, captainPath]);
  expect([await destinationOf(ferryPath), await destinationOf(captainPath)]).toEqual([
    "200",
    "200",
  ]);
  expect(await integrityViolations()).toEqual({});
});

test("stories that folding merges and takes apart again have their own keys", async () => {
  const { ferryPath, captainPath } = await twoStories();
  const before = await idsOf();
  await file(reportBy("b", ferry));
  expect(await destinationOf(captainPath)).toBe(ferryPath);
  await file(reportBy("b", captain));
  expect([await pathOf("a"), await pathOf("b")]).toEqual([ferryPath, captainPath]);
  expect(await destinationOf(captainPath)).toBe("200");
  expect(await idsOf()).toEqual(before);
  expect(await integrityViolations()).toEqual({});
});
