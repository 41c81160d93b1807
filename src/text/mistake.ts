/** One mistake in content/, for its author to fix. */
export interface Mistake {
  /** Path that can be opened from the working directory: `content/reports/rt.md`. */
  file: string;
  /** Counted from 1. Null if the mistake is about the file as a whole. */
  line: number | null;
  /** Name of the field. Null if the mistake is not about a single field. */
  field: string | null;
  /** What is wrong, as a sentence: `"rtt" is not an outlet.` */
  problem: string;
  /** What to do about it, in complete sentences. */
  fix: string;
}

/** Result of checking one value: the value, or what is wrong with it. */
export type Checked<T> = { value: T } | { problem: string; fix: string };

/** Prints a mistake on one line: `content/reports/rt.md:4 outlet: "rtt" is not an outlet. Did you mean "rt"?` */
export function printMistake({ file, line, field, problem, fix }: Mistake): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${field === null ? place : `${place} ${field}`}: ${problem} ${fix}`;
}

/** Prints one mistake a line, and their number last, where it stays visible in a terminal. */
export function printMistakes(mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  return [...mistakes.map(printMistake), `content: ${count}`].join("\n");
}

/** Sorts mistakes by file, then by line, so that every run prints the same. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0);
  });
}

/** Quotes a value for a message: on one line, and cut to 100 characters. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 100 ? `${value.slice(0, 99)}…` : value);
}
