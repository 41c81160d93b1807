import { stringify } from "yaml";
import { LABEL, plainText } from "../../text/plain-text.ts";
import { siteHost } from "../../text/url.ts";

/** An outlet to be added to outlets.yaml, with what is known from its feed. */
export interface OutletDraft {
  name: string;
  home: string;
  feed: string;
  tags: string[];
  language: string | null;
}

const MAX_ID_LENGTH = 40;

/** A free id for an outlet: its name in Latin letters, else its domain, and a number if that is taken. */
export function freeId(name: string, home: string, taken: (id: string) => boolean): string {
  const id = slug(name) || slug(siteHost(home).replace(/\.[^.]+$/, "")) || "outlet";
  let free = id;
  for (let number = 2; taken(free); number++) free = `${id}-${number}`;
  return free;
}

/** An outlet's lines for outlets.yaml, with the indentation of the list there. */
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

/** A name that is valid in outlets.yaml; the host of the home page if the feed has no name. */
export function draftName(written: string, home: string): string {
  return plainText(written, LABEL) || siteHost(home);
}

function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  let id = "";
  for (const word of plain.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (id.length + 1 + word.length > MAX_ID_LENGTH) break;
    id += id === "" ? word : `-${word}`;
  }
  return id;
}
