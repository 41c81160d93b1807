import type { EditorStory } from "../model/story.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import type { AtLine, Fields } from "./fields.ts";
import { markdownProse } from "./markdown.ts";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { HEADLINE, SUMMARY } from "../text/plain-text.ts";
import { BODY_FIELDS, readMarkdownFile, readTags } from "./report-file.ts";
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
  /** References to reports without a file, which a feed may have brought or may bring yet. Reading a story adds to it. */
  unfiled: UnfiledReport[];
}

/** A reference of a story to a report that has no file. */
export interface UnfiledReport extends Pick<Mistake, "file" | "line" | "field"> {
  url: string;
  /** The URL of a report file that looks much like it, which may be the one that was meant. */
  near: string | undefined;
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
  const reader = reference(known.urls);
  const reports = distinct(
    file,
    fields,
    "reports",
    known,
    fields.requiredList("reports", reader, "[rt-leak]"),
  );
  const not = distinct(file, fields, "not", known, fields.list("not", reader));
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
  fields.end(BODY_FIELDS);
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
function distinct(
  file: string,
  fields: Fields,
  field: string,
  known: KnownReports,
  references: readonly AtLine<string | null>[],
): Map<string, number> {
  const urls = new Map<string, number>();
  const filed = [...known.urls.values()].filter((url) => url !== null);
  for (const { value, line } of references) {
    if (value === null) continue;
    if (urls.has(value)) {
      fields.mistake(field, `${value} is listed twice.`, "Remove one of the two.", line);
    } else if (!filed.includes(value)) {
      known.unfiled.push({ file, line, field, url: value, near: didYouMean(value, filed) });
    }
    urls.set(value, line);
  }
  return urls;
}

/** Reads a reference to a report: its file name, with or without ".md", or its URL. */
function reference(urls: KnownReports["urls"]): Reader<string | null> {
  const addresses = new Set(urls.values());
  return (raw) => {
    if (/^https?:/i.test(raw)) {
      const url = readUrl(raw);
      if (!("value" in url) || addresses.has(url.value)) return url;
      // Reports from feeds have canonical URLs.
      return { value: canonicalUrl(url.value) };
    }
    const name = raw.replace(/\.md$/, "");
    const url = urls.get(name);
    if (url !== undefined) return { value: url };
    const near = didYouMean(name, urls.keys());
    return {
      problem: `${quote(raw)} is not a file in reports/.`,
      fix:
        near === undefined
          ? "Write the name of a report's file without .md, or the report's address."
          : `Did you mean ${quote(near)}?`,
    };
  };
}
