import { expect, test } from "vitest";
import { get } from "./support.ts";

/** Complete documents of the test edition, as subscribers get them. `npx vitest run -u` accepts a change. */
test.each([
  ["/rss.xml", "rss.xml"],
  ["/atom.xml", "atom.xml"],
  ["/feed.json", "feed.json"],
  ["/outlets.opml", "outlets.opml"],
  ["/", "front.html"],
  ["/stories/gerasimov-letter-to-dunford", "story.html"],
  ["/stories/gerasimov-letter-to-dunford.json", "story.json"],
  ["/subscribe", "subscribe.html"],
  ["/about", "about.html"],
  ["/schemas/story.json", "story.schema.json"],
  ["/schemas/storyfold.json", "storyfold.schema.json"],
  ["/openapi.json", "openapi.json"],
])("%s matches its golden file", async (path, file) => {
  const response = await get(path);
  await expect(await response.text()).toMatchFileSnapshot(`../golden/${file}`);
});

test("every format shows one story with five reports", async () => {
  const rss = await (await get("/rss.xml")).text();
  const atom = await (await get("/atom.xml")).text();
  const feed = await (
    await get("/feed.json")
  ).json<{ items: { _storyfold: { reports: unknown[] } }[] }>();
  expect(rss.match(/<item>/g)).toHaveLength(1);
  expect(rss.match(/<atom:link rel="via"/g)).toHaveLength(5);
  expect(atom.match(/<entry>/g)).toHaveLength(1);
  expect(atom.match(/<link rel="via"/g)).toHaveLength(5);
  expect(feed.items.map(({ _storyfold }) => _storyfold.reports.length)).toEqual([5]);
});
