/** Days that a report names: by its address, and by the days of the week in its text. */
import { hashStem } from "./truncate-stem.ts";
import { tokenize } from "./tokenize.ts";
/** A Monday, from which the names of the days are asked. */
const MONDAY = Date.UTC(2024, 0, 1);

const tables = new Map<string, Map<number, number>>();

/** Bits of the days of the week, by the number of the word, in any language that Intl knows. */
export function weekdays(language: string): Map<number, number> {
  let table = tables.get(language);
  if (!table) {
    table = new Map();
    const twice = new Set<number>();
    for (let day = 0; day < 7; day++) {
      const term = hashStem(tokenize(nameOf(day, language), 1).folded[0] ?? "", language);
      // Where days begin alike ("thứ hai", "thứ ba") the first word says nothing.
      if (table.has(term)) twice.add(term);
      table.set(term, 1 << day);
    }
    for (const term of twice) table.delete(term);
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
