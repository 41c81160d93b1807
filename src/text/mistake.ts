/** One thing to put right in content/. */
export interface Mistake {
  /** As somebody can open it from where they are: `content/reports/rt.md`. */
  file: string;
  /** From 1. Null when it is about the file as a whole. */
  line: number | null;
  /** The field's name. Null when it is about no field. */
  field: string | null;
  /** What is wrong, a sentence: `"rtt" is not an outlet.` */
  problem: string;
  /** What to do about it, in whole sentences. */
  fix: string;
}

/** What a check of one value finds: the value, or what is wrong with it. */
export type Checked<T> = { value: T } | { problem: string; fix: string };

/** One line: `content/reports/rt.md:4 outlet: "rtt" is not an outlet. Did you mean "rt"?` */
export function printMistake({ file, line, field, problem, fix }: Mistake): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${field === null ? place : `${place} ${field}`}: ${problem} ${fix}`;
}

/** All of them, a line each, and how many at the end, where a terminal leaves the eye. */
export function printMistakes(mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  return [...mistakes.map(printMistake), `content: ${count}`].join("\n");
}

/** By file, then by line, so that two runs print the same. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0);
  });
}

/** A value from a file as a message shows it: between quotes, on one line, not too long. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 100 ? `${value.slice(0, 99)}…` : value);
}
