import { expect, test } from "vitest";
import { atom, feedOf, rss } from "./sample-feed.ts";

const MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"';
const ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const A = "https://img.example/a.jpg";
const B = "https://img.example/b.jpg";

/** An RSS feed with one item, in which these namespaces are declared. */
const item = (elements: string): string =>
  rss(`<item><title>A letter</title><link>https://a.example/1</link>${elements}</item>`).replace(
    "<rss ",
    `<rss ${MEDIA} ${ITUNES} `,
  );

test.each<[what: string, feed: string, image: string | null]>([
  ["media:content", item(`<media:content url="${A}" medium="image"/>`), A],
  ["media:content by its type", item(`<media:content url="${A}" type="image/jpeg"/>`), A],
  ["media:content by its ending", item(`<media:content url="${A}"/>`), A],
  [
    "media:content in a group",
    item(`<media:group><media:content url="${A}" medium="image"/></media:group>`),
    A,
  ],
  ["media:thumbnail", item(`<media:thumbnail url="${A}"/>`), A],
  [
    "the full picture rather than the thumbnail",
    item(`<media:thumbnail url="${B}"/><media:content url="${A}" medium="image"/>`),
    A,
  ],
  ["an enclosure", item(`<enclosure url="${A}" type="image/png" length="1"/>`), A],
  ["itunes:image", item(`<itunes:image href="${A}"/>`), A],
  [
    "an Atom enclosure",
    atom(
      `<entry><id>a:1</id><title>A letter</title><link href="https://a.example/1"/><link rel="enclosure" type="image/jpeg" href="${A}"/></entry>`,
    ),
    A,
  ],
  [
    "a JSON Feed's image",
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "News",
      items: [{ id: "1", url: "https://a.example/1", title: "A letter", image: A }],
    }),
    A,
  ],
  ["not a video", item(`<media:content url="https://a.example/1.mp4" medium="video"/>`), null],
  [
    "not a sound",
    item(`<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/>`),
    null,
  ],
  ["not without https", item(`<media:thumbnail url="http://img.example/a.jpg"/>`), null],
  [
    "the next one, if the first is not over https",
    item(
      `<media:content url="http://img.example/b.jpg" medium="image"/><media:thumbnail url="${A}"/>`,
    ),
    A,
  ],
  ["no script", item(`<media:thumbnail url="javascript:alert(1)"/>`), null],
  ["no data", item(`<media:thumbnail url="data:image/png;base64,AAAA"/>`), null],
  ["nothing", item(""), null],
])("the picture of an item is %s", (_, feed, image) => {
  expect(feedOf(feed).items[0]?.image).toBe(image);
});
