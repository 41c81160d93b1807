import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A Worker to be run. */
export interface Worker {
  /** Holds the script, index.js, and all that is written for the run. */
  folder: string;
  compatibilityDate: string;
  /** Whether it exports the newsroom and is bound to it. */
  newsroom: boolean;
  /** Other bindings, by name: bytes as they are, all else as JSON. */
  given: Readonly<Record<string, unknown>>;
}

/** A Worker that runs. */
export interface Running {
  /** Where it answers, without a slash at the end. */
  address: string;
  /** Of the process. */
  pid: number;
  stop(): Promise<void>;
}

// The one that wrangler starts, whichever place npm gave it.
const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler"));
const workerd = fromWrangler("workerd") as { default: string; version: string };

export const WORKERD = workerd.version;

/**
 * Runs a Worker in a workerd of its own, with nothing before it: the socket is the Worker's.
 *
 * @param signal stops it at once
 */
export async function run(worker: Worker, signal: AbortSignal): Promise<Running> {
  const config = join(worker.folder, "workerd.capnp");
  await mkdir(join(worker.folder, "storage"), { recursive: true });
  await writeFile(config, await configuration(worker));
  const child = spawn(workerd.default, ["serve", config, "--experimental", "--control-fd=3"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  const exit = once(child, "exit").catch(() => null);
  const stop = async () => {
    child.kill("SIGKILL");
    await exit;
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  try {
    const control = createInterface({ input: child.stdio[3] as Readable });
    const said = await Promise.race([
      once(control, "line", { signal: limit }),
      exit.then(() => null),
    ]);
    if (said === null) throw new Error("workerd ended before it listened");
    const [line] = said as [string];
    const { port } = JSON.parse(line) as { port: number };
    return { address: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function configuration({
  folder,
  compatibilityDate,
  newsroom,
  given,
}: Worker): Promise<string> {
  const bindings = await Promise.all(
    Object.entries(given).map(async ([name, value]) => {
      const file = `given-${name}`;
      await writeFile(
        join(folder, file),
        value instanceof Uint8Array ? value : JSON.stringify(value),
      );
      return `(name = "${name}", ${value instanceof Uint8Array ? "data" : "json"} = embed "${file}")`;
    }),
  );
  if (newsroom) bindings.push(`(name = "NEWSROOM", durableObjectNamespace = "Newsroom")`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
    (name = "storage", disk = (path = ${JSON.stringify(join(folder, "storage"))}, writable = true)),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", service = "worker", http = (cfBlobHeader = "CF-Blob")),
  ],
);

const worker :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${compatibilityDate}",
  bindings = [${bindings.join(", ")}],
  durableObjectNamespaces = [${newsroom ? '(className = "Newsroom", uniqueKey = "newsroom", enableSql = true)' : ""}],
  durableObjectStorage = (localDisk = "storage"),
);
`;
}
