import { expect, test } from "vitest";
import { addresses, deploy } from "../../../src/cli/deploy.ts";
import { SHIPPED } from "../../../src/cli/deploy-check.ts";
import { CommandError } from "../../../src/cli/run-command.ts";
import { FORMATS } from "../../../src/render/feeds/formats.ts";
import { SAMPLE, sample } from "../content/sample-content.ts";
import { temporary } from "../../support/temporary-folder.ts";

interface Run {
  /** The date in the ids of the edition that is published at the address; null if there is none. */
  published: string | null | Error;
  since?: string;
  site?: string;
  name?: string;
  args?: string[];
  code?: number;
}

/** Deploys an edition, and returns what was printed and the commands that Wrangler was given. */
async function run({
  published,
  since = "2025-05-01",
  site = "https://news.press.eu",
  name = "news",
  args = [],
  code = 0,
}: Run): Promise<{ printed: string; commands: string[] }> {
  const edition = (SAMPLE["edition.yaml"] ?? "")
    .replace("https://Feeds.example/", site)
    .replace("authority: feeds.example", "authority: press.eu")
    .replace("2026-01-31", since);
  const commands: string[] = [];
  const warnings: string[] = [];
  const printed = await deploy(args, {
    folder: await temporary(sample({ "edition.yaml": edition })),
    toml: `name = "${name}"\n`,
    today: "2026-11-30",
    fetch: (url) => {
      if (published instanceof Error) return Promise.reject(published);
      const atom = `<feed><id>tag:press.eu,${published}:edition</id></feed>`;
      const found = url === `${site}/atom.xml` && published !== null;
      return Promise.resolve(new Response(found ? atom : "", { status: found ? 200 : 404 }));
    },
    wrangler: (command) => {
      commands.push(command.join(" "));
      return Promise.resolve(code);
    },
    warn: (text) => warnings.push(text),
  }).catch((error: unknown) => {
    if (error instanceof CommandError) return error.message;
    throw error;
  });
  return { printed: [...warnings, printed].join("\n"), commands };
}

const SUBSCRIBE = /^The Edition is published at https:\/\/news\.press\.eu\/\nSubscribe/m;

test.each<[string, Run, RegExp, string[]]>([
  ["for the first time", { published: null }, SUBSCRIBE, ["deploy"]],
  ["without a network", { published: new TypeError("fetch failed") }, SUBSCRIBE, ["deploy"]],
  ["once more", { published: "2025-05-01" }, SUBSCRIBE, ["deploy"]],
  ["with flags", { published: null, args: ["--minify"] }, SUBSCRIBE, ["deploy --minify"]],
  [
    "over an edition with other ids",
    { published: "2024-01-01" },
    /serves an edition whose ids begin with tag:press\.eu,2024-01-01:[^]*\nNot deployed\.$/,
    [],
  ],
  [
    "as shipped for the first time",
    { published: null, since: SHIPPED.since, name: SHIPPED.worker },
    /since: is still[^]*name: is still "storyfold"[^]*content: 2 mistakes\nNot deployed\.$/,
    [],
  ],
  [
    "as shipped, but published like this already",
    { published: SHIPPED.since, since: SHIPPED.since, name: SHIPPED.worker },
    SUBSCRIBE,
    ["deploy"],
  ],
  [
    "as shipped, while it runs on this computer",
    {
      published: SHIPPED.since,
      since: SHIPPED.since,
      site: "http://localhost:8787",
      name: SHIPPED.worker,
    },
    /site: http:\/\/localhost[^]*since: is still[^]*name: is still[^]*content: 3 mistakes/,
    [],
  ],
  [
    "under a name given as a flag",
    { published: null, args: ["--name", "storyfold"] },
    /name: is still "storyfold"/,
    [],
  ],
  [
    "as a dry run",
    { published: "2024-01-01", site: "http://localhost:8787", args: ["--dry-run"] },
    /^A deploy would be refused:\n.* site: [^]*\nDry run: nothing was deployed\.$/,
    ["deploy --dry-run"],
  ],
  [
    "when Wrangler fails",
    { published: null, code: 3 },
    /^Wrangler ended with code 3\.$/,
    ["deploy"],
  ],
])("a deploy %s", async (_name, settings, printed, commands) => {
  const result = await run(settings);
  expect(result.printed).toMatch(printed);
  expect(result.commands).toEqual(commands);
});

test("the addresses to subscribe to include every format", () => {
  const lines = addresses({ site: "https://a.eu", title: "A" });
  for (const { path } of Object.values(FORMATS)) expect(lines).toContain(`https://a.eu${path} `);
});
