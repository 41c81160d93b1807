import type { Expected, ExpectedItem } from "./document.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Reads an expected result of gofeed's tests, of its RSS, Atom and JSON parsers or of its universal feed type. */
export function fromGofeed(json: unknown): Expected {
  const feed = fieldsOf(json);
  const items = listOf(feed["items"] ?? feed["entries"]).map(fieldsOf);
  const title = textOf(feed["title"]);
  const home = textOf(feed["link"] ?? feed["home_page_url"]) ?? alternate(feed["links"]);
  return {
    ...(title !== undefined && { title }),
    ...(home !== undefined && { home }),
    count: items.length,
    items: new Map(items.map((item, index) => [index, expectedItem(item)])),
  };
}

function expectedItem(item: Fields): ExpectedItem {
  const title = textOf(item["title"]);
  const link = textOf(item["link"] ?? item["url"]) ?? alternate(item["links"]);
  const stamp = textOf(
    item["publishedParsed"] ??
      item["pubDateParsed"] ??
      item["date_published"] ??
      item["updatedParsed"],
  );
  const date = Date.parse(stamp ?? "");
  return {
    ...(title !== undefined && { title }),
    ...(link !== undefined && { link }),
    ...(!Number.isNaN(date) && { date }),
  };
}

/** The first alternate link of an Atom feed or entry. */
function alternate(links: unknown): string | undefined {
  const pages = listOf(links)
    .map(fieldsOf)
    .filter(({ rel = "alternate" }) => rel === "alternate");
  return textOf(pages.find(({ href }) => href !== undefined)?.["href"]);
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
