import { isMap, isSeq } from "yaml";
import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import { Fields } from "./fields.ts";
import type { Mistake } from "./mistake.ts";
import { quote } from "./mistake.ts";
import { HEADLINE, LABEL } from "./plain-text.ts";
import { readUrl } from "./url.ts";
import { authority, count, day, id, language, text } from "./values.ts";
import { fieldsOf, readYaml } from "./yaml.ts";

/** Reads edition.yaml, all but the outlets. What is missing or wrong is blank, and among `mistakes`. */
export function readEdition(
  file: string,
  source: string,
  mistakes: Mistake[],
): Omit<Edition, "outlets"> | null {
  const yaml = readYaml(file, source, mistakes);
  const fields = yaml && fieldsOf(yaml, 1);
  if (!fields) return null;
  const site = fields.required("site", readUrl, "https://example.com") ?? "";
  if (site.includes("?")) {
    fields.mistake("site", `${quote(site)} has a query.`, 'Remove the "?" and what follows.');
  }
  const edition = {
    title: fields.required("title", text(HEADLINE), "The name of the edition") ?? "",
    description: fields.required("description", text(HEADLINE), "What it is about") ?? "",
    site: site.replace(/\/+$/, ""),
    authority: {
      name: fields.required("authority", authority, "example.com") ?? "",
      since: fields.required("since", day, "2026-01-31") ?? "",
    },
    language: fields.required("language", language, "en") ?? "",
    publisher: fields.required("publisher", text(LABEL), "Who publishes it") ?? "",
    entries: fields.optional("entries", count(1, 500)) ?? 50,
    ttl: fields.optional("ttl", count(1, 1440)) ?? 15,
    retention: fields.optional("retention", count(1, 3650)) ?? 90,
    hub: fields.optional("hub", readUrl) ?? null,
  };
  fields.end();
  return edition;
}

/**
 * Reads outlets.yaml, a list.
 *
 * @returns null when it is no list at all, so that not every report's outlet is called unknown on top of that.
 */
export function readOutlets(file: string, source: string, mistakes: Mistake[]): Outlet[] | null {
  const yaml = readYaml(file, source, mistakes);
  if (yaml === null) return null;
  const list = yaml.document.contents;
  if (!isSeq(list)) {
    const problem = list === null ? "has no outlets." : "is not a list of outlets.";
    const fix = 'Begin each outlet with "- id: " and indent its other fields as far.';
    mistakes.push({ file, line: 1, field: null, problem, fix });
    return null;
  }
  const lines = new Map<string, number>();
  return list.items.flatMap((item) => {
    const line = yaml.lineAt(item.range[0]);
    if (!isMap(item)) {
      const problem = "is not an outlet with fields.";
      mistakes.push({ file, line, field: null, problem, fix: 'Begin it with "- id: ".' });
      return [];
    }
    const fields = new Fields(yaml, item, line);
    const outlet = {
      id: fields.required("id", id, "rt") ?? "",
      name: fields.required("name", text(LABEL), "Its name") ?? "",
      home: fields.required("home", readUrl, "https://example.com/") ?? "",
      about: fields.required("about", text(HEADLINE), "Who is behind it, in one line") ?? "",
      feed: null,
    };
    fields.end();
    const earlier = lines.get(outlet.id);
    if (outlet.id !== "" && earlier !== undefined) {
      const problem = `${quote(outlet.id)} is also the id of the outlet in line ${earlier}.`;
      fields.mistake("id", problem, "Give one of them another id.");
    } else {
      lines.set(outlet.id, fields.line("id"));
    }
    return [outlet];
  });
}
