import { readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BuildResult, BuildPaths } from "../../../src/cli/build.ts";
import { build } from "../../../src/cli/build.ts";
import type { Content } from "../../../src/model/edition.ts";
import { edited, SAMPLE, sample } from "../content/sample-content.ts";
import { contentsOf, temporary, write } from "../../support/temporary-folder.ts";

const RT = "reports/rt-leak.md";

interface Project extends BuildPaths {
  edit(path: string, source: string): Promise<void>;
  /** The content as the Worker imports it. */
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

/** Changes content files, then builds. */
async function changeAndBuild(to: Project, changes: Record<string, string>): Promise<BuildResult> {
  for (const [path, source] of Object.entries(changes)) await to.edit(`content/${path}`, source);
  return build(to);
}

test("content is bundled, and summarized in one line", async () => {
  const paths = await project();
  expect(await build(paths)).toEqual({
    line: "content: 2 outlets, 2 reports in files, 1 edited story",
    warnings: [],
  });
  const content = await paths.bundled();
  expect(content).toMatchObject({ version: "1.2.3", edition: { title: "The Edition" } });
  expect(content.digest).toMatch(/^[0-9a-f]{32}$/);
  expect(content.build).toMatch(/^[0-9a-f]{32}$/);
});

test("text with special characters is unchanged in the bundle", async () => {
  const title = '\\u2028 \\\\ \\" ` ${x} </script> 👍';
  const paths = await project(edited(RT, "title: A leak", `title: "${title}"`));
  await build(paths);
  expect((await paths.bundled()).reports[0]?.title).toBe('\\ " ` ${x} 👍');
});

test("the digest depends on reports and stories, the build on every file of content and code", async () => {
  const paths = await project();
  await build(paths);
  const first = await paths.bundled();
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
    await paths.edit(path, source);
    await build(paths);
    const after = await paths.bundled();
    expect([path, after.digest !== before.digest, after.build !== before.build]).toEqual([
      path,
      digest,
      everything,
    ]);
    before = after;
  }
});

test("an unchanged bundle is not written again", async () => {
  const paths = await project();
  await build(paths);
  await utimes(paths.bundle, 1, 1);
  await build(paths);
  expect((await stat(paths.bundle)).mtimeMs).toBe(1000);
});

test("after a mistake, the previous bundle stays and no other file is left behind", async () => {
  const paths = await project();
  await build(paths);
  const before = await contentsOf(join(paths.root, "build"));
  const outcome = await changeAndBuild(
    paths,
    edited(RT, "outlet: rt\ntitle: A leak", "outlet: rtt"),
  );
  expect(outcome).toEqual({
    mistakes: [
      `${paths.content}/reports/rt-leak.md:1 title: is missing. Add a line "title: The headline".`,
      `${paths.content}/reports/rt-leak.md:2 outlet: "rtt" is not an outlet. Did you mean "rt"? Otherwise add it to ${paths.content}/outlets.yaml.`,
      "content: 2 mistakes",
    ].join("\n"),
  });
  expect(await contentsOf(join(paths.root, "build"))).toEqual(before);
  expect(Object.keys(before)).toEqual(["content.js"]);
});

test("a missing content folder is reported as a missing edition.yaml", async () => {
  const paths = await project();
  const outcome = await build({ ...paths, content: "/nowhere" });
  expect(outcome).toHaveProperty(
    "mistakes",
    expect.stringMatching(/^\/nowhere\/edition\.yaml: is missing\./),
  );
});

test.each([
  ["https://feeds.news", "deploy", []],
  ["http://localhost:8787", "deploy", ["site"]],
  ["http://127.0.0.1", "versions upload", ["site"]],
  ["http://localhost:8787", "dev", []],
  ["http://localhost:8787", "", []],
])("a build of %s for the wrangler command %j: %j", async (site, command, refused) => {
  const paths = await project({
    "edition.yaml": (SAMPLE["edition.yaml"] ?? "")
      .replace("https://Feeds.example/", site)
      .replace("feeds.example", "feeds.news"),
  });
  await paths.edit("wrangler.toml", 'name = "feeds"\n');
  const result = await build(paths, { command, today: "2026-11-30" });
  const lines = "mistakes" in result ? result.mistakes : "";
  expect([...lines.matchAll(/edition\.yaml (\w+)/g)].map(([, field]) => field)).toEqual(refused);
});

test("a build warns of a report that no feed is likely to bring", async () => {
  const paths = await project(
    edited("stories/a-letter.md", "https://uawire.org/letter]", "https://elsewhere.example/x]"),
  );
  expect(await build(paths)).toMatchObject({
    warnings: [
      `${paths.content}/stories/a-letter.md:3 reports: https://elsewhere.example/x has not been seen yet. The story takes it in once a feed brings it. To add it yourself, run "npm run new:report".`,
    ],
  });
});
