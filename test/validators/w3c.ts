import { join, resolve } from "node:path";
import { output } from "../support/command.ts";
import { missing, python } from "../support/tools.ts";
import type { Check } from "./check.ts";

const TOOL = {
  modules: ["lxml", "html5lib", "rdflib"],
  packages: "python3-lxml python3-html5lib python3-rdflib",
};

/**
 * The W3C feed validator (https://validator.w3.org/feed/) at its strictest level, where a warning counts.
 *
 * @param checkout of https://github.com/w3c/feedvalidator
 */
export function w3c(checkout: string | undefined): Check {
  return async ({ rss, atom, opml, parts, home }) => {
    const documents = [rss, atom, opml, ...parts.rss, ...parts.atom];
    const what = "W3C feed validator, AAA";
    const skipped =
      checkout === undefined
        ? "no W3C feed validator is given (--w3c CHECKOUT)"
        : await missing([TOOL]);
    const command = await python(TOOL.modules);
    if (checkout === undefined || skipped !== null || command === null)
      return documents.map(({ name: document }) => {
        return { document, what, wrong: null, skipped: skipped ?? "there is no Python" };
      });
    const script = join(import.meta.dirname, "w3c.py");
    const args = documents.flatMap(({ file, url }) => [file, url]);
    const answer = await output(command, [script, resolve(checkout), ...args], {
      home,
      seconds: 60,
    });
    const said = JSON.parse(answer) as string[][];
    return documents.map(({ name: document }, index) => {
      const lines = said[index] ?? ["it said nothing"];
      return { document, what, wrong: lines.filter(counts(document)).join("\n") || null };
    });
  };
}

/** It takes OPML's text for HTML, in which "5 < 6" is not valid. To readers it is plain text. */
const counts =
  (document: string) =>
  (line: string): boolean =>
    !(document.endsWith(".opml") && line.includes("Invalid HTML"));
