import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { content } from "#content";
import { editionWith, outlet } from "./feed-state-support.ts";
import { newsroom, visit } from "./support.ts";

/** The test edition with these outlets. */
const edition = (...ids: string[]) => ({
  ...content,
  build: `empty-${ids.join("-")}`,
  edition: editionWith(ids.map((id) => outlet(id))),
});

beforeEach(async () => {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
});

/** Files a failed poll of an outlet's feed. */
async function fail(id: string): Promise<void> {
  const health = await newsroom().feedHealth(0);
  const state = health.find((each) => each.outlet === id);
  if (!state) throw new Error(`${id} has no feed`);
  const failed = { ...state, failures: 1, error: "The host does not exist.", lastPoll: Date.now() };
  await newsroom().filePolls([{ state: failed, reports: null }], Date.now());
}

const front = async (published: ReturnType<typeof edition>): Promise<string> =>
  (await visit(published, "/")).text();

test("an edition without stories says why, and leads to its outlets", async () => {
  const none = await front(edition());
  expect(none).toContain("No stories yet");
  expect(none).toContain("Add outlets to content/outlets.yaml");

  const published = edition("a", "b", "c");
  await newsroom().followContent(published, Date.now());
  expect(await front(published)).toContain("Stories appear here as soon as outlets report them.");
  await fail("a");
  expect(await front(published)).toContain("1 feed is failing.");
  await fail("b");
  expect(await front(published)).toContain("2 feeds are failing.");
  expect(await front(published)).toContain('href="/outlets"');
});
