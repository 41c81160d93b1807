import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outlet } from "../../model/outlet.ts";
import { checkContent } from "../../content/check-content.ts";
import { contentFolder, readFolder, displayPath } from "../../content/directory.ts";
import { printMistakes, quote } from "../../text/mistake.ts";
import { CommandError, runCommand } from "../refusal.ts";
import { readUrl, siteHost } from "../../text/url.ts";
import { language } from "../../text/field-values.ts";
import type { OutletDraft } from "./outlet-draft.ts";
import { draftName, freeId, outletYaml } from "./outlet-draft.ts";
import type { Subscription } from "./read-opml.ts";
import { readOpml } from "./read-opml.ts";

const USAGE = "Usage: npm run outlets:import -- FILE.opml";

/**
 * Adds the subscriptions of an OPML file to outlets.yaml. Outlets that are there stay as they are, and so does every
 * other line of the file.
 *
 * @returns what was added, and what was not and why, for people.
 * @throws Refusal when it cannot be done. Then nothing has been written.
 */
export async function importOutlets(args: readonly string[], folder: string): Promise<string> {
  const [file, ...rest] = args;
  if (file === undefined) throw new CommandError(`The file is missing.\n${USAGE}`);
  if (rest.length > 0) throw new CommandError(`${quote(rest.join(" "))} is too much.\n${USAGE}`);
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}.`);
  });

  const files = await readFolder(folder);
  const content = checkContent(files, displayPath(folder));
  if ("mistakes" in content) {
    throw new CommandError(
      `${printMistakes(content.mistakes)}\nPut this right first, then import.`,
    );
  }
  const { added, skipped } = drafts(readOpml(file, bytes), content.edition.outlets);
  const place = `${displayPath(folder)}/outlets.yaml`;
  if (added.size > 0) {
    const before = new TextDecoder().decode(files.get("outlets.yaml") as Uint8Array);
    const after = withOutlets(before, added);
    const checked = checkContent(
      new Map([...files, ["outlets.yaml", new TextEncoder().encode(after)]]),
      displayPath(folder),
    );
    if ("mistakes" in checked) {
      const fix = `${place} is not a list with one "- " an outlet; write it so, then import.`;
      throw new CommandError(`${printMistakes(checked.mistakes)}\n${fix}`);
    }
    await writeFile(join(folder, "outlets.yaml"), after);
  }
  return said(place, added, skipped);
}

/** What is to be added, by id, and why the others are not. */
function drafts(
  subscriptions: readonly Subscription[],
  outlets: readonly Outlet[],
): { added: Map<string, OutletDraft>; skipped: string[] } {
  const added = new Map<string, OutletDraft>();
  const skipped: string[] = [];
  const byFeed = new Map<string, OutletDraft>();
  const feeds = new Map(outlets.flatMap(({ id, feed }) => (feed ? [[feed.url, id] as const] : [])));
  const ids = new Set(outlets.map(({ id }) => id));
  const silent = new Map(
    outlets.flatMap(({ id, home, feed }) => (feed ? [] : [[siteHost(home), id] as const])),
  );
  for (const { name, feed: written, home: page, language: tag, folders } of subscriptions) {
    const url = readUrl(written);
    if (!("value" in url)) {
      skipped.push(`${written}: ${url.problem}`);
      continue;
    }
    const feed = url.value;
    const same = byFeed.get(feed);
    if (same !== undefined) {
      same.tags = [...new Set([...same.tags, ...folders])];
      continue;
    }
    const owner = feeds.get(feed);
    if (owner !== undefined) {
      skipped.push(`${feed}: it is the feed of ${owner}.`);
      continue;
    }
    const homeUrl = readUrl(page ?? "");
    const home = "value" in homeUrl ? homeUrl.value : `${new URL(feed).origin}/`;
    const there = silent.get(siteHost(home));
    if (there !== undefined) {
      skipped.push(`${feed}: the outlet ${there} is of that site. Add "feed: ${feed}" to it.`);
      continue;
    }
    const read = language(tag ?? "");
    const draft: OutletDraft = {
      name: draftName(name, home),
      home,
      feed,
      tags: [...folders],
      language: "value" in read ? read.value : null,
    };
    byFeed.set(feed, draft);
    const id = freeId(draft.name, home, (candidate) => ids.has(candidate));
    ids.add(id);
    added.set(id, draft);
  }
  return { added, skipped };
}

/** The text of outlets.yaml with more outlets at its end. */
function withOutlets(source: string, added: ReadonlyMap<string, OutletDraft>): string {
  const indent = /^( *)- /m.exec(source)?.[1] ?? "";
  const lines = [...added].map(([id, draft]) => outletYaml(id, draft, indent));
  const before = source.trim() === "[]" ? "" : source.trimEnd();
  return `${[before, ...lines]
    .filter((part) => part !== "")
    .map((part) => part.trimEnd())
    .join("\n\n")}\n`;
}

function said(
  place: string,
  added: ReadonlyMap<string, OutletDraft>,
  skipped: readonly string[],
): string {
  const width = Math.max(0, ...[...added.keys()].map((id) => id.length));
  const rows = [...added].map(([id, { name, feed }]) => `  ${id.padEnd(width)}  ${name}  ${feed}`);
  return [
    `${place}: ${added.size} added`,
    ...rows,
    ...(skipped.length > 0 ? [`${skipped.length} left out:`] : []),
    ...skipped.map((line) => `  ${line}`),
    ...(added.size > 0
      ? ['Next: say who is behind each in a line "about: …", then run "npm run check".']
      : []),
  ].join("\n");
}

if (import.meta.main) {
  await runCommand(() => importOutlets(process.argv.slice(2), contentFolder()));
}
