/**
 * The known word that the author of `word` most likely meant: the first of those with the fewest edits.
 *
 * @returns undefined if none is near. The limit is one edit per three letters, at least one and at most four.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let limit = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
  let nearest: string | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits > limit || (nearest !== undefined && edits === limit)) continue;
    nearest = candidate;
    limit = edits;
  }
  return nearest;
}

/** Damerau–Levenshtein distance (optimal string alignment): letters inserted, removed, replaced or swapped. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped && row > 1 && column > 1) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      current.push(edits);
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
