/** Rows that a rendered document costs: one each time that it has changed, and none while it has not. */
import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { content } from "#content";
import { formerOutlets } from "../../src/store/outlets/registry.ts";
import { deploy, NOON, outlet, poll } from "./feed-state-support.ts";
import { countRows } from "./row-counts.ts";
import { get, newsroom } from "./support.ts";

const PATH = "/latest/feed.json";
const document = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { type: "application/json", etag: text, bytes, gzip: bytes };
};

beforeEach(() => reset());

test.each<[what: string, basis: number, text: string, written: number]>([
  ["of another revision", 2, "b", 1],
  ["of another revision, with the same bytes", 2, "a", 1],
  ["that is older than the stored one", 0, "b", 0],
])("storing a document %s again", async (_what, basis, text, written) => {
  const store = (at: number, bytes: string) =>
    countRows((instance) => instance.storeDocument(PATH, "build", at, document(bytes)));
  await store(1, "a");
  expect((await store(basis, text)).written).toBe(written);
});

test("whether outlets have left the edition costs one row read while none has", async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `outlet-${n}`);
  const { outlets } = content.edition;
  await deploy([...outlets, ...ids.map((id) => outlet(id))]);
  const ask = () => countRows(async (_, { sql }) => formerOutlets(sql, ids));
  expect(await ask()).toMatchObject({ read: 1, result: [] });
  await deploy([...outlets, ...ids.slice(1).map((id) => outlet(id))]);
  expect((await ask()).result).toMatchObject([{ id: "outlet-0" }]);
});

test("the page of a story is stored when it is asked for first, and not again", async () => {
  await deploy([outlet("a")]);
  await newsroom().filePolls([poll("a", NOON, [{ url: "https://a.example/1" }])], NOON);
  const [item] = (await (await get("/feed.json")).json<{ items: { url: string }[] }>()).items;
  const page = new URL(item?.url ?? "").pathname;
  const asked = async () =>
    (
      await countRows(async () => {
        await get(page);
      })
    ).written;
  expect(await asked()).toBe(2);
  expect(await asked()).toBe(0);
});
