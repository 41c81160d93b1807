/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new Error("there is nothing to take the median of");
  return middle;
}

/** Round by round, how often the second goes into the first. */
export const ratios = (some: readonly number[], others: readonly number[]): number[] =>
  some.map((value, i) => value / (others[i] ?? NaN));

/** Columns under each other, the first to the left and the rest to the right. */
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
