import { join, resolve } from "node:path";
import { output } from "../support/command.ts";
import { missing, python } from "../support/tools.ts";
import type { Check } from "./check.ts";

const TOOL = {
  modules: ["lxml", "html5lib", "rdflib"],
  packages: "python3-lxml python3-html5lib python3-rdflib",
};

/**
 * The W3C feed validator (https://validator.w3.org/feed/) at its strictest level, AAA, which includes warnings.
 *
 * @param checkout path of a clone of https://github.com/w3c/feedvalidator
 */
export function w3c(checkout: string | undefined): Check {
  return async ({ rss, atom, opml, parts, home }) => {
    const documents = [rss, atom, opml, ...parts.rss, ...parts.atom];
    const what = "W3C feed validator, AAA";
    const skipped =
      checkout === undefined
        ? "no checkout of the W3C feed validator was given (--w3c CHECKOUT)"
        : await missing([TOOL]);
    const command = await python(TOOL.modules);
    if (checkout === undefined || skipped !== null || command === null)
      return documents.map(({ name: document }) => {
        return { document, what, wrong: null, skipped: skipped ?? "Python is not installed" };
      });
    const script = join(import.meta.dirname, "w3c.py");
    const args = documents.flatMap(({ file, url }) => [file, url]);
    const result = await output(command, [script, resolve(checkout), ...args], {
      home,
      seconds: 60,
    });
    const messages = JSON.parse(result) as string[][];
    return documents.map(({ name: document }, index) => {
      const lines = messages[index] ?? ["the validator printed no result"];
      return { document, what, wrong: lines.filter(counts(document)).join("\n") || null };
    });
  };
}

/** Ignores "Invalid HTML" in OPML: the validator parses its text as HTML, but readers show it as plain text ("5 < 6"). */
const counts =
  (document: string) =>
  (line: string): boolean =>
    !(document.endsWith(".opml") && line.includes("Invalid HTML"));
