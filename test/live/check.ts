import { isDeepStrictEqual } from "node:util";
import type { Table } from "../support/table.ts";

/** Compares what is with what should be, a row each. */
export const checker =
  (table: Table, scene: string) =>
  (what: string, is: unknown, should: unknown): void => {
    const same = isDeepStrictEqual(is, should);
    const note = `${scene}: ${what}: is ${JSON.stringify(is)}, and should be ${JSON.stringify(should)}.`;
    table.add(same ? "pass" : "FAIL", [scene, what], note);
  };
