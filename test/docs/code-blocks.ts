import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { access, glob } from "node:fs/promises";

/** A fenced code block of a page. */
export interface Block {
  language: string;
  code: string;
}

/** All code blocks of a page, including indented ones in lists. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n([^]*?)^\1```$/gm)].map(
    ([, indent = "", language = "", code = ""]) => ({
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** The pages of the documentation by their paths below the root. */
export async function pagesBelow(root: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const pattern of ["*.md", "docs/*.md", "src/**/*.md"])
    for await (const path of glob(pattern, { cwd: root }))
      pages.set(path, await readFile(join(root, path), "utf8"));
  return pages;
}

/** Links to files or headings that do not exist. */
export async function brokenLinks(
  root: string,
  pages: ReadonlyMap<string, string>,
): Promise<string[]> {
  const broken: string[] = [];
  for (const [page, text] of pages)
    for (const [, link = ""] of withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [file = "", heading] = link.split("#");
      const path = file === "" ? page : relative(root, join(root, dirname(page), file));
      const exists = await access(join(root, path)).then(
        () => true,
        () => false,
      );
      const target = pages.get(path);
      if (!exists || (heading !== undefined && !headings(target ?? "").includes(heading)))
        broken.push(`${page}: ${link}`);
    }
  return broken;
}

const withoutBlocks = (text: string): string => text.replaceAll(/^( *)```[^]*?^\1```$/gm, "");

/** The anchors that GitHub gives to headings. */
const headings = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
