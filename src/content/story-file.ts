import type { EditorStory } from "../model/story.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import type { Fields } from "./fields.ts";
import { markdownProse } from "./markdown.ts";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { HEADLINE, SUMMARY } from "../text/plain-text.ts";
import { readMarkdownFile, readTags } from "./report-file.ts";
import { readUrl } from "../text/url.ts";
import type { Reader } from "../text/field-values.ts";
import { KEY, text } from "../text/field-values.ts";

const MAX_KEY_LENGTH = 80;

/** The reports that a story can refer to. */
export interface KnownReports {
  /** URLs by file name without ".md". Null for a file without a valid URL, which is reported separately. */
  urls: Map<string, string | null>;
  /** The file of the story that lists a report, by the report's URL. Reading a story adds to it. */
  taken: Map<string, string>;
  /** Whether some outlet has a feed, so that there can be reports without a file. */
  fed: boolean;
}

/** Reads a file of content/stories. Missing and invalid fields are left blank and added to `mistakes`. */
export function readStory(
  file: string,
  key: string,
  source: string,
  known: KnownReports,
  mistakes: Mistake[],
): EditorStory | null {
  if (!KEY.test(key) || key.length > MAX_KEY_LENGTH) {
    const problem = `${quote(key)} is not a valid story key.`;
    const fix = `Rename the file: use at most ${MAX_KEY_LENGTH} characters of a-z, 0-9 and hyphens, and do not begin with a hyphen.`;
    mistakes.push({ file, line: null, field: null, problem, fix });
  }
  const parts = readMarkdownFile(file, source, mistakes);
  if (parts === null) return null;
  const { fields, body } = parts;
  const headline = fields.required("headline", text(HEADLINE), "The headline") ?? "";
  const tags = readTags(fields);
  const disagreements = fields.list("disagreements", text(SUMMARY)).map(({ value }) => value);
  const reports = readReports(fields, "reports", known);
  const not = readReports(fields, "not", known);
  if (fields.isEmpty("reports")) {
    fields.mistake("reports", "lists no reports.", 'List at least one: "reports: [rt-leak]".');
  }
  for (const [url, line] of not) {
    if (!reports.has(url)) continue;
    const problem = `${url} is also listed in "reports".`;
    fields.mistake("not", problem, "Remove it from one of the two lists.", line);
  }
  for (const [url, line] of reports) {
    const other = known.taken.get(url);
    if (other !== undefined) {
      const problem = `${url} is already in ${other}.`;
      fields.mistake(
        "reports",
        problem,
        "A report can belong to one story only. Remove it from one of the two.",
        line,
      );
    } else known.taken.set(url, file);
  }
  fields.end();
  const summary = markdownProse(body, SUMMARY);
  if (body.length > SUMMARY.maxLength) {
    // Cutting the HTML could break it, so the editor has to shorten the text.
    const problem = `has a summary of ${body.length} characters.`;
    mistakes.push({
      file,
      line: null,
      field: null,
      problem,
      fix: `Shorten it to at most ${SUMMARY.maxLength}.`,
    });
  }
  return {
    key,
    headline,
    summary,
    tags,
    disagreements,
    reports: [...reports.keys()],
    not: [...not.keys()],
  };
}

/** The URLs of the reports in a list, with the line of each. */
function readReports(fields: Fields, field: string, known: KnownReports): Map<string, number> {
  const urls = new Map<string, number>();
  for (const { value, line } of fields.list(field, reference(known))) {
    if (value === null) continue;
    if (urls.has(value)) {
      fields.mistake(field, `${value} is listed twice.`, "Remove one of the two.", line);
    }
    urls.set(value, line);
  }
  return urls;
}

/** Reads a reference to a report: its file name, with or without ".md", or its URL. */
function reference({ urls, fed }: KnownReports): Reader<string | null> {
  const addresses = new Set(urls.values());
  return (raw) => {
    if (/^https?:/i.test(raw)) {
      const url = readUrl(raw);
      if (!("value" in url) || addresses.has(url.value)) return url;
      // A feed may yet bring the report, so it cannot be checked here. Feeds' reports have canonical URLs.
      if (fed) return { value: canonicalUrl(url.value) };
      const near = didYouMean(
        url.value,
        [...addresses].filter((address) => address !== null),
      );
      return unknown(raw, "the URL of a report", near);
    }
    const name = raw.replace(/\.md$/, "");
    const url = urls.get(name);
    return url === undefined
      ? unknown(raw, "a file in reports/", didYouMean(name, urls.keys()))
      : { value: url };
  };
}

function unknown(
  raw: string,
  noun: string,
  near: string | undefined,
): { problem: string; fix: string } {
  const fix = near === undefined ? "Add the report first." : `Did you mean ${quote(near)}?`;
  return { problem: `${quote(raw)} is not ${noun}.`, fix };
}
