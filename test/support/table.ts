import { stripVTControlCharacters } from "node:util";

export type Result = "pass" | "FAIL" | "skip";

/** A table of results, followed by a line that counts them. */
export class Table {
  readonly #head: readonly string[];
  readonly #rows: { cells: string[]; result: Result }[] = [];
  readonly #notes: string[] = [];

  /** @param head the titles of all columns except the last, which is the result */
  constructor(...head: string[]) {
    this.#head = head;
  }

  /** @param note printed below the table if the row did not pass */
  add(result: Result, cells: readonly string[], note?: string): void {
    this.#rows.push({ cells: cells.map(oneLine), result });
    if (result !== "pass" && note !== undefined) this.#notes.push(`${result}: ${note}`);
  }

  /** Adds a check that could not be run. Under CI that is a failure, because nobody would notice it there. */
  skip(cells: readonly string[], why: string): void {
    this.add(inCI() ? "FAIL" : "skip", cells, why);
  }

  /** Prints the table, and sets the exit code to 1 if a check failed. */
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
    // Rows with the same note print it once.
    for (const note of new Set(this.#notes)) console.log(`${note}\n`);
    const count = (result: Result): number =>
      this.#rows.filter((row) => row.result === result).length;
    const failed = count("FAIL");
    console.log(`${count("pass")} passed, ${failed} failed, ${count("skip")} skipped`);
    if (failed > 0) process.exitCode = 1;
  }
}

const inCI = (): boolean => !["", "0", "false"].includes(process.env["CI"] ?? "");

/** Removes line breaks, control sequences and direction marks, which could break the table or colour the terminal. */
const oneLine = (text: string): string =>
  stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
