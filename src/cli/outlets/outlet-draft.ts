import { stringify } from "yaml";
import { LABEL, plainText } from "../../text/plain-text.ts";
import { siteHost } from "../../text/url.ts";

/** An outlet that is to be added to outlets.yaml, as far as its feed says who it is. */
export interface OutletDraft {
  name: string;
  home: string;
  feed: string;
  tags: string[];
  language: string | null;
}

const LONGEST_ID = 40;

/** An id for an outlet: its name in Latin letters, else its domain, and a number if that is taken. */
export function freeId(name: string, home: string, taken: (id: string) => boolean): string {
  const id = slug(name) || slug(siteHost(home).replace(/\.[^.]+$/, "")) || "outlet";
  let free = id;
  for (let number = 2; taken(free); number++) free = `${id}-${number}`;
  return free;
}

/** An outlet's lines in outlets.yaml, indented as the list there is. */
export function outletYaml(id: string, draft: OutletDraft, indent = ""): string {
  const { name, home, feed, tags, language } = draft;
  const settings = {
    url: feed,
    ...(language !== null && { language }),
    ...(tags.length > 0 && { tags }),
  };
  const outlet = { id, name, home, feed: Object.keys(settings).length > 1 ? settings : feed };
  const lines = stringify([outlet], { lineWidth: 0, flowCollectionPadding: false });
  return lines.replace(/^(?=.)/gm, indent);
}

/** A name as outlets.yaml takes it; the host of its home page where a feed has none. */
export function draftName(written: string, home: string): string {
  return plainText(written, LABEL) || siteHost(home);
}

function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  let id = "";
  for (const word of plain.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (id.length + 1 + word.length > LONGEST_ID) break;
    id += id === "" ? word : `-${word}`;
  }
  return id;
}
