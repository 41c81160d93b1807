import { stringify } from "yaml";
import { LABEL, plainText } from "../../text/plain-text.ts";
import { siteHost } from "../../text/url.ts";
import { domainLabel } from "./sites.ts";

/** An outlet to be added to outlets.yaml, with what is known from its feeds. */
export interface OutletDraft {
  name: string;
  home: string;
  feeds: FeedDraft[];
}

export interface FeedDraft {
  url: string;
  tags: string[];
  language: string | null;
}

/** Maximum length of an id made from a name. Ids are in addresses, and people type them. */
const MAX_ID_LENGTH = 24;

/** A free id for an outlet: the name in its domain, else its name in Latin letters, and a number if that is taken. */
export function freeId(name: string, home: string, taken: (id: string) => boolean): string {
  const id = slug(domainLabel(home)) || slug(name) || "outlet";
  let free = id;
  for (let number = 2; taken(free); number++) free = `${id}-${number}`;
  return free;
}

/** An outlet's lines for outlets.yaml, with the indentation of the list there. */
export function outletYaml(id: string, draft: OutletDraft, indent = ""): string {
  const { name, home } = draft;
  const feeds = draft.feeds.map(({ url, tags, language }) => {
    const settings = {
      url,
      ...(language !== null && { language }),
      ...(tags.length > 0 && { tags }),
    };
    return Object.keys(settings).length > 1 ? settings : url;
  });
  const outlet = { id, name, home, ...(feeds.length === 1 ? { feed: feeds[0] } : { feeds }) };
  const lines = stringify([outlet], { lineWidth: 0, flowCollectionPadding: false });
  return lines.replace(/^(?=.)/gm, indent);
}

/** A name that is valid in outlets.yaml; the host of the home page if the feed has no name. */
export function draftName(written: string, home: string): string {
  return plainText(written, LABEL) || siteHost(home);
}

/** The name of an outlet by the names of its feeds: the words that they begin with, else the shortest. */
export function commonName(names: readonly string[]): string {
  const words = names.map((name) => name.split(/\s+/));
  const [first = []] = words;
  const length = first.findIndex((word, at) => words.some((other) => other[at] !== word));
  const common = first.slice(0, length === -1 ? undefined : length).join(" ");
  const name = common.replace(/[\s\p{P}\p{S}]+$/u, "");
  return name || (names.toSorted((a, b) => a.length - b.length)[0] ?? "");
}

function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  let id = "";
  for (const word of plain.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (id !== "" && id.length + 1 + word.length > MAX_ID_LENGTH) break;
    id += id === "" ? word.slice(0, MAX_ID_LENGTH) : `-${word}`;
  }
  return id;
}
