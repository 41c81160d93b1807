import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output } from "../support/command.ts";
import type { Reader } from "./reader.ts";
import { linksIn, seconds, XML_FORMATS } from "./reader.ts";

/**
 * sfeed (https://codemadness.org/sfeed.html), feeds as lines of text. It knows an entry by id, title and link together,
 * and keeps it as it was first seen.
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

/** One line: fields between tabs, in the order of sfeed(1). */
function entryOf(line: string) {
  const [time = "", title = "", link = "", content = "", , id = ""] = line.split("\t");
  const html = content.replace(/\\(.)/g, (_, sign: string) => (sign === "\\" ? "\\" : " "));
  return { id, title, link, links: linksIn(html), published: seconds(Number(time)) };
}
