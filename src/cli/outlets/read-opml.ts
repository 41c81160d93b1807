import { parseOpml } from "feedsmith";
import { decodeFeed } from "../../feed/charset.ts";
import { LABEL, plainText } from "../../text/plain-text.ts";
import { CommandError } from "../refusal.ts";

/** A subscription as somebody's reader wrote it. */
export interface Subscription {
  name: string;
  /** As written: nobody checked it. */
  feed: string;
  home: string | null;
  language: string | null;
  /** The folders that it is in, the outermost first. */
  folders: string[];
}

type Outlines = NonNullable<NonNullable<ReturnType<typeof parseOpml>["body"]>["outlines"]>;

/** The subscriptions of an OPML file (http://opml.org/spec2.opml), in order. @throws Refusal when it is none. */
export function readOpml(file: string, bytes: Uint8Array): Subscription[] {
  let outlines: Outlines;
  try {
    outlines = parseOpml(decodeFeed(bytes, null).text).body?.outlines ?? [];
  } catch {
    throw new CommandError(
      `${file} is not OPML. Export your subscriptions from your reader as OPML.`,
    );
  }
  return inside(outlines, []);
}

function inside(outlines: Outlines, folders: readonly string[]): Subscription[] {
  return outlines.flatMap((outline) => {
    const name = outline.title ?? outline.text ?? "";
    const own =
      outline.xmlUrl === undefined
        ? []
        : [
            {
              name,
              feed: outline.xmlUrl,
              home: outline.htmlUrl ?? null,
              language: outline.language ?? null,
              folders: [...folders],
            },
          ];
    const folder = outline.xmlUrl === undefined ? plainText(name, LABEL) : "";
    const below = folder === "" ? folders : [...folders, folder];
    return [...own, ...inside(outline.outlines ?? [], below)];
  });
}
