/** Reports are found by a hash of their URL. Two URLs of one hash must stay two reports, also before the upgrade. */
import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { urlKeys } from "../../src/store/reports/url-keys.ts";
import { deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { newsroom } from "./support.ts";

/** Two URLs of one outlet with the same hash. */
const [ONE, OTHER] = collision();

beforeEach(async () => {
  await reset();
  await deploy([outlet("a")]);
});

const file = (urls: readonly string[], now: number) =>
  newsroom().filePolls(
    [
      poll(
        "a",
        now,
        urls.map((url) => ({ url, guid: null, title: `What is at ${url}`, summary: url })),
      ),
    ],
    now,
  );

const stored = (): Promise<{ url: string; address: string | null }[]> =>
  runInDurableObject(newsroom(), (_, { storage: { sql } }) =>
    sql
      .exec<{ url: string; address: string | null }>(
        "SELECT url, address FROM reports ORDER BY url",
      )
      .toArray(),
  );

test.each([
  ["together", [[ONE, OTHER]]],
  ["one after the other", [[ONE], [OTHER], [OTHER, ONE]]],
])(
  "two URLs with one hash that come %s are two reports, each of which is known again",
  async (_, filings) => {
    for (const [n, urls] of filings.entries()) await file(urls, NOON + n * MINUTE);
    const again = await file([ONE, OTHER], NOON + 30 * MINUTE);
    expect(again.added).toBe(0);
    expect((await stored()).map(({ url }) => url)).toEqual([ONE, OTHER].toSorted());
  },
);

test("a report is found after the one with the same hash is gone", async () => {
  await file([ONE], NOON);
  await file([OTHER], NOON + MINUTE);
  await runInDurableObject(
    newsroom(),
    (_, { storage: { sql } }) => void sql.exec("DELETE FROM reports WHERE url = ?", ONE),
  );
  expect((await file([OTHER], NOON + 2 * MINUTE)).added).toBe(0);
});

test("a report whose id in its feed is its URL is known again when the URL changes, and when it changes again", async () => {
  const guid = "https://a.example/old";
  const addresses = [guid, "https://a.example/new", "https://a.example/newest"];
  for (const [n, url] of addresses.entries()) {
    const now = NOON + n * MINUTE;
    const title = `The harbour of Hirtshals, version ${n}`;
    const { added } = await newsroom().filePolls([poll("a", now, [{ url, guid, title }])], now);
    expect(added).toBe(n === 0 ? 1 : 0);
  }
  expect((await stored()).map(({ url }) => url)).toEqual(addresses.slice(-1));
});

function collision(): [string, string] {
  const known = new Map<string, string>();
  for (let n = 0; ; n++) {
    const url = `https://a.example/${n}`;
    const [key] = urlKeys(url);
    const other = known.get(key);
    if (other !== undefined) return [other, url];
    known.set(key, url);
  }
}
