import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outlet } from "../../model/outlet.ts";
import { checkContent } from "../../content/check-content.ts";
import { contentFolder, readFolder, displayPath } from "../../content/directory.ts";
import { printMistakes, quote } from "../../text/mistake.ts";
import { CommandError, runCommand } from "../run-command.ts";
import { readUrl, siteHost } from "../../text/url.ts";
import { language } from "../../text/field-values.ts";
import type { OutletDraft } from "./outlet-draft.ts";
import { draftName, freeId, outletYaml } from "./outlet-draft.ts";
import type { Subscription } from "./read-opml.ts";
import { readOpml } from "./read-opml.ts";

const USAGE = "Usage: npm run outlets:import -- FILE.opml";

/**
 * Adds the subscriptions of an OPML file to outlets.yaml. Every existing line of that file stays as it is.
 *
 * @returns a message that lists what was added, and what was skipped and why.
 * @throws CommandError if that is not possible. Nothing has been written then.
 */
export async function importOutlets(args: readonly string[], folder: string): Promise<string> {
  const [file, ...rest] = args;
  if (file === undefined) throw new CommandError(`The file is missing.\n${USAGE}`);
  if (rest.length > 0)
    throw new CommandError(`Unexpected argument ${quote(rest.join(" "))}.\n${USAGE}`);
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}. Check the path.`);
  });

  const files = await readFolder(folder);
  const content = checkContent(files, displayPath(folder));
  if ("mistakes" in content) {
    throw new CommandError(`${printMistakes(content.mistakes)}\nFix this first, then import.`);
  }
  const { added, skipped } = plan(readOpml(file, bytes), content.edition.outlets);
  const target = `${displayPath(folder)}/outlets.yaml`;
  if (added.size > 0) {
    const before = new TextDecoder().decode(files.get("outlets.yaml") as Uint8Array);
    const after = withOutlets(before, added);
    const checked = checkContent(
      new Map([...files, ["outlets.yaml", new TextEncoder().encode(after)]]),
      displayPath(folder),
    );
    if ("mistakes" in checked) {
      const fix = `${target} must be a list with one "- " item per outlet. Rewrite it that way, then import.`;
      throw new CommandError(`${printMistakes(checked.mistakes)}\n${fix}`);
    }
    await writeFile(join(folder, "outlets.yaml"), after);
  }
  return messageOf(target, added, skipped);
}

/** The outlets to add, by id, and a line for each subscription that is skipped. */
function plan(
  subscriptions: readonly Subscription[],
  outlets: readonly Outlet[],
): { added: Map<string, OutletDraft>; skipped: string[] } {
  const added = new Map<string, OutletDraft>();
  const skipped: string[] = [];
  const byFeed = new Map<string, OutletDraft>();
  const feeds = new Map(
    outlets.flatMap(({ id, feeds: own }) => own.map(({ url }) => [url, id] as const)),
  );
  const ids = new Set(outlets.map(({ id }) => id));
  const withoutFeed = new Map(
    outlets.flatMap(({ id, home, feeds: own }) =>
      own.length > 0 ? [] : [[siteHost(home), id] as const],
    ),
  );
  for (const subscription of subscriptions) {
    const { name, folders } = subscription;
    const url = readUrl(subscription.feed);
    if (!("value" in url)) {
      skipped.push(`${subscription.feed}: ${url.problem}`);
      continue;
    }
    const feed = url.value;
    const sameFeed = byFeed.get(feed);
    if (sameFeed !== undefined) {
      sameFeed.tags = [...new Set([...sameFeed.tags, ...folders])];
      continue;
    }
    const owner = feeds.get(feed);
    if (owner !== undefined) {
      skipped.push(`${feed}: already the feed of the outlet ${owner}.`);
      continue;
    }
    const homeUrl = readUrl(subscription.home ?? "");
    const home = "value" in homeUrl ? homeUrl.value : `${new URL(feed).origin}/`;
    const sameSite = withoutFeed.get(siteHost(home));
    if (sameSite !== undefined) {
      skipped.push(`${feed}: the outlet ${sameSite} is on that site. Add "feed: ${feed}" to it.`);
      continue;
    }
    const tag = language(subscription.language ?? "");
    const draft: OutletDraft = {
      name: draftName(name, home),
      home,
      feed,
      tags: [...folders],
      language: "value" in tag ? tag.value : null,
    };
    byFeed.set(feed, draft);
    const id = freeId(draft.name, home, (candidate) => ids.has(candidate));
    ids.add(id);
    added.set(id, draft);
  }
  return { added, skipped };
}

/** The text of outlets.yaml with the outlets appended. */
function withOutlets(source: string, added: ReadonlyMap<string, OutletDraft>): string {
  const indent = /^( *)- /m.exec(source)?.[1] ?? "";
  const lines = [...added].map(([id, draft]) => outletYaml(id, draft, indent));
  const before = source.trim() === "[]" ? "" : source.trimEnd();
  return `${[before, ...lines]
    .filter((part) => part !== "")
    .map((part) => part.trimEnd())
    .join("\n\n")}\n`;
}

function messageOf(
  target: string,
  added: ReadonlyMap<string, OutletDraft>,
  skipped: readonly string[],
): string {
  const width = Math.max(0, ...[...added.keys()].map((id) => id.length));
  const rows = [...added].map(([id, { name, feed }]) => `  ${id.padEnd(width)}  ${name}  ${feed}`);
  return [
    `${target}: ${added.size} added`,
    ...rows,
    ...(skipped.length > 0 ? [`${skipped.length} skipped:`] : []),
    ...skipped.map((line) => `  ${line}`),
    ...(added.size > 0
      ? ['Next: add a line "about: …" on who is behind each outlet, then run "npm run check".']
      : []),
  ].join("\n");
}

if (import.meta.main) {
  await runCommand(() => importOutlets(process.argv.slice(2), contentFolder()));
}
