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

const LONGEST_KEY = 80;

/** The reports that a story can name. */
export interface KnownReports {
  /** URL by file name without ".md". Null for a file that has no good URL, a mistake of its own. */
  urls: Map<string, string | null>;
  /** The story that has taken a report, by URL: its file. Added to. */
  taken: Map<string, string>;
  /** Some outlet has a feed, and so there are, or will be, reports that have no file. */
  fed: boolean;
}

/** Reads a file of content/stories. What is missing or wrong is blank, and among `mistakes`. */
export function readStory(
  file: string,
  key: string,
  source: string,
  known: KnownReports,
  mistakes: Mistake[],
): EditorStory | null {
  if (!KEY.test(key) || key.length > LONGEST_KEY) {
    const problem = `${quote(key)} cannot be the key of a story.`;
    const fix = `Rename the file: a-z, 0-9 and hyphens, no hyphen at the start, at most ${LONGEST_KEY} characters.`;
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
    fields.mistake("reports", "names no report.", 'List at least one: "reports: [rt-leak]".');
  }
  for (const [url, line] of not) {
    if (!reports.has(url)) continue;
    fields.mistake("not", `${url} is in reports too.`, "Remove it from one of the two.", line);
  }
  for (const [url, line] of reports) {
    const other = known.taken.get(url);
    if (other !== undefined) {
      const problem = `${url} is already in ${other}.`;
      fields.mistake(
        "reports",
        problem,
        "A report is in one story. Remove it from the other.",
        line,
      );
    } else known.taken.set(url, file);
  }
  fields.end();
  const summary = markdownProse(body, SUMMARY);
  if (body.length > SUMMARY.maxLength) {
    // Its HTML cannot be cut without breaking it, and an editor can.
    const problem = `has a summary of ${body.length} characters.`;
    mistakes.push({
      file,
      line: null,
      field: null,
      problem,
      fix: `Shorten it to ${SUMMARY.maxLength}.`,
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

/** The URLs that a list names, and the line of each. */
function readReports(fields: Fields, field: string, known: KnownReports): Map<string, number> {
  const urls = new Map<string, number>();
  for (const { value, line } of fields.list(field, reference(known))) {
    if (value === null) continue;
    if (urls.has(value)) fields.mistake(field, `${value} is listed twice.`, "Remove one.", line);
    urls.set(value, line);
  }
  return urls;
}

/** Reads a report's file name, with or without ".md", or its URL. */
function reference({ urls, fed }: KnownReports): Reader<string | null> {
  const addresses = new Set(urls.values());
  return (raw) => {
    if (/^https?:/i.test(raw)) {
      const url = readUrl(raw);
      if (!("value" in url) || addresses.has(url.value)) return url;
      // As a feed's report has it: whether it is one can be told only when it comes.
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
