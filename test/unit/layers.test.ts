/** The layers of ARCHITECTURE.md, as the linter and the compiler enforce them. Each case is written to a scratch file. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { readFolder, ROOT } from "../../src/content/directory.ts";
import { write } from "../support/temporary-folder.ts";

/** What each folder may import from others: whole folders, or single files. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ["model"],
  content: ["model", "text"],
  feed: ["model", "text"],
  poll: ["model", "text", "feed", "store/api.ts", "serve/purge.ts"],
  cluster: ["model/time.ts"],
  store: ["model", "cluster/index.ts"],
  render: ["model", "store/api.ts"],
  serve: ["model", "render", "store/api.ts"],
  cli: ["model", "text", "content", "feed", "poll", "cluster/index.ts"],
};
const FOLDERS = Object.keys(MAY_IMPORT);
/** Those with folders inside, which import across one level more. */
const NESTED = ["cluster", "store", "render", "cli"];
const SCRATCH_FILES = [
  ...FOLDERS.map((folder) => [folder, "scratch.ts"] as const),
  ...NESTED.map((folder) => [folder, "nested/scratch.ts"] as const),
];
const FOR_NODE = new Set(["content", "cli"]);

/** Everything that a file may try to import: a file of each folder, those that are allowed singly, and the runtimes. */
const ALL_TARGETS = [
  ...FOLDERS.map((folder) => `${folder}/some-file.ts`),
  "cluster/nested/some-file.ts",
  "store/nested/some-file.ts",
  "store/api.ts",
  "serve/purge.ts",
  "cluster/index.ts",
  "model/time.ts",
  "index.ts",
  "node:fs",
  "cloudflare:workers",
];

const targetsFor = (folder: string): string[] =>
  ALL_TARGETS.filter((target) => !target.startsWith(`${folder}/`));

const isAllowed = (folder: string, target: string): boolean => {
  if (target === "node:fs") return FOR_NODE.has(folder);
  if (target === "cloudflare:workers") return !FOR_NODE.has(folder);
  return (MAY_IMPORT[folder] ?? []).some(
    (allowed) => target === allowed || target.startsWith(`${allowed}/`),
  );
};

interface Diagnostic {
  code: string;
  filename: string;
  labels: { span: { line: number } }[];
}

let scratch: string;
let diagnostics: Diagnostic[];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "storyfold-"));
  await copyFile(join(ROOT, ".oxlintrc.json"), join(scratch, ".oxlintrc.json"));
  for (const [folder, file] of SCRATCH_FILES) {
    const up = file.includes("/") ? "../.." : "..";
    const imports = targetsFor(folder).map(
      (target) => `import "${target.includes(":") ? target : `${up}/${target}`}";`,
    );
    await write(join(scratch, "src", folder, file), imports.join("\n"));
  }
  const cycle = { "egg.ts": ["Egg", "Hen", "hen"], "hen.ts": ["Hen", "Egg", "egg"] };
  for (const [file, [own, other, from]] of Object.entries(cycle))
    await write(
      join(scratch, "src/model", file),
      `import type { ${other} } from "./${from}.ts";\nexport type ${own} = ${other}[];\n`,
    );
  await write(join(scratch, "src/render/globals.ts"), "export const pid: number = process.pid;\n");
  diagnostics = await lint();
});

afterAll(() => rm(scratch, { recursive: true }));

async function lint(): Promise<Diagnostic[]> {
  const { stdout } = await run("oxlint", ["-c", ".oxlintrc.json", "--format=json"], scratch);
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

/** Runs a program of node_modules/.bin, whatever its exit code. */
const run = async (
  program: string,
  args: string[],
  cwd: string,
): Promise<{ stdout: string; failed: boolean }> =>
  promisify(execFile)(join(ROOT, "node_modules/.bin", program), args, { cwd }).then(
    ({ stdout }) => ({ stdout, failed: false }),
    (error: { stdout: string }) => ({ stdout: error.stdout, failed: true }),
  );

const refusedIn = (file: string, rule: string): number[] =>
  diagnostics
    .filter(
      ({ code, filename }) => code.includes(rule) && resolve(scratch, filename).endsWith(file),
    )
    .map(({ labels }) => labels[0]?.span.line ?? 0)
    .sort((a, b) => a - b);

test.each(SCRATCH_FILES)(
  "%s imports what its layer allows, and nothing else, in %s",
  (folder, file) => {
    const refused = new Set(refusedIn(`src/${folder}/${file}`, "no-restricted-imports"));
    const accepted = targetsFor(folder).filter((_, index) => !refused.has(index + 1));
    expect(accepted).toEqual(targetsFor(folder).filter((target) => isAllowed(folder, target)));
  },
);

test("a cycle of type imports is refused", () => {
  expect(refusedIn("src/model/egg.ts", "no-cycle")).toEqual([1]);
});

test("Node's globals are refused in code for the Worker", () => {
  expect(refusedIn("src/render/globals.ts", "no-restricted-globals")).toEqual([1]);
});

test.each([
  [
    "a Node global in code for the Worker",
    "tsconfig.json",
    "export const here = __dirname;",
    "__dirname",
  ],
  [
    "a Workers global in code for Node",
    "tsconfig.node.json",
    "export const pair = new WebSocketPair();",
    "WebSocketPair",
  ],
])("the compiler refuses %s", async (_, config, source, name) => {
  // Below the project, so that the compiler finds node_modules.
  const folder = await mkdtemp(join(ROOT, "build/types-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await write(join(folder, "scratch.ts"), source);
  await write(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: `../../${config}`, include: ["."], exclude: [] }),
  );
  const { stdout, failed } = await run("tsc", ["-p", folder], ROOT);
  expect(failed).toBe(true);
  expect(stdout).toMatch(new RegExp(`scratch\\.ts.*Cannot find name '${name}'`));
});

test("no source file lies deeper than the rules reach", async () => {
  const deepest = (file: string): number => (NESTED.includes(file.split("/")[0] ?? "") ? 3 : 2);
  const files = [...(await readFolder(join(ROOT, "src"))).keys()];
  expect(files.filter((file) => file.split("/").length > deepest(file))).toEqual([]);
});
