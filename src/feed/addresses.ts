import { canonicalUrl } from "../text/canonical-url.ts";
import type { FeedItem } from "./parsed-feed.ts";

/** A fragment that counts readers or opens a part of every page, and identifies nothing. */
const NO_ANCHOR = /^(?:rss|feed|comments?|respond|top|new|main|content|.*=.*)$/i;

/**
 * The canonical address of each item that has one. Several reports on one page, such as the entries of a changelog,
 * keep their anchors: two items with one page, but guids and anchors of their own, are two reports, and so is an item
 * whose guid contains its anchor.
 */
export function addressesOf(items: readonly FeedItem[]): Map<FeedItem, string> {
  const byPage = Map.groupBy(
    items.filter(({ link }) => link !== null),
    ({ link }) => canonicalUrl(link ?? ""),
  );
  const addresses = new Map<FeedItem, string>();
  for (const [page, group] of byPage) {
    const distinct = (values: readonly (string | null)[]): boolean =>
      !values.includes(null) && new Set(values).size === group.length;
    const isList =
      group.length > 1 && distinct(group.map(anchorOf)) && distinct(group.map(({ guid }) => guid));
    for (const item of group) {
      const anchor = anchorOf(item);
      const isOwn = anchor !== null && (isList || item.guid?.endsWith(anchor) === true);
      addresses.set(item, isOwn && !page.includes("#") ? `${page}#${anchor}` : page);
    }
  }
  return addresses;
}

function anchorOf({ link }: FeedItem): string | null {
  const anchor = new URL(link ?? "").hash.slice(1);
  return anchor === "" || NO_ANCHOR.test(anchor) ? null : anchor;
}
