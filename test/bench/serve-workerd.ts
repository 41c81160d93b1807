import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A Worker to run. */
export interface Worker {
  /** Contains the script, index.js, and receives all files of the run. */
  folder: string;
  compatibilityDate: string;
  compatibilityFlags?: readonly string[];
  /** Whether it exports the newsroom and has a binding to it. */
  newsroom: boolean;
  /** Other bindings by name. Bytes are bound as data, all other values as JSON. */
  bindings: Readonly<Record<string, unknown>>;
  /** Whether to start an inspector and define `gc()`. */
  inspected?: boolean;
}

/** A running Worker. */
export interface Running {
  /** Its URL, without a slash at the end. */
  address: string;
  /** Host and port of its inspector; null without one. */
  inspector: string | null;
  /** Process id. */
  pid: number;
  stop(): Promise<void>;
}

// The workerd of wrangler, wherever npm installed it.
const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler"));
const workerd = fromWrangler("workerd") as { default: string; version: string };

export const WORKERD = workerd.version;

/**
 * Runs a Worker in its own workerd, which listens on the socket itself, without a proxy.
 *
 * @param signal kills it at once
 * @throws when it does not listen within ten seconds
 */
export async function run(worker: Worker, signal: AbortSignal): Promise<Running> {
  const config = join(worker.folder, "workerd.capnp");
  await mkdir(join(worker.folder, "storage"), { recursive: true });
  await writeFile(config, await configuration(worker));
  const { inspected = false } = worker;
  const child = spawn(
    workerd.default,
    [
      "serve",
      config,
      "--experimental",
      "--control-fd=3",
      ...(inspected ? ["--inspector-addr=127.0.0.1:0"] : []),
    ],
    { stdio: ["ignore", "ignore", "inherit", "pipe"], signal, killSignal: "SIGKILL" },
  );
  const exit = once(child, "exit").catch(() => null);
  const stop = async () => {
    child.kill("SIGKILL");
    await exit;
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  try {
    const ports = await Promise.race([
      listening(child.stdio[3] as Readable, inspected, limit),
      exit.then(() => null),
    ]);
    if (ports === null) throw new Error("workerd exited before it was listening");
    return {
      address: `http://127.0.0.1:${ports.port}`,
      inspector: ports.inspector === undefined ? null : `127.0.0.1:${ports.inspector}`,
      pid: child.pid ?? 0,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads the ports that workerd reports on its control stream, one JSON object per line. */
async function listening(
  control: Readable,
  inspected: boolean,
  signal: AbortSignal,
): Promise<{ port: number; inspector: number | undefined }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    port: number;
    inspector: number | undefined;
  }>();
  signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  const ports: Record<string, number> = {};
  createInterface({ input: control }).on("line", (line) => {
    const { event, port } = JSON.parse(line) as { event: string; port: number };
    ports[event] = port;
    const { listen, "listen-inspector": inspector } = ports;
    if (listen !== undefined && (!inspected || inspector !== undefined))
      resolve({ port: listen, inspector });
  });
  return promise;
}

/** The text of workerd's configuration file. Writes the values of bindings to files next to it. */
async function configuration({
  folder,
  compatibilityDate,
  compatibilityFlags = [],
  newsroom,
  bindings,
  inspected = false,
}: Worker): Promise<string> {
  const entries = await Promise.all(
    Object.entries(bindings).map(async ([name, value]) => {
      const file = `binding-${name}`;
      await writeFile(
        join(folder, file),
        value instanceof Uint8Array ? value : JSON.stringify(value),
      );
      return `(name = "${name}", ${value instanceof Uint8Array ? "data" : "json"} = embed "${file}")`;
    }),
  );
  if (newsroom) entries.push(`(name = "NEWSROOM", durableObjectNamespace = "Newsroom")`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = [${inspected ? '"--expose-gc"' : ""}],
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
  compatibilityFlags = ${JSON.stringify(compatibilityFlags)},
  bindings = [${entries.join(", ")}],
  durableObjectNamespaces = [${newsroom ? '(className = "Newsroom", uniqueKey = "newsroom", enableSql = true)' : ""}],
  durableObjectStorage = (localDisk = "storage"),
);
`;
}
