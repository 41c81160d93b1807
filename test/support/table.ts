import { stripVTControlCharacters } from "node:util";

export type Result = "pass" | "FAIL" | "skip";

/** Results as a table, and the line that counts them. */
export class Table {
  readonly #head: readonly string[];
  readonly #rows: { cells: string[]; result: Result }[] = [];
  readonly #notes: string[] = [];

  /** @param head the columns, all but the last, which is the result. */
  constructor(...head: string[]) {
    this.#head = head;
  }

  /** @param note what to say below the table of a row that did not pass. */
  add(result: Result, cells: readonly string[], note?: string): void {
    this.#rows.push({ cells: cells.map(oneLine), result });
    if (result !== "pass" && note !== undefined) this.#notes.push(`${result}: ${note}`);
  }

  /** A check that could not be made. That is a failure where CI is set, since nobody would notice there. */
  skip(cells: readonly string[], why: string): void {
    this.add(inCI() ? "FAIL" : "skip", cells, why);
  }

  /** Prints the table, and sets the exit code. */
  print(): void {
    const rows = [
      [...this.#head, "result"],
      ...this.#rows.map(({ cells, result }) => [...cells, result]),
    ];
    const widths = this.#head.map((_, column) =>
      Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    for (const row of rows)
      console.log(
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd(),
      );
    console.log();
    // Several rows may have the same reason.
    for (const note of new Set(this.#notes)) console.log(`${note}\n`);
    const count = (result: Result): number =>
      this.#rows.filter((row) => row.result === result).length;
    const failed = count("FAIL");
    console.log(`${count("pass")} passed, ${failed} failed, ${count("skip")} skipped`);
    if (failed > 0) process.exitCode = 1;
  }
}

const inCI = (): boolean => !["", "0", "false"].includes(process.env["CI"] ?? "");

/** Text from outside must not turn the table around or colour the terminal. */
const oneLine = (text: string): string =>
  stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
