import { parseOpml } from "feedsmith";
import { decodeFeed } from "../../feed/charset.ts";
import { LABEL, plainText } from "../../text/plain-text.ts";
import { CommandError } from "../run-command.ts";

/** A subscription as a feed reader exported it. Nothing in it has been checked. */
export interface Subscription {
  name: string;
  feed: string;
  home: string | null;
  language: string | null;
  /** Says how the subscription is read; "rss" is a feed. */
  type: string;
  /** The folders that contain it, the outermost first. */
  folders: string[];
}

type Outlines = NonNullable<NonNullable<ReturnType<typeof parseOpml>["body"]>["outlines"]>;

/**
 * Reads the subscriptions of an OPML file (http://opml.org/spec2.opml), in their order.
 *
 * @throws CommandError if it is not OPML.
 */
export function readOpml(file: string, bytes: Uint8Array): Subscription[] {
  let outlines: Outlines;
  try {
    outlines = parseOpml(decodeFeed(bytes, null).text).body?.outlines ?? [];
  } catch {
    throw new CommandError(
      `${file} is not OPML. Export your subscriptions from your reader as OPML.`,
    );
  }
  return subscriptionsIn(outlines, []);
}

function subscriptionsIn(outlines: Outlines, folders: readonly string[]): Subscription[] {
  return outlines.flatMap((outline) => {
    const name = outline.title ?? outline.text ?? "";
    const subscription =
      outline.xmlUrl === undefined
        ? []
        : [
            {
              name,
              feed: outline.xmlUrl,
              home: outline.htmlUrl ?? null,
              language: outline.language ?? null,
              type: outline.type ?? "rss",
              folders: [...folders],
            },
          ];
    const folder = outline.xmlUrl === undefined ? plainText(name, LABEL) : "";
    const path = folder === "" ? folders : [...folders, folder];
    return [...subscription, ...subscriptionsIn(outline.outlines ?? [], path)];
  });
}
