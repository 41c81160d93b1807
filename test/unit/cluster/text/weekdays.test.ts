import { urlDay } from "../../../../src/cluster/text/url-signals.ts";
import { expect, test } from "vitest";
import { weekdays } from "../../../../src/cluster/text/weekdays.ts";
import { hashStem } from "../../../../src/cluster/text/truncate-stem.ts";

const DAY = Date.UTC(2018, 7, 4) / 86_400_000;

test.each([
  ["https://a.example/2018/08/04/title/", DAY],
  ["https://a.example/2018-8-4-title", DAY],
  ["https://a.example/world/201808041066948259-title/", Number.NaN],
  ["https://a.example/20180804/title", DAY],
  ["https://a.example/2018/aug/04/title", DAY],
  ["https://a.example/news/435115-title/", Number.NaN],
  ["https://a.example/2018/13/04/title", Number.NaN],
  ["", Number.NaN],
  [null, Number.NaN],
])("the publication day in the URL %s", (url, day) => {
  expect(urlDay(url)).toBe(day);
});

test.each([
  ["en", "monday", 1],
  ["en", "sunday", 1 << 6],
  ["de", "mittwoch", 1 << 2],
  ["ru", "пятница", 1 << 4],
  ["en", "gerasimov", undefined],
])("in %s, %s has the weekday bit %s", (language, word, bit) => {
  expect(weekdays(language).get(hashStem(word, language))).toBe(bit);
});

test("an invalid language tag does not throw", () => {
  expect(() => weekdays("xx-bogus-tag-that-is-too-long")).not.toThrow();
});
