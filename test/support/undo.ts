import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const steps = new Set<() => void>();

/**
 * Does the step when this process ends, also after Ctrl-C or an error. It has to be synchronous: nothing waits for it.
 *
 * @returns does the step now instead.
 */
export function atEnd(step: () => void): () => void {
  listen();
  steps.add(step);
  return () => {
    if (steps.delete(step)) step();
  };
}

/** A folder of its own for this run. It goes when the process ends, or when `remove` is called. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "storyfold-test-"));
  // Programs that were just killed may still write for a moment.
  const remove = atEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 10 }));
  return { path, remove };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on("exit", () => {
    // The last first: a server stops before its folder goes.
    for (const step of [...steps].toReversed()) {
      try {
        step();
      } catch (error) {
        console.error(`Could not clean up: ${String(error)}`);
      }
    }
  });
  // Shells expect 128 and the number of the signal.
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.on(signal, () => process.exit(128 + number));
}
