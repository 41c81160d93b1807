import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { backUp } from "../../../src/cli/backup/backup.ts";
import { restore } from "../../../src/cli/backup/restore.ts";
import { CommandError } from "../../../src/cli/run-command.ts";
import type { Fetch } from "../../../src/cli/running-edition.ts";
import { NEXT_SLICE } from "../../../src/model/backup.ts";
import { contentsOf, temporary } from "../../support/temporary-folder.ts";
import { noEdition } from "./fake-edition.ts";

const SECRET = "a secret of some length";
const AT = ["--at", "https://edition.example"];
const HEADER = {
  storyfold: "backup",
  format: 1,
  id: "1",
  schema: 8,
  edition: "The Edition",
  authority: { name: "edition.example", since: "2026" },
  version: "1.0.0",
  made: "2026-11-30T12:00:00.000Z",
};
/** JSON may contain characters that end a line elsewhere. */
const SLICES = [
  `{"table":"stories","columns":["id","key"],"rows":[[1,"a"],[2,"b\u2028"]]}\n`,
  `{"table":"reports","columns":["id"],"rows":[[1]]}\n{"kv":["revision",7]}\n`,
];
const END = `{"end":{"lines":3,"rows":3}}\n`;
const COMPLETE = `${JSON.stringify(HEADER)}\n${SLICES.join("")}${END}`;

beforeEach(() => {
  vi.stubEnv("BACKUP_SECRET", SECRET);
  return () => vi.unstubAllEnvs();
});

/** An edition with a backup to read. The newsroom changes during the first backups. */
function source(changes = 0): Fetch {
  let begun = 0;
  return async (address, { method, headers }) => {
    if (new Headers(headers).get("Authorization") !== `Bearer ${SECRET}`)
      return Response.json({ refused: "The secret is not the edition's." }, { status: 401 });
    if (method === "POST") {
      begun++;
      return Response.json(HEADER);
    }
    const after = new URL(address).searchParams.get("after");
    if (after === null) return new Response(SLICES[0], { headers: { [NEXT_SLICE]: "%5B2%5D" } });
    if (after !== "[2]" || begun <= changes)
      return Response.json({ refused: "Reports were filed." }, { status: 409 });
    return new Response(SLICES[1]);
  };
}

/** An edition that restores one line per request, and breaks off after some. */
class Target {
  readonly lines: string[] = [];
  header = "";
  left: number;

  constructor(left = Infinity) {
    this.left = left;
  }

  readonly fetch: Fetch = async (address, { body }) => {
    const { searchParams } = new URL(address);
    const sent = (body as string).split("\n").filter((line) => line !== "");
    if (!searchParams.has("id")) {
      this.header = sent.join();
      return Response.json({ lines: this.lines.length, done: false });
    }
    if (this.left-- <= 0) return Response.json({ refused: "Too many rows." }, { status: 503 });
    if (Number(searchParams.get("from")) === this.lines.length)
      this.lines.push(...sent.slice(0, 1));
    return Response.json({ lines: this.lines.length, done: sent.length === 0 });
  };
}

const printed: string[] = [];
const terminal = { print: (line: string) => printed.push(line), wait: async () => {} };
const refusal = (run: Promise<string>): Promise<string> =>
  run.then(
    () => "not refused",
    (error: unknown) => (error instanceof CommandError ? error.message : String(error)),
  );

test("a backup is a header, every line, and an end that counts them", async () => {
  const folder = await temporary([]);
  const file = join(folder, "copy.gz");
  const output = await backUp(["--to", file, ...AT], terminal, source());
  expect(output).toContain(`${file}\n3 rows of https://edition.example.`);
  expect(gunzipSync(await readFile(file)).toString()).toBe(COMPLETE);
});

test("it starts again while a polling round ends", async () => {
  const folder = await temporary([]);
  const file = join(folder, "copy.gz");
  printed.length = 0;
  await backUp(["--to", file, ...AT], terminal, source(2));
  expect(gunzipSync(await readFile(file)).toString()).toBe(COMPLETE);
  expect(printed).toHaveLength(2);
});

describe("no file is left by", () => {
  test.each<[what: string, args: string[], edition: Fetch, secret: string, message: RegExp]>([
    ["a newsroom that never rests", AT, source(Infinity), SECRET, /keeps filing reports/],
    ["an edition that does not answer", AT, noEdition, SECRET, /does not answer/],
    ["a wrong secret", AT, source(), "another", /The secret is not the edition's/],
    ["no secret", AT, source(), "", /The edition's secret is needed\. Set one of at least 16/],
    [
      "an edition without a secret",
      AT,
      async () => new Response(null, { status: 404 }),
      SECRET,
      /has no BACKUP_SECRET\. Set one of .*wrangler secret put BACKUP_SECRET.*\.dev\.vars/,
    ],
    [
      "an address without encryption",
      ["--at", "http://edition.example"],
      source(),
      SECRET,
      /https/,
    ],
    ["an unknown option", ["--all"], source(), SECRET, /Usage: npm run backup/],
  ])("%s", async (_, args, edition, secret, message) => {
    vi.stubEnv("BACKUP_SECRET", secret);
    const folder = await temporary([]);
    const run = backUp(["--to", join(folder, "copy.gz"), ...args], terminal, edition);
    expect(await refusal(run)).toMatch(message);
    expect(await contentsOf(folder)).toEqual({});
  });
});

test("every line of a file is restored", async () => {
  const folder = await temporary([["copy.gz", gzipSync(COMPLETE)]]);
  const target = new Target();
  const output = await restore([join(folder, "copy.gz"), ...AT], terminal.print, target.fetch);
  expect(output).toBe(
    `Restored 3 rows of "The Edition", as it was on 2026-11-30T12:00Z, to https://edition.example.`,
  );
  expect(`${target.header}\n${target.lines.join("\n")}\n`).toBe(COMPLETE);
});

test("a restoration that breaks off is continued", async () => {
  const folder = await temporary([["copy.gz", gzipSync(COMPLETE)]]);
  const args = [join(folder, "copy.gz"), ...AT];
  const target = new Target(2);
  expect(await refusal(restore(args, terminal.print, target.fetch))).toMatch(
    /Too many rows\.\nNothing is lost: the same command continues/,
  );
  expect(target.lines).toHaveLength(2);
  target.left = Infinity;
  await restore(args, terminal.print, target.fetch);
  expect(`${target.header}\n${target.lines.join("\n")}\n`).toBe(COMPLETE);
});

describe("nothing is sent of", () => {
  const complete = gzipSync(COMPLETE);
  test.each<[what: string, file: Uint8Array | null, reason: RegExp]>([
    ["a file that is not there", null, /no such file/],
    ["another file", new TextEncoder().encode("hello"), /incorrect header check/],
    ["a file that is cut off", complete.subarray(0, -20), /unexpected end of file/],
    ["a backup without its end", gzipSync(COMPLETE.replace(END, "")), /its end is missing/],
    ["a backup that lost a line", gzipSync(COMPLETE.replace(SLICES[0] ?? "", "")), /1 of 3 rows/],
    ["a backup with more after its end", gzipSync(COMPLETE + END), /continues after its end/],
    ["a line that is cut off", gzipSync(COMPLETE.trimEnd()), /last line is not complete/],
    ["other JSON", gzipSync(SLICES.join("")), /does not begin as one/],
  ])("%s", async (_, file, reason) => {
    const folder = await temporary([]);
    const path = join(folder, "copy.gz");
    if (file !== null) await writeFile(path, file);
    const target = new Target();
    const message = await refusal(restore([path, ...AT], terminal.print, target.fetch));
    expect(message).toMatch(reason);
    expect(message).toMatch(/is not a complete backup: .* Nothing was restored\.$/);
    expect(target.header).toBe("");
  });
});
