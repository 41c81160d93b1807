/** Breaks the newsroom between two of its writes. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { newsroom } from "./support.ts";

/** Whether the object goes on after it, or loses what it has in memory. */
export type Fault = "an error" | "a crash";

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE)/i;

class Broken extends Error {}

/**
 * Runs what files something, and breaks it at its n-th write: before a statement, or after a value was put.
 *
 * @returns whether it broke: false where it is done before that
 */
export async function breakAt(
  nth: number,
  fault: Fault,
  file: (desk: Newsroom) => unknown,
): Promise<boolean> {
  let writes = 0;
  const count = (): void => {
    writes += 1;
    if (writes === nth) throw new Broken();
  };
  const broke = await runInDurableObject(newsroom(), async (desk: Newsroom, { storage }) => {
    const undo = [
      around(Object.getPrototypeOf(storage.sql), "exec", (exec, query) => {
        // A statement that was begun and not read to its end would block the transaction's own.
        if (WRITES.test(String(query))) count();
        return exec();
      }),
      around(Object.getPrototypeOf(storage.kv), "put", (put) => {
        put();
        count();
      }),
    ];
    try {
      await file(desk);
      return false;
    } catch (error) {
      if (error instanceof Broken) return true;
      throw error;
    } finally {
      for (const each of undo) each();
    }
  });
  if (broke && fault === "a crash") await abortAllDurableObjects();
  return broke;
}

/** Puts something around every call of a method. @returns what undoes it */
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
