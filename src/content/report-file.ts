import type { Report } from "../model/report.ts";
import type { Fields } from "./fields.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { markdownText } from "./markdown.ts";
import type { Mistake } from "../text/mistake.ts";
import { HEADLINE, LABEL, SUMMARY } from "../text/plain-text.ts";
import { readUrl } from "../text/url.ts";
import type { Reader } from "../text/field-values.ts";
import { flag, language, text, time } from "../text/field-values.ts";
import { fieldsOf, readYaml } from "./yaml.ts";

/** Fields that people look for, and which are the body of the file. */
export const BODY_FIELDS = Object.fromEntries(
  ["summary", "description", "text", "body", "content"].map((name) => [
    name,
    'Write the summary below the second "---".',
  ]),
);

/** Splits a Markdown file and reads its front matter. Null if that fails; the reason is then in `mistakes`. */
export function readMarkdownFile(
  file: string,
  source: string,
  mistakes: Mistake[],
): { fields: Fields; body: string } | null {
  const parts = splitFrontMatter(source);
  if (!("value" in parts)) {
    mistakes.push({ file, line: 1, field: null, ...parts });
    return null;
  }
  const yaml = readYaml(file, parts.value.yaml, mistakes);
  const fields = yaml && fieldsOf(yaml, 1);
  return fields && { fields, body: parts.value.body };
}

/**
 * Reads a file of content/reports. Missing and invalid fields are left blank and added to `mistakes`.
 *
 * @param edition defaults for fields that the report leaves out.
 * @param outlet reads an outlet's id, and rejects unknown ones.
 * @param url reads a URL, and rejects one that another report has.
 */
export function readReport(
  file: string,
  source: string,
  edition: { language: string },
  outlet: Reader<string>,
  url: Reader<string>,
  mistakes: Mistake[],
): Report | null {
  const parts = readMarkdownFile(file, source, mistakes);
  if (parts === null) return null;
  const { fields, body } = parts;
  const value = fields.optional("published", time);
  const estimated = fields.optional("published_is_estimated", flag) ?? false;
  if (estimated && fields.isEmpty("published")) {
    fields.mistake(
      "published_is_estimated",
      'is true, but "published" is missing.',
      'Add the estimate as "published".',
    );
  }
  const report: Report = {
    url: fields.required("url", url, "https://…") ?? "",
    outlet: fields.required("outlet", outlet, "the id of an outlet") ?? "",
    title: fields.required("title", text(HEADLINE), "The headline") ?? "",
    titleIsOurs: fields.optional("title_is_ours", flag) ?? false,
    summary: markdownText(body, SUMMARY),
    published: value === undefined ? null : { value, estimated },
    language: fields.optional("language", language) ?? edition.language,
    tags: readTags(fields),
    via: fields.optional("via", text(LABEL)) ?? null,
  };
  fields.end(BODY_FIELDS);
  return report;
}

/** The tags without duplicates. */
export function readTags(fields: Fields): string[] {
  return [...new Set(fields.list("tags", text(LABEL)).map(({ value }) => value))];
}

/** Reads a URL that only one report may have. `seen` maps URLs to files, and the reader adds to it. */
export function newUrl(file: string, seen: Map<string, string>): Reader<string> {
  return (raw) => {
    const url = readUrl(raw);
    if (!("value" in url)) return url;
    const other = seen.get(url.value);
    if (other !== undefined) {
      return { problem: `is also the URL of ${other}.`, fix: "Delete one of the two files." };
    }
    seen.set(url.value, file);
    return url;
  };
}
