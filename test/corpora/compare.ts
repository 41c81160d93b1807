import { HEADLINE, plainText } from "../../src/text/plain-text.ts";
import { readUrl } from "../../src/text/url.ts";
import type { Document, Expected, Read } from "./document.ts";

/** Describes each difference between what was read and what is expected. A document that was not read has no items. */
export function differences(read: Read | null, expected: Expected, document: Document): string[] {
  const found: string[] = [];
  const compare = (what: string, actual: unknown, wanted: unknown): void => {
    if (actual !== wanted)
      found.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  };
  const items = read?.items ?? [];
  if (expected.count !== undefined) compare("the number of items", items.length, expected.count);
  if (expected.title !== undefined) compare("the title", plain(read?.title), plain(expected.title));
  const address = (text: string | null | undefined): string | null => addressOf(text, document.url);
  if (expected.home !== undefined) compare("the home", address(read?.home), address(expected.home));
  for (const [index, { title, link, date }] of expected.items) {
    const item = items[index];
    if (title !== undefined) compare(`title ${index}`, plain(item?.title), plain(title));
    if (link !== undefined) compare(`link ${index}`, address(item?.link), address(link));
    if (date !== undefined) compare(`date ${index}`, seconds(item?.date), seconds(date));
  }
  return found;
}

/** Turns what another program read into expectations. Fields that it did not find are not expected. */
export function asExpected(read: Read | null): Expected {
  return {
    count: read?.items.length ?? 0,
    items: new Map(
      (read?.items ?? []).map(({ title, link, date }, index) => [
        index,
        {
          ...(title !== "" && { title }),
          ...(link !== null && { link }),
          ...(date !== null && { date }),
        },
      ]),
    ),
  };
}

const plain = (text: string | undefined): string => plainText(text ?? "", HEADLINE);

const seconds = (date: number | null | undefined): number | null =>
  typeof date === "number" ? Math.floor(date / 1000) : null;

/** The URL in the form that this project stores, or null if it is not a web URL. */
function addressOf(text: string | null | undefined, base: string): string | null {
  const url = URL.parse(text ?? "", base);
  const read = readUrl(url?.href ?? "");
  return text && "value" in read ? read.value : null;
}
