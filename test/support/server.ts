import { spawn } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bareEnvironment } from "./command.ts";
import { atEnd, temporaryFolder } from "./undo.ts";

/**
 * What becomes of files below content/, by path: a new text, the present text changed (empty if there is no such file),
 * or null to remove it.
 */
export type Edits = Readonly<Record<string, string | null | ((text: string) => string)>>;

export interface ServerOptions {
  /** A free one if left out. */
  port?: number;
  /** Made before the start. */
  content?: Edits;
  /** Settings of the Worker, by name. */
  vars?: Readonly<Record<string, string>>;
}

/** What /healthz says. */
export interface Health {
  stories: number;
  reports: number;
}

/** The project as `npm start` runs it, from a copy of its own that may be changed. */
export interface Server {
  /** Where it listens, and the edition's `site`: `http://127.0.0.1:` and the port. */
  url: string;
  /** Its folder of content. */
  content: string;
  /** Changes content/. The server reloads by itself; `until` waits for that. */
  edit(edits: Edits): Promise<void>;
  /** Waits until /healthz says so. @throws when it does not within `seconds`. */
  until(what: string, said: (health: Health) => boolean, seconds?: number): Promise<void>;
  /** The end of what it printed so far, since the last start. */
  printed(): string;
  /** Kills it at once, all of it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again with the database it had. */
  start(): Promise<void>;
  /** Stops it and removes the copy. */
  stop(): Promise<void>;
}

const PROJECT = resolve(import.meta.dirname, "../..");
/** What the copy does without: made by programs, or not read by the server. */
const LEFT_OUT = new Set(
  ["node_modules", ".wrangler", "build", ".git", "test", "content"].map((name) =>
    join(PROJECT, name),
  ),
);
/** What it publishes in place of content/, which is anyone's to change. */
const EDITION = join(PROJECT, "test/fixtures/edition");
const HOST = "127.0.0.1";
const SECONDS_TO_START = 90;
const SECONDS_TO_STOP = 5;

/**
 * Copies the project, starts it with `npm start`, and waits until it answers. It is stopped and removed when this process
 * ends, however it ends.
 *
 * @throws with what it printed, when it does not start.
 */
export async function startServer({
  port,
  content = {},
  vars = {},
}: ServerOptions = {}): Promise<Server> {
  const folder = temporaryFolder();
  const root = join(folder.path, "project");
  const home = join(folder.path, "home");
  await mkdir(home);
  await cp(PROJECT, root, { recursive: true, filter: (path) => !LEFT_OUT.has(path) });
  await cp(EDITION, join(root, "content"), { recursive: true });
  await symlink(join(PROJECT, "node_modules"), join(root, "node_modules"));

  const at = port ?? (await freePort());
  const url = `http://${HOST}:${at}`;
  const contentFolder = join(root, "content");
  const edit = (edits: Edits): Promise<void> => editFolder(contentFolder, edits);
  await edit({ "edition.yaml": (text) => text.replace(/^site:.*$/m, `site: ${url}`) });
  await edit(content);

  const begin = () =>
    startProgram(root, home, [
      `--port=${at}`,
      `--ip=${HOST}`,
      "--inspector-port=0",
      `--persist-to=${join(folder.path, "state")}`,
      ...Object.entries(vars).map(([name, value]) => `--var=${name}:${value}`),
    ]);
  let program = begin();
  const stop = async (): Promise<void> => {
    await program.stop();
    folder.remove();
  };
  const until: Server["until"] = async (what, said, seconds = 30) => {
    const end = Date.now() + seconds * 1000;
    while (!program.ended()) {
      const health = await askHealth(url);
      if (health !== null && said(health)) return;
      if (Date.now() > end) break;
      await wait(100);
    }
    const problem = program.ended() ? "It ended" : `Waited ${seconds} seconds`;
    throw new Error(`The server: ${what}? ${problem}. It printed:\n${program.printed()}`);
  };

  try {
    await until("does it start", () => true, SECONDS_TO_START);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    content: contentFolder,
    edit,
    until,
    printed: () => program.printed(),
    kill: () => program.kill(),
    async start() {
      program = begin();
      await until("does it start again", () => true, SECONDS_TO_START);
    },
    stop,
  };
}

async function editFolder(folder: string, edits: Edits): Promise<void> {
  for (const [path, edit] of Object.entries(edits)) {
    const file = join(folder, path);
    if (edit === null) {
      await rm(file, { recursive: true });
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    const text =
      typeof edit === "string" ? edit : edit(await readFile(file, "utf8").catch(() => ""));
    await writeFile(file, text);
  }
}

function startProgram(root: string, home: string, args: readonly string[]) {
  const bare = bareEnvironment(home);
  const child = spawn("npm", ["start", "--", ...args], {
    cwd: root,
    env: {
      ...bare,
      // npm itself runs on the project's Node too.
      PATH: join(root, "node_modules/.bin") + delimiter + bare["PATH"],
      // Nothing but this machine is asked for anything.
      npm_config_update_notifier: "false",
      npm_config_offline: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      NO_COLOR: "1",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_SEND_ERROR_REPORTS: "false",
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that all it starts can be stopped together.
    detached: true,
  });
  let printed = "";
  let ended = false;
  const keep = (chunk: string): void => {
    printed = (printed + chunk).slice(-20_000);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", keep);
  child.on("error", (error) => {
    keep(String(error));
    ended = true;
  });
  child.on("exit", () => {
    ended = true;
  });

  const signal = (name: NodeJS.Signals | 0): boolean => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, name);
    } catch {
      return false; // Nothing of it is left.
    }
  };
  const kill = atEnd(() => signal("SIGKILL"));
  const gone = async (): Promise<void> => {
    const end = Date.now() + SECONDS_TO_STOP * 1000;
    while (signal(0) && Date.now() < end) await wait(50);
  };
  return {
    printed: () => printed,
    ended: () => ended,
    async stop(): Promise<void> {
      signal("SIGTERM");
      await gone();
      kill();
    },
    async kill(): Promise<void> {
      kill();
      await gone();
    },
  };
}

async function askHealth(url: string): Promise<Health | null> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? await response.json<Health>() : null;
  } catch {
    return null; // Not yet, or just reloading.
  }
}

/** A port that nobody listens on now, below those that systems give to outgoing connections. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 5_000); ; port++) if (await isFree(port)) return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.on("error", () => done(false));
    server.listen(port, HOST, () => server.close(() => done(true)));
  });
}
