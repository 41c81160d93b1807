import { isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { Outlet } from "../model/outlet.ts";
import { splitFrontMatter } from "../content/front-matter.ts";
import { siteHost } from "../text/url.ts";

/** The outlets whose home page is on the URL's host or, failing that, on its nearest parent domain. */
export function outletsOf(url: string, outlets: readonly Outlet[]): Outlet[] {
  const host = siteHost(url);
  const matching = outlets.filter(({ home }) => `.${host}`.endsWith(`.${siteHost(home)}`));
  const longest = Math.max(...matching.map(({ home }) => siteHost(home).length));
  return matching.filter(({ home }) => siteHost(home).length === longest);
}

const MAX_NAME_LENGTH = 60;

/** A free name for a report's file: the outlet's id, the first words of the headline, and a number if that is taken. */
export function freeName(outlet: string, title: string, taken: (name: string) => boolean): string {
  const plain = title.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  let name = outlet;
  for (const word of plain.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (name.length + 1 + word.length > MAX_NAME_LENGTH) break;
    name += `-${word}`;
  }
  let free = name;
  for (let number = 2; taken(free); number++) free = `${name}-${number}`;
  return free;
}

/**
 * A story's file with one more report at the end of its list. Everything else stays as its editor wrote it.
 *
 * @returns null unless its reports are a list with one "- " item per line.
 */
export function withReport(source: string, name: string): string | null {
  const parts = splitFrontMatter(source.replace(/\r\n?/g, "\n"));
  if (!("value" in parts)) return null;
  const lineCounter = new LineCounter();
  const { yaml } = parts.value;
  const list: unknown = parseDocument(yaml, { schema: "failsafe", lineCounter }).get("reports");
  const last: unknown = isSeq(list) ? list.items.at(-1) : undefined;
  if (!isNode(last) || !last.range) return null;
  const lines = source.split("\n");
  const { line } = lineCounter.linePos(last.range[0]);
  const [, dash, end] = /^(\s*-\s+).*?(\r?)$/.exec(lines[line - 1] ?? "") ?? [];
  if (dash === undefined) return null;
  return lines.toSpliced(line, 0, `${dash}${name}${end}`).join("\n");
}
