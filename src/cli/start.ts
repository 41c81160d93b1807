/**
 * Serves the edition on this computer and polls its feeds: `npm start`. Takes the flags of `wrangler dev`, and
 * `--no-poll`.
 */
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { contentFolder, readContentFolder, ROOT } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";
import { type LocalEdition, pollLocally, type PolledOutlet } from "./local-polling.ts";
import { CommandError } from "./run-command.ts";
import { LOCAL, LOCAL_ADDRESS_FILE } from "./running-edition.ts";
import { optionValue, runWrangler } from "./wrangler.ts";

/** Longer than any polling round (src/poll/round.ts). */
const ROUND_TIMEOUT = 15 * 60_000;
const ANSWER_TIMEOUT = 10_000;
/** Milliseconds between two attempts to reach the server while it starts. */
const START_INTERVAL = 500;

async function start(args: readonly string[]): Promise<number> {
  const polls = !args.includes("--no-poll");
  const port = optionValue(args, "--port") ?? new URL(LOCAL).port;
  const ip = optionValue(args, "--ip");
  const host = ip === undefined || ip === "0.0.0.0" || ip === "*" ? "localhost" : ip;
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  if (await isTaken(host, Number(port))) {
    throw new CommandError(
      `Port ${port} is taken, perhaps by another "npm start". Choose another one: npm start -- --port 8799`,
    );
  }
  await checkFirst();
  const flags = args.filter((arg) => arg !== "--no-poll");
  if (optionValue(args, "--port") === undefined) flags.push(`--port=${port}`);
  // Wrangler would warn that cron triggers do not run, which is what the polling below is for.
  if (polls) flags.push("--test-scheduled");
  // No plan limits what runs on this computer.
  if (!args.some((arg) => arg.includes("STORYFOLD_PLAN:")))
    flags.push("--var=STORYFOLD_PLAN:unlimited");
  const stop = new AbortController();
  const polling = polls ? poll(address, stop.signal) : null;
  await mkdir(dirname(LOCAL_ADDRESS_FILE), { recursive: true });
  await writeFile(LOCAL_ADDRESS_FILE, address);
  // Wrangler would otherwise store about a megabyte of traces per polling round.
  const code = await runWrangler(["dev", ...flags], { X_LOCAL_OBSERVABILITY: "false" });
  stop.abort();
  await rm(LOCAL_ADDRESS_FILE, { force: true });
  await polling;
  return code;
}

/**
 * Without an edition that was good before, Wrangler could not start at all, and would show its own trace below the
 * mistakes.
 */
async function checkFirst(): Promise<void> {
  const content = await readContentFolder(contentFolder());
  if ("mistakes" in content && !existsSync(join(ROOT, "build/content.js")))
    throw new CommandError(printMistakes(content.mistakes));
}

async function poll(address: string, signal: AbortSignal): Promise<void> {
  const wait = (milliseconds: number): Promise<boolean> =>
    delay(milliseconds, true, { signal }).catch(() => false);
  const edition = editionAt(address, signal);
  do {
    const answers = await edition.health().then(
      () => true,
      () => false,
    );
    if (answers) return pollLocally(edition, address, console.log, wait);
  } while (await wait(START_INTERVAL));
}

function editionAt(address: string, signal: AbortSignal): LocalEdition {
  const get = async (path: string, timeout = ANSWER_TIMEOUT): Promise<Response> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const response = await fetch(address + path, { signal: limit });
    if (!response.ok) throw new Error(`${path}: status ${response.status}`);
    return response;
  };
  return {
    async round() {
      await get("/cdn-cgi/local/scheduled", ROUND_TIMEOUT);
    },
    async outlets() {
      const { outlets } = (await (await get("/outlets.json")).json()) as {
        outlets: PolledOutlet[];
      };
      return outlets;
    },
    async health() {
      return (await (await get("/healthz")).json()) as { stories: number; reports: number };
    },
  };
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    const end = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.on("connect", () => end(true));
    socket.on("error", () => end(false));
  });
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
