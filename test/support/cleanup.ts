import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const steps = new Set<() => void>();

/**
 * Runs a step when this process exits, also after Ctrl-C or an error.
 *
 * @param step must be synchronous, because the process does not wait for promises
 * @returns a function that runs the step now instead
 */
export function onExit(step: () => void): () => void {
  listen();
  steps.add(step);
  return () => {
    if (steps.delete(step)) step();
  };
}

/** Creates a temporary folder. It is removed when the process exits, or when `remove` is called. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "storyfold-test-"));
  // Processes that were just killed may still write for a moment.
  const remove = onExit(() => rmSync(path, { recursive: true, force: true, maxRetries: 10 }));
  return { path, remove };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on("exit", () => {
    // In reverse order, so that a server stops before its folder is removed.
    for (const step of [...steps].toReversed()) {
      try {
        step();
      } catch (error) {
        console.error(`Could not clean up: ${String(error)}`);
      }
    }
  });
  // By convention, the exit code is 128 plus the number of the signal.
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.on(signal, () => process.exit(128 + number));
}
