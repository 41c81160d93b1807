/** The days of the week that a text names. */
import { hashStem } from "./truncate-stem.ts";
import { tokenize } from "./tokenize.ts";

/** A Monday, from which Intl formats the names of the days. */
const MONDAY = Date.UTC(2024, 0, 1);

const tables = new Map<string, Map<number, number>>();

/**
 * The names of the days of the week in any language that Intl supports.
 *
 * @returns for each name's stem hash the bit of its day; Monday is bit 0
 */
export function weekdays(language: string): Map<number, number> {
  let table = tables.get(language);
  if (!table) {
    table = new Map();
    const ambiguous = new Set<number>();
    for (let day = 0; day < 7; day++) {
      const term = hashStem(tokenize(nameOf(day, language), 1).folded[0] ?? "", language);
      // Names that share their first word ("thứ hai", "thứ ba") are ambiguous.
      if (table.has(term)) ambiguous.add(term);
      table.set(term, 1 << day);
    }
    for (const term of ambiguous) table.delete(term);
    tables.set(language, table);
  }
  return table;
}

function nameOf(day: number, language: string): string {
  const options = { weekday: "long", timeZone: "UTC" } as const;
  try {
    return new Intl.DateTimeFormat(language || "en", options).format(MONDAY + day * 86_400_000);
  } catch {
    return "";
  }
}
