import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { content } from "#content";
import { newsroom, report, visit } from "./support.ts";

beforeEach(async () => {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
  await newsroom().fileReports("feed:rt", [
    report({ image: 'https://img.example/a.jpg?w=1&h="2"' }),
  ]);
});

/** The test edition, in which RT's pictures are shown or not. */
const edition = (images: boolean) => ({
  ...content,
  build: `${content.build}-${images}`,
  edition: {
    ...content.edition,
    outlets: content.edition.outlets.map((outlet) =>
      outlet.id === "rt" ? { ...outlet, images } : outlet,
    ),
  },
});

const text = async (path: string, images: boolean): Promise<string> =>
  (await visit(edition(images), path)).text();

test("feeds show the picture of a report whose outlet's pictures the edition shows", async () => {
  const feed = JSON.parse(await text("/feed.json", true)) as { items: { image?: string }[] };
  expect(feed.items[0]?.image).toBe("https://img.example/a.jpg?w=1&h=%222%22");
  expect(await text("/rss.xml", true)).toContain(
    '<media:thumbnail url="https://img.example/a.jpg?w=1&amp;h=%222%22"/>',
  );
});

test.each(["/feed.json", "/rss.xml", "/atom.xml"])("%s shows none otherwise", async (path) => {
  expect(await text(path, false)).not.toContain("img.example");
});

test("no page shows a picture: pages request nothing from other sites", async () => {
  for (const path of ["/", "/latest", "/subscribe", "/outlets/rt"])
    expect(await text(path, true), path).not.toContain("img.example");
});
