import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output } from "../support/command.ts";
import type { Reader } from "./reader.ts";
import { linksIn, isoDate, XML_FORMATS } from "./reader.ts";

/**
 * sfeed (https://codemadness.org/sfeed.html), which stores feeds as lines of text. It identifies an entry by its id, title
 * and link together, and keeps it as first seen.
 */
export const sfeed: Reader = {
  name: "sfeed",
  needs: [
    { command: "sfeed_update", packages: "sfeed" },
    { command: "curl", packages: "curl" },
  ],
  formats: XML_FORMATS,
  entry: "entry",
  grows: false,
  keeps: true,
  async subscribe(url, home) {
    const folder = join(home, "feeds");
    const config = join(home, "sfeedrc");
    await mkdir(folder);
    await writeFile(config, `sfeedpath="${folder}"\nfeeds() {\n  feed "storyfold" "${url}"\n}\n`);
    return {
      async poll() {
        await output("sfeed_update", [config], { home });
        const lines = await readFile(join(folder, "storyfold"), "utf8");
        return lines.trim().split("\n").map(entryOf);
      },
    };
  },
};

/** Parses one line: fields separated by tabs, in the order of sfeed(1). */
function entryOf(line: string) {
  const [time = "", title = "", link = "", content = "", , id = ""] = line.split("\t");
  const html = content.replace(/\\(.)/g, (_, escaped: string) => (escaped === "\\" ? "\\" : " "));
  return { id, title, link, links: linksIn(html), published: isoDate(Number(time)) };
}
