/** Fault injection: interrupts the newsroom between two of its writes. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { newsroom } from "./support.ts";

/** After an error the object keeps its memory; after a crash it restarts without it. */
export type Fault = "an error" | "a crash";

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE)/i;

class InjectedFault extends Error {}

/**
 * Runs a filing and fails it at its n-th write: before an SQL statement, or after a key-value put.
 *
 * @returns false if the filing finished in fewer writes
 */
export async function breakAt(
  nth: number,
  fault: Fault,
  file: (instance: Newsroom) => unknown,
): Promise<boolean> {
  let writes = 0;
  const count = (): void => {
    writes += 1;
    if (writes === nth) throw new InjectedFault();
  };
  const broke = await runInDurableObject(newsroom(), async (instance: Newsroom, { storage }) => {
    const undo = [
      around(Object.getPrototypeOf(storage.sql), "exec", (exec, query) => {
        // Fail before the statement: one left half read would block the transaction's own statements.
        if (WRITES.test(String(query))) count();
        return exec();
      }),
      around(Object.getPrototypeOf(storage.kv), "put", (put) => {
        put();
        count();
      }),
    ];
    try {
      await file(instance);
      return false;
    } catch (error) {
      if (error instanceof InjectedFault) return true;
      throw error;
    } finally {
      for (const each of undo) each();
    }
  });
  if (broke && fault === "a crash") await abortAllDurableObjects();
  return broke;
}

/** Wraps every call of a method. @returns a function that restores the method */
export function around<Name extends string>(
  prototype: Record<Name, (...args: unknown[]) => unknown>,
  name: Name,
  call: (method: () => unknown, first: unknown) => unknown,
): () => void {
  const method = prototype[name];
  prototype[name] = function (this: unknown, ...args: unknown[]) {
    return call(() => method.apply(this, args), args[0]);
  };
  return () => {
    prototype[name] = method;
  };
}
