import { openStory } from "./upkeep.ts";

/** Folds new reports into stories. @returns the stories that this changed */
export function foldReports(
  sql: SqlStorage,
  added: readonly number[],
  mint: () => string,
  revision: number,
): number[] {
  return added.map((id) => openStory(sql, mint(), [id], revision));
}
