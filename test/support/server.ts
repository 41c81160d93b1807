import { spawn } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bareEnvironment } from "./command.ts";
import { onExit, temporaryFolder } from "./cleanup.ts";

/**
 * Edits to files below content/, by path: the new text, a function of the current text (empty if the file does not
 * exist), or null to remove the file.
 */
export type Edits = Readonly<Record<string, string | null | ((text: string) => string)>>;

export interface ServerOptions {
  /** By default a free port. */
  port?: number;
  /** Edits to make before the start. */
  content?: Edits;
  /** Changes the text of wrangler.toml. */
  configure?: (toml: string) => string;
  /** Environment variables of the Worker, by name. */
  vars?: Readonly<Record<string, string>>;
  /** Whether it polls its feeds by itself. By default it does not, so that a test decides when. */
  polls?: boolean;
  /** The folder that becomes content/. By default the test edition. */
  edition?: string;
  /** Called with the folder of the copy before the start. */
  prepare?: (root: string) => Promise<void>;
}

/** The counts in /healthz. */
export interface Health {
  stories: number;
  reports: number;
}

/** A copy of the project, run by `npm start`. The copy may be changed. */
export interface Server {
  /** The URL, which is also the edition's `site`: `http://127.0.0.1:` and the port. */
  url: string;
  /** The path of its content folder. */
  content: string;
  /** Edits the content. The server reloads it automatically; `until` waits for that. */
  edit(edits: Edits): Promise<void>;
  /**
   * Polls /healthz until the condition is met.
   *
   * @param what names the condition in the error message: "the report is filed"
   * @throws when it is not met within `seconds`, 30 by default
   */
  until(what: string, condition: (health: Health) => boolean, seconds?: number): Promise<void>;
  /** The last 20,000 characters that it has printed since its last start. */
  printed(): string;
  /** Kills all of its processes at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again with the same database. */
  start(): Promise<void>;
  /** Stops it and removes the copy. */
  stop(): Promise<void>;
}

const PROJECT = resolve(import.meta.dirname, "../..");
/** Not copied: generated files, and files that the server does not read. */
const NOT_COPIED = new Set(
  ["node_modules", ".wrangler", "build", ".git", "test", "content"].map((name) =>
    join(PROJECT, name),
  ),
);
/** Published in place of content/, so that tests do not depend on the project's own content. */
const EDITION = join(PROJECT, "test/fixtures/edition");
const HOST = "127.0.0.1";
const START_TIMEOUT_SECONDS = 90;
const STOP_TIMEOUT_SECONDS = 5;

/**
 * Copies the project, starts it with `npm start`, and waits until it answers. It is stopped and removed when this process
 * exits for any reason.
 *
 * @throws with its output when it does not start within 90 seconds
 */
export async function startServer({
  port,
  content = {},
  configure = (toml) => toml,
  vars = {},
  polls = false,
  edition = EDITION,
  prepare = () => Promise.resolve(),
}: ServerOptions = {}): Promise<Server> {
  const folder = temporaryFolder();
  const root = join(folder.path, "project");
  const home = join(folder.path, "home");
  await mkdir(home);
  await cp(PROJECT, root, { recursive: true, filter: (path) => !NOT_COPIED.has(path) });
  await cp(edition, join(root, "content"), { recursive: true });
  await symlink(join(PROJECT, "node_modules"), join(root, "node_modules"));

  const listenPort = port ?? (await freePort());
  const url = `http://${HOST}:${listenPort}`;
  const contentFolder = join(root, "content");
  const edit = (edits: Edits): Promise<void> => editFolder(contentFolder, edits);
  await edit({ "edition.yaml": (text) => text.replace(/^site:.*$/m, `site: ${url}`) });
  await edit(content);
  const config = join(root, "wrangler.toml");
  await writeFile(config, configure(await readFile(config, "utf8")));
  await prepare(root);

  const launch = () =>
    startProgram(root, home, [
      `--port=${listenPort}`,
      `--ip=${HOST}`,
      "--inspector-port=0",
      ...(polls ? [] : ["--no-poll"]),
      `--persist-to=${join(folder.path, "state")}`,
      ...Object.entries(vars).map(([name, value]) => `--var=${name}:${value}`),
    ]);
  let program = launch();
  const stop = async (): Promise<void> => {
    await program.stop();
    folder.remove();
  };
  const until: Server["until"] = async (what, condition, seconds = 30) => {
    const end = Date.now() + seconds * 1000;
    while (!program.exited()) {
      const health = await fetchHealth(url);
      if (health !== null && condition(health)) return;
      if (Date.now() > end) break;
      await wait(100);
    }
    const problem = program.exited()
      ? "The server exited while waiting"
      : `The server timed out after ${seconds} seconds`;
    throw new Error(`${problem} until ${what}. It printed:\n${program.printed()}`);
  };

  try {
    await until("/healthz answers", () => true, START_TIMEOUT_SECONDS);
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
      program = launch();
      await until("/healthz answers again", () => true, START_TIMEOUT_SECONDS);
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
      // So that npm itself also runs on the project's Node.
      PATH: join(root, "node_modules/.bin") + delimiter + bare["PATH"],
      // No requests to other machines.
      npm_config_update_notifier: "false",
      npm_config_offline: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      NO_COLOR: "1",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_SEND_ERROR_REPORTS: "false",
    },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group, so that its child processes can be stopped with it.
    detached: true,
  });
  let printed = "";
  let exited = false;
  const keep = (chunk: string): void => {
    printed = (printed + chunk).slice(-20_000);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", keep);
  child.on("error", (error) => {
    keep(String(error));
    exited = true;
  });
  child.on("exit", () => {
    exited = true;
  });

  /** Signals the whole process group. @returns false if none of it is left */
  const signal = (name: NodeJS.Signals | 0): boolean => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, name);
    } catch {
      return false;
    }
  };
  const kill = onExit(() => signal("SIGKILL"));
  const waitForExit = async (): Promise<void> => {
    const end = Date.now() + STOP_TIMEOUT_SECONDS * 1000;
    while (signal(0) && Date.now() < end) await wait(50);
  };
  return {
    printed: () => printed,
    exited: () => exited,
    async stop(): Promise<void> {
      signal("SIGTERM");
      await waitForExit();
      kill();
    },
    async kill(): Promise<void> {
      kill();
      await waitForExit();
    },
  };
}

/** The answer of /healthz; null while the server is starting or reloading. */
async function fetchHealth(url: string): Promise<Health | null> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? await response.json<Health>() : null;
  } catch {
    return null;
  }
}

/** A port that is not in use, from below the range that systems use for outgoing connections. */
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
