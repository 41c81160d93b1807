import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../../../src/content/directory.ts";

const run = promisify(execFile);
const RT = "https://www.rt.com/news/435115-russia-us-syria-leak/";
const SPUTNIK =
  "https://sputniknews.com/world/201808041066948259-russi-ministry-gerasimov-dunford/";
const NEIGHBOURS = ["--in", "test/fixtures/neighbours.json"];

const why = async (...args: string[]): Promise<{ code: number; out: string }> => {
  const env = { ...process.env, STORYFOLD_CONTENT: "test/fixtures/edition" };
  try {
    const { stdout } = await run(process.execPath, ["src/cli/why.ts", ...args], { cwd: ROOT, env });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, out: stderr };
  }
};

test.each<[string, string[], number, RegExp[]]>([
  [
    "two reports of one story",
    [RT, SPUTNIK],
    0,
    [/^one story: .*% match/m, /^ {2}names .*Gerasimov/m, /^ {2}earlier .*only this report has/m],
  ],
  [
    "a report and one on another event",
    [...NEIGHBOURS, RT, "mattis-idlib"],
    0,
    [
      /^two stories: /m,
      /^ {2}names .*Syria/m,
      /^ {2}time +\d+ days apart/m,
      /only this report has .*Mattis/,
    ],
  ],
  [
    "two other reports of one story",
    [...NEIGHBOURS, "sweida-1", "sweida-2"],
    0,
    [/^one story: /m, /^ {2}time +10 hours apart/m, /^ {2}later .*only this report has .*200/m],
  ],
  ["an unknown report", [RT, "https://example.com/"], 1, [/is not a report in content\//]],
  ["only one address", [RT], 1, [/^Usage: /]],
  ["an unknown flag", ["--out", "x", RT, SPUTNIK], 1, [/--out/, /^Usage: /m]],
  ["a missing file", ["--in", "none.json", RT, SPUTNIK], 1, [/none\.json/]],
])("why with %s", async (_, args, code, patterns) => {
  const result = await why(...args);
  for (const pattern of patterns) expect(result.out).toMatch(pattern);
  expect(result.code).toBe(code);
});
