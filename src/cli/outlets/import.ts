import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outlet } from "../../model/outlet.ts";
import { checkContent } from "../../content/check-content.ts";
import { contentFolder, readFolder, displayPath } from "../../content/directory.ts";
import { printMistakes, quote } from "../../text/mistake.ts";
import { CommandError, runCommand } from "../run-command.ts";
import { whyRefused } from "../../text/ssrf-guard.ts";
import { readUrl, withoutFeedScheme } from "../../text/url.ts";
import { language } from "../../text/field-values.ts";
import type { FeedDraft, OutletDraft } from "./outlet-draft.ts";
import { commonName, draftName, freeId, outletYaml } from "./outlet-draft.ts";
import type { Subscription } from "./read-opml.ts";
import { readOpml } from "./read-opml.ts";
import { siteOf } from "./sites.ts";

const USAGE = "Usage: npm run outlets:import -- FILE.opml";

/**
 * Adds the subscriptions of an OPML file to outlets.yaml, the feeds of one site as one outlet. Every existing line of that file stays as it is.
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
  const skipped: string[] = [];
  const byFeed = new Map<string, FeedDraft>();
  const bySite = new Map<string, { home: string; names: string[]; feeds: FeedDraft[] }>();
  const known = new Map(
    outlets.flatMap(({ id, feeds }) => feeds.map(({ url }) => [url, id] as const)),
  );
  const sites = new Map(outlets.map((outlet) => [siteOf(outlet.home), outlet]));
  for (const subscription of subscriptions) {
    const { name, folders } = subscription;
    const url = feedUrl(subscription);
    if ("reason" in url) {
      skipped.push(`${subscription.feed}: ${url.reason}`);
      continue;
    }
    const feed = url.value;
    const sameFeed = byFeed.get(feed);
    if (sameFeed !== undefined) {
      sameFeed.tags = [...new Set([...sameFeed.tags, ...folders])];
      continue;
    }
    const owner = known.get(feed);
    if (owner !== undefined) {
      skipped.push(`${feed}: already a feed of the outlet ${owner}.`);
      continue;
    }
    const homeUrl = readUrl(subscription.home ?? "");
    const home = "value" in homeUrl ? homeUrl.value : homeOf(feed);
    const site = siteOf(home);
    const sameSite = sites.get(site);
    if (sameSite !== undefined) {
      const field = sameSite.feeds.length > 0 ? "to its feeds" : `as "feed: ${feed}"`;
      skipped.push(`${feed}: the outlet ${sameSite.id} is on that site. Add it ${field}.`);
      continue;
    }
    const tag = language(subscription.language ?? "");
    const draft = { url: feed, tags: [...folders], language: "value" in tag ? tag.value : null };
    byFeed.set(feed, draft);
    const group = bySite.get(site) ?? { home, names: [], feeds: [] };
    bySite.set(site, group);
    // Two sections of a site have its front page in common.
    if (group.home !== home) group.home = homeOf(group.home);
    group.names.push(draftName(name, home));
    group.feeds.push(draft);
  }
  return { added: withIds([...bySite.values()], new Set(outlets.map(({ id }) => id))), skipped };
}

/** The outlets with ids that none of the edition's has. */
function withIds(
  groups: readonly { home: string; names: string[]; feeds: FeedDraft[] }[],
  ids: Set<string>,
): Map<string, OutletDraft> {
  const added = new Map<string, OutletDraft>();
  for (const { home, names, feeds } of groups) {
    const name = commonName(names);
    const id = freeId(name, home, (candidate) => ids.has(candidate));
    ids.add(id);
    added.set(id, { name, home, feeds });
  }
  return added;
}

/** The address of a subscription's feed, or why it cannot be polled. */
function feedUrl({ feed, type }: Subscription): { value: string } | { reason: string } {
  // FreshRSS: "HTML+XPath", "JSON+DotNotation" and others (https://freshrss.github.io/FreshRSS/en/developers/OPML.html).
  if (type.includes("+"))
    return {
      reason: `it is scraped from a page (${quote(type)}), and only feeds are polled. Look for the site's feed with "npm run outlets:find".`,
    };
  const url = readUrl(withoutFeedScheme(feed));
  if (!("value" in url)) return { reason: url.problem };
  const refused = whyRefused(url.value, false);
  return refused === null ? url : { reason: `it ${refused}.` };
}

/** The home page of a feed's site, if nobody says which it is. */
const homeOf = (feed: string): string => {
  const site = siteOf(feed);
  return site.includes("/") ? `https://${site}` : `${new URL(feed).origin}/`;
};

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
  const rows = [...added].flatMap(([id, { name, feeds }]) =>
    feeds.map(({ url }, n) => `  ${(n === 0 ? id : "").padEnd(width)}  ${name}  ${url}`),
  );
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
