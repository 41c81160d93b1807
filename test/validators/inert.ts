import { join } from "node:path";
import { output } from "../support/command.ts";
import { missing, python } from "../support/tools.ts";
import type { Check, Document, Finding } from "./check.ts";

const TOOL = { modules: ["html5lib", "lxml"], packages: "python3-html5lib python3-lxml" };

/** Checks with an HTML parser that no text of outlets or editors becomes active content in a reader or on a page. */
export const inert: Check = async ({ rss, atom, json, opml, parts, pages, home }) => {
  const what = "inert (html5lib)";
  const why = await missing([TOOL]);
  const command = (await python(TOOL.modules)) ?? "python3";
  const script = join(import.meta.dirname, "inert.py");
  const check = async (kind: string, document: Document): Promise<Finding> => {
    const finding = { document: document.name, what, wrong: null };
    if (why !== null) return { ...finding, missing: why };
    const result = await output(command, [script, kind], { home, input: document.text });
    const { texts, problems } = JSON.parse(result) as { texts: number; problems: string[] };
    const found = kind === "html" ? "the page" : `${texts} texts`;
    return { ...finding, found, wrong: problems.join("\n") || null };
  };
  return Promise.all([
    ...[rss, atom, opml, ...parts.rss, ...parts.atom].map((document) => check("xml", document)),
    ...[json, ...parts.json].map((document) => check("json", document)),
    ...pages.map((page) => check("html", page)),
  ]);
};
