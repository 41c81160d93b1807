/** The median; for an even number of values the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new Error("cannot take the median of no values");
  return middle;
}

/** The quotients, element by element. */
export const ratios = (dividends: readonly number[], divisors: readonly number[]): number[] =>
  dividends.map((value, i) => value / (divisors[i] ?? NaN));

/** Aligns rows in columns, the first to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
