import type { Edition } from "../model/edition.ts";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { HEADLINE, LABEL } from "../text/plain-text.ts";
import { readUrl } from "../text/url.ts";
import { authority, count, day, language, text, timezone } from "../text/field-values.ts";
import { fieldsOf, readYaml } from "./yaml.ts";

/** Reads edition.yaml. Missing and invalid fields are left blank and added to `mistakes`. */
export function readEdition(
  file: string,
  source: string,
  mistakes: Mistake[],
): Omit<Edition, "outlets" | "withdrawn"> | null {
  const yaml = readYaml(file, source, mistakes);
  const fields = yaml && fieldsOf(yaml, 1);
  if (!fields) return null;
  const site = fields.required("site", readUrl, "https://example.com") ?? "";
  if (site.includes("?")) {
    fields.mistake(
      "site",
      `${quote(site)} has a query.`,
      'Remove the "?" and everything after it.',
    );
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
    timezone: fields.optional("timezone", timezone) ?? "UTC",
    daily: fields.optional("daily", count(0, 23)) ?? 6,
    ttl: fields.optional("ttl", count(1, 1440)) ?? 15,
    retention: fields.optional("retention", count(1, 3650)) ?? 90,
    hub: fields.optional("hub", readUrl) ?? null,
  };
  fields.end();
  return edition;
}
