import { readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BuildResult, BuildPaths } from "../../../src/cli/build.ts";
import { build } from "../../../src/cli/build.ts";
import type { Content } from "../../../src/model/edition.ts";
import { edited, sample } from "../content/sample-content.ts";
import { contentsOf, temporary, write } from "../../support/temporary-folder.ts";

const RT = "reports/rt-leak.md";

interface Project extends BuildPaths {
  edit(path: string, source: string): Promise<void>;
  /** What the Worker gets to see. */
  bundled(): Promise<Content>;
}

async function project(changes: Parameters<typeof sample>[0] = {}): Promise<Project> {
  const files: [string, string | Uint8Array][] = [...sample(changes)].map(([path, bytes]) => [
    `content/${path}`,
    bytes,
  ]);
  const root = await temporary([
    ...files,
    ["package.json", '{"version":"1.2.3"}'],
    ["package-lock.json", "{}"],
    ["src/index.ts", "1"],
  ]);
  const bundle = join(root, "build/content.js");
  return {
    root,
    content: join(root, "content"),
    bundle,
    edit: (path, source) => write(join(root, path), source),
    bundled: async () => {
      const source = await readFile(bundle);
      const module = (await import(`data:text/javascript;base64,${source.toString("base64")}`)) as {
        content: Content;
      };
      return module.content;
    },
  };
}

/** A change to one file of the sample's content. */
async function change(to: Project, changes: Record<string, string>): Promise<BuildResult> {
  for (const [path, source] of Object.entries(changes)) await to.edit(`content/${path}`, source);
  return build(to);
}

test("content is bundled, and counted in one line", async () => {
  const places = await project();
  expect(await build(places)).toEqual({
    line: "content: 2 reports from 2 outlets, 1 edited story",
    warning: null,
  });
  const content = await places.bundled();
  expect(content).toMatchObject({ version: "1.2.3", edition: { title: "The Edition" } });
  expect(content.digest).toMatch(/^[0-9a-f]{32}$/);
  expect(content.build).toMatch(/^[0-9a-f]{32}$/);
});

test("any text survives the bundle", async () => {
  const title = '\\u2028 \\\\ \\" ` ${x} </script> 👍';
  const places = await project(edited(RT, "title: A leak", `title: "${title}"`));
  await build(places);
  expect((await places.bundled()).reports[0]?.title).toBe('\\ " ` ${x} 👍');
});

test("the digest follows reports and stories; the build follows everything", async () => {
  const places = await project();
  await build(places);
  const first = await places.bundled();
  const steps: [path: string, source: string, digest: boolean, build: boolean][] = [
    [`content/${RT}~`, "left by an editor", false, false],
    ["src/index.ts", "2", false, true],
    ["src/render/feeds/rss.ts", "", false, true],
    ["package-lock.json", "{ }", false, true],
    ["package.json", '{"version":"1.2.4"}', false, true],
    [
      "content/edition.yaml",
      edited("edition.yaml", "The Edition", "Another")["edition.yaml"] ?? "",
      false,
      true,
    ],
    [`content/${RT}`, edited(RT, "A leak", "Another leak")[RT] ?? "", true, true],
  ];
  let before = first;
  for (const [path, source, digest, everything] of steps) {
    await places.edit(path, source);
    await build(places);
    const after = await places.bundled();
    expect([path, after.digest !== before.digest, after.build !== before.build]).toEqual([
      path,
      digest,
      everything,
    ]);
    before = after;
  }
});

test("a bundle that would not change is not touched", async () => {
  const places = await project();
  await build(places);
  await utimes(places.bundle, 1, 1);
  await build(places);
  expect((await stat(places.bundle)).mtimeMs).toBe(1000);
});

test("after a mistake the earlier bundle stays, and nothing else is left behind", async () => {
  const places = await project();
  await build(places);
  const before = await contentsOf(join(places.root, "build"));
  const outcome = await change(places, edited(RT, "outlet: rt\ntitle: A leak", "outlet: rtt"));
  expect(outcome).toEqual({
    mistakes: [
      `${places.content}/reports/rt-leak.md:1 title: is missing. Add a line "title: The headline".`,
      `${places.content}/reports/rt-leak.md:2 outlet: "rtt" is not an outlet. Did you mean "rt"? Otherwise add it to ${places.content}/outlets.yaml.`,
      "content: 2 mistakes",
    ].join("\n"),
  });
  expect(await contentsOf(join(places.root, "build"))).toEqual(before);
  expect(Object.keys(before)).toEqual(["content.js"]);
});

test("a folder that is not there is content that is missing", async () => {
  const places = await project();
  const outcome = await build({ ...places, content: "/nowhere" });
  expect(outcome).toHaveProperty(
    "mistakes",
    expect.stringMatching(/^\/nowhere\/edition\.yaml: is missing\./),
  );
});

test.each([
  ["http://localhost:8787", "deploy", true],
  ["http://127.0.0.1", "versions upload", true],
  ["http://localhost:8787", "dev", false],
  ["http://localhost:8787", "", false],
  ["https://localhost.example", "deploy", false],
])("site %s while wrangler does %j: warned is %s", async (site, command, warned) => {
  const places = await project(edited("edition.yaml", "https://Feeds.example/", site));
  const outcome = await build(places, command);
  expect("warning" in outcome && outcome.warning !== null).toBe(warned);
});
