import type { Checked } from "../text/mistake.ts";

/** The two parts of a Markdown file. */
export interface FrontMatter {
  /** The front matter, with a blank line in place of the opening `---` so that line numbers match those of the file. */
  yaml: string;
  /** Everything after the closing `---`. */
  body: string;
}

const FENCE = /^---[ \t]*$/;

/** Splits a file into front matter and body. Its lines must end in LF. */
export function splitFrontMatter(source: string): Checked<FrontMatter> {
  if (source.trim() === "") {
    return { problem: "is empty.", fix: "Write its front matter, or delete the file." };
  }
  const lines = source.split("\n");
  if (!FENCE.test(lines[0] ?? "")) {
    return {
      problem: "has no front matter.",
      fix: 'Begin the file with a line "---", its fields, and another line "---".',
    };
  }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end === -1) {
    return {
      problem: "has front matter without an end.",
      fix: 'Add a line "---" after its fields.',
    };
  }
  return {
    value: { yaml: ["", ...lines.slice(1, end)].join("\n"), body: lines.slice(end + 1).join("\n") },
  };
}
