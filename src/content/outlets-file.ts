import { isMap, isSeq } from "yaml";
import { Fields } from "./fields.ts";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { readOutletFeeds } from "./feed-settings.ts";
import { HEADLINE, LABEL } from "../text/plain-text.ts";
import { readUrl } from "../text/url.ts";
import { flag, id, text } from "../text/field-values.ts";
import {
  checkFormerIds,
  readFormerly,
  readWithdrawn,
  type ListedOutlet,
} from "./outlet-undoing.ts";
import { readYaml } from "./yaml.ts";

/** Settings that people look for next to `feed`, and where they belong. */
const FEED_SETTINGS = Object.fromEntries(
  ["language", "tags", "include", "exclude", "interval", "paused"].map((setting) => [
    setting,
    `It is a setting of the feed: write "feed:" alone on its line and, indented below it, "url: …" and "${setting}: …".`,
  ]),
);

/**
 * Reads outlets.yaml, a list of outlets.
 *
 * @returns null if it is not a list, so that the outlets of all reports are not reported as unknown as well.
 */
export function readOutlets(
  file: string,
  source: string,
  mistakes: Mistake[],
): ListedOutlet[] | null {
  const yaml = readYaml(file, source, mistakes);
  if (yaml === null) return null;
  const list = yaml.document.contents;
  if (!isSeq(list)) {
    const problem = list === null ? "contains no outlets." : "is not a list of outlets.";
    const fix = 'Begin each outlet with "- id: " and align its other fields with "id".';
    mistakes.push({ file, line: 1, field: null, problem, fix });
    return null;
  }
  const ids = new Map<string, number>();
  const feeds = new Map<string, number>();
  const read: { outlet: ListedOutlet; fields: Fields }[] = [];
  for (const item of list.items) {
    const line = yaml.lineAt(item.range[0]);
    if (!isMap(item)) {
      const problem = "is not an outlet.";
      mistakes.push({ file, line, field: null, problem, fix: 'Begin it with "- id: ".' });
      continue;
    }
    const fields = new Fields(yaml, item, line);
    const feedsAt = readOutletFeeds(fields);
    const outlet = {
      id: fields.required("id", id, "rt") ?? "",
      name: fields.required("name", text(LABEL), "Its name") ?? "",
      home: fields.required("home", readUrl, "https://example.com/") ?? "",
      about: fields.optional("about", text(HEADLINE)) ?? "",
      images: fields.optional("images", flag) ?? false,
      feeds: feedsAt.map(({ value }) => value),
      ...readFormerly(fields, item),
      withdrawn: readWithdrawn(fields, item),
    };
    fields.end(FEED_SETTINGS);
    const sameId = ids.get(outlet.id);
    if (sameId !== undefined) {
      const problem = `${quote(outlet.id)} is also the id of the outlet on line ${sameId}.`;
      fields.mistake("id", problem, "Give one of them another id.");
    } else if (outlet.id !== "") ids.set(outlet.id, fields.line("id"));
    for (const { value, line: at } of feedsAt) {
      const same = feeds.get(value.url);
      if (same === undefined) {
        if (value.url !== "") feeds.set(value.url, at);
        continue;
      }
      const problem = `${quote(value.url)} is also the feed on line ${same}.`;
      const field = fields.isEmpty("feeds") ? "feed" : "feeds";
      fields.mistake(field, problem, "Remove one of the two.", at);
    }
    read.push({ outlet, fields });
  }
  checkFormerIds(read);
  return read.map(({ outlet }) => outlet);
}
