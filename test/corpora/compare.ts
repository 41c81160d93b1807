import { HEADLINE, plainText } from "../../src/text/plain-text.ts";
import { readUrl } from "../../src/text/url.ts";
import type { Document, Expected, Read } from "./document.ts";

/** Where a reading is not as expected, in words. A document that could not be read has no items. */
export function differences(read: Read | null, expected: Expected, document: Document): string[] {
  const found: string[] = [];
  const say = (what: string, got: unknown, wanted: unknown): void => {
    if (got !== wanted)
      found.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  };
  const items = read?.items ?? [];
  if (expected.count !== undefined) say("the number of items", items.length, expected.count);
  if (expected.title !== undefined) say("the title", plain(read?.title), plain(expected.title));
  const address = (text: string | null | undefined): string | null => addressOf(text, document.url);
  if (expected.home !== undefined) say("the home", address(read?.home), address(expected.home));
  for (const [index, { title, link, date }] of expected.items) {
    const item = items[index];
    if (title !== undefined) say(`title ${index}`, plain(item?.title), plain(title));
    if (link !== undefined) say(`link ${index}`, address(item?.link), address(link));
    if (date !== undefined) say(`date ${index}`, seconds(item?.date), seconds(date));
  }
  return found;
}

/** What another program read, as what is expected. Null where it read nothing. */
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

/** As this project writes addresses; what is no web address stays none. */
function addressOf(text: string | null | undefined, base: string): string | null {
  const url = URL.parse(text ?? "", base);
  const read = readUrl(url?.href ?? "");
  return text && "value" in read ? read.value : null;
}
