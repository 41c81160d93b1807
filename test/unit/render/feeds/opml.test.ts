import { expect, test } from "vitest";
import type { Outlet } from "../../../../src/model/outlet.ts";
import { opml } from "../../../../src/render/feeds/opml.ts";
import { parseXml } from "../../../../src/render/feeds/xml.ts";
import { editionOf } from "../sample-story.ts";

const OUTLET: Outlet = {
  id: "a",
  name: "A",
  home: "https://a.example/",
  about: "Who",
  feeds: [],
};
const FEED = {
  url: "https://a.example/rss?a=1&b=2",
  language: "ru",
  tags: [],
  include: [],
  exclude: [],
  interval: { least: 5, most: 60 },
  paused: false,
};

/** The attributes of the outlet's outline. */
function outlineOf(outlet: Outlet): Record<string, string> {
  const document = parseXml(opml({ ...editionOf("E"), outlets: [outlet] }));
  const outline = document.getElementsByTagName("outline")[1];
  return Object.fromEntries(
    [...(outline?.attributes ?? [])].map(({ name, value }) => [name, value]),
  );
}

test.each<[string, Outlet, Record<string, string>]>([
  [
    "an outlet without a feed is a link",
    OUTLET,
    { type: "link", text: "A", title: "A", description: "Who", url: "https://a.example/" },
  ],
  [
    "an outlet with a feed is a subscription",
    { ...OUTLET, about: "", feeds: [FEED] },
    {
      type: "rss",
      text: "A",
      title: "A",
      language: "ru",
      htmlUrl: "https://a.example/",
      xmlUrl: "https://a.example/rss?a=1&b=2",
    },
  ],
])("%s", (_name, outlet, attributes) => {
  expect(outlineOf(outlet)).toEqual(attributes);
});
