import type { Expected, ExpectedItem } from "./document.ts";

/** `entries[0]['title']`, `entries[0].title`, `feed['link']` */
const PLACE = String.raw`(feed|entries\[(\d+)\])(?:\['(\w+)'\]|\.(\w+))`;
const STRING = String.raw`u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const EQUALS = new RegExp(String.raw`^${PLACE} == ${STRING}$`);
const TIME = new RegExp(String.raw`^${PLACE} == \((\d+(?:, ?\d+){8})\)$`);
const COUNT = /^len\(entries\) == (\d+)$/;

/** feedparser's names for the dates of an item. */
const DATES = new Set(["published_parsed", "updated_parsed"]);

/**
 * Extracts expectations from the Python assertion in a feedparser test. Only assertions about titles, links, dates and
 * the number of entries are used.
 *
 * @returns null if there are none
 */
export function assertions(python: string): Expected | null {
  const expected: Expected = { items: new Map() };
  let found = false;
  for (const clause of python.trim().split(/ and /)) {
    const text = clause.trim();
    const count = COUNT.exec(text)?.[1];
    if (count !== undefined) {
      expected.count = Number(count);
      found = true;
      continue;
    }
    const [, , item, quoted, dotted, literal] = EQUALS.exec(text) ?? TIME.exec(text) ?? [];
    const field = quoted ?? dotted;
    if (literal === undefined || field === undefined) continue;
    const value = fieldOf(field, literal);
    if (value === null) continue;
    if (item !== undefined) {
      const earlier = expected.items.get(Number(item)) ?? {};
      expected.items.set(Number(item), { ...earlier, ...value });
      found = true;
    } else if (field === "title" || field === "link") {
      if (value.title !== undefined) expected.title = value.title;
      if (value.link !== undefined) expected.home = value.link;
      found = true;
    }
  }
  return found ? expected : null;
}

function fieldOf(field: string, literal: string): ExpectedItem | null {
  if (DATES.has(field)) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = literal
      .split(",")
      .map(Number);
    return { date: Date.UTC(year, month - 1, day, hour, minute, second) };
  }
  const text = unescaped(literal);
  if (field === "title") return { title: text };
  return field === "link" ? { link: text } : null;
}

/** The text of a Python string literal. */
function unescaped(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|U([\da-f]{8})|(.))/gi, (_all, ...groups) => {
      const [u, x, long, character] = groups as (string | undefined)[];
      const code = u ?? x ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      const whitespace: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
      return whitespace[character ?? ""] ?? character ?? "";
    });
}
