import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "../../../src/model/excerpt.ts";

test.each<[why: string, text: string, length: number, cut: string]>([
  ["a short text", "All of it.", 40, "All of it."],
  ["at a sentence", "The first one. The second one is longer.", 30, "The first one."],
  [
    "at the last sentence that fits",
    "One here. Two here. Three is too long.",
    24,
    "One here. Two here.",
  ],
  ["after a closing quote", "“It sank.” He then said more about it.", 26, "“It sank.”"],
  ["between words", "A sentence that has no end within the room", 24, "A sentence that has no …"],
  [
    "between words, not after a short sentence",
    "No. Then came a sentence without end here",
    30,
    "No. Then came a sentence …",
  ],
  ["between paragraphs", "First paragraph.\n\nSecond paragraph, longer.", 24, "First paragraph."],
  ["in a script without spaces", "船が沈んだ。乗組員は全員が救助された。", 12, "船が沈んだ。"],
])("%s", (_, text, length, cut) => {
  expect(excerpt(text, length)).toBe(cut);
});

test("is never longer than the room, and never ends in half a character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.integer({ min: 12, max: 60 }),
      (text, length) => {
        const cut = excerpt(text, length);
        expect(cut.length).toBeLessThanOrEqual(length + 1);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
      },
    ),
  );
});
