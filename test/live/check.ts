import { isDeepStrictEqual } from "node:util";
import type { Table } from "../support/table.ts";

/** Makes a function that compares an actual value with the expected one and adds a row to the table. */
export const checker =
  (table: Table, scenario: string) =>
  (what: string, actual: unknown, expected: unknown): void => {
    const equal = isDeepStrictEqual(actual, expected);
    const note = `${scenario}: ${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}.`;
    table.add(equal ? "pass" : "FAIL", [scenario, what], note);
  };
