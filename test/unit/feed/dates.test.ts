import { expect, test } from "vitest";
import { readDate } from "../../../src/feed/dates.ts";
import { foldWord, monthOf } from "../../../src/feed/month-names.ts";

test.each<[string, string | null, string?]>([
  // RFC 5322 and common mistakes in it
  ["Sat, 04 Aug 2018 15:14:00 +0300", "2018-08-04T15:14:00+03:00"],
  ["Sat, 04 Aug 2018 15:14:00 GMT", "2018-08-04T15:14:00Z"],
  ["Sat, 04 Aug 2018 15:14:00 -0000", "2018-08-04T15:14:00Z"],
  ["4 Aug 18 15:14 EST", "2018-08-04T15:14-05:00"],
  ["4 Aug 95 15:14 EST", "1995-08-04T15:14-05:00"],
  ["Saturday, 4 August 2018 15:14:00 BST", "2018-08-04T15:14:00+01:00"],
  ["Sat,04 Aug 2018 15:14:00 CEST", "2018-08-04T15:14:00+02:00"],
  ["Sat, 04 Aug 2018 15:14:00 NOWHERE", "2018-08-04T15:14:00"],
  ["Sat, 04 Aug 2018 15:14:00 GMT+3", "2018-08-04T15:14:00+03:00"],
  ["Sat, 04 Aug 2018 15:14:00 +03:00", "2018-08-04T15:14:00+03:00"],
  ["Sat, 04 Aug 2018 15:14:60 GMT", "2018-08-04T15:14:59Z"],
  ["Sat, 04 Aug 2018 0:14:00 PST", "2018-08-04T00:14:00-08:00"],
  ["Sat, 04 Aug 2018", "2018-08-04"],
  ["04-Aug-2018 15:14", "2018-08-04T15:14"],
  // RFC 3339 and common mistakes in it
  ["2018-08-04T15:14:00Z", "2018-08-04T15:14:00Z"],
  ["2018-08-04T15:14:00.123456+03:00", "2018-08-04T15:14:00.123+03:00"],
  ["2018-08-04T15:14+0300", "2018-08-04T15:14+03:00"],
  ["2018-08-04 15:14:00 +0300", "2018-08-04T15:14:00+03:00"],
  ["2018-08-04T15:14:00", "2018-08-04T15:14:00"],
  ["2018-08-04T151400+0300", "2018-08-04T15:14:00+03:00"],
  ["2018/08/04 15:14", "2018-08-04T15:14"],
  ["20180804T151400Z", "2018-08-04T15:14:00Z"],
  ["2018-08-04", "2018-08-04"],
  ["2018-8-4", "2018-08-04"],
  ["20180804", "2018-08-04"],
  ["2018-216", "2018-08-04"],
  // Formats of programs
  ["1533395640", "2018-08-04T15:14:00Z"],
  ["1533395640123", "2018-08-04T15:14:00Z"],
  ["Sat Aug  4 15:14:00 2018", "2018-08-04T15:14:00"],
  ["Sat Aug  4 15:14:00 EDT 2018", "2018-08-04T15:14:00-04:00"],
  ["Sat Aug 04 2018 15:14:00 GMT+0300 (Moscow Standard Time)", "2018-08-04T15:14:00+03:00"],
  // Formats that people write
  ["August 4, 2018, 3:14 p.m. EDT", "2018-08-04T15:14-04:00"],
  ["August 4, 2018 12:05 AM", "2018-08-04T00:05"],
  ["4 août 2018 15h14", "2018-08-04T15:14"],
  ["mar. 6 mars 2018", "2018-03-06"],
  ["4 августа 2018, 15:14 MSK", "2018-08-04T15:14+03:00"],
  ["4. August 2018 15:14 Uhr", "2018-08-04T15:14"],
  ["4 de agosto de 2018", "2018-08-04"],
  ["4 Ağustos 2018 15:14", "2018-08-04T15:14"],
  ["4 listopada 2018", "2018-11-04", "pl"],
  ["4 listopada 2018", "2018-10-04", "hr"],
  ["4 tháng 8, 2018", "2018-08-04"],
  ["2018年8月4日 15時14分", "2018-08-04T15:14"],
  ["2018年8月4日 午後3:14", "2018-08-04T15:14"],
  ["2018년 8월 4일 오후 3:14", "2018-08-04T15:14"],
  ["٤ أغسطس ٢٠١٨", "2018-08-04"],
  ["04.08.2018 15:14", "2018-08-04T15:14"],
  ["24/08/2018", "2018-08-24"],
  ["08/24/2018", "2018-08-24"],
  // An impossible time: only the day is kept
  ["Sat, 04 Aug 2018 25:61:00 GMT", "2018-08-04"],
  // No day, or an ambiguous one
  ["04/08/2018", null],
  ["Thu, 31 Jun 2018 00:00:00 GMT", null],
  ["2018-02-30", null],
  ["August 2018", null],
  ["2018", null],
  ["yesterday", null],
  ["", null],
  ["9".repeat(1_000), null],
])("the date %j is read as %j", (raw, value, language) => {
  const read = readDate(raw, language ?? null);
  expect(read).toEqual(value === null ? null : { value, estimated: false });
});

/** Our table of month names must agree with CLDR, as Node's Intl has it. */
test.each([
  "en",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "nl",
  "sv",
  "pl",
  "cs",
  "hr",
  "ru",
  "uk",
  "bg",
  "el",
  "tr",
  "hu",
  "ro",
  "id",
  "ar",
  "he",
  "hi",
])("the month names of %s match CLDR", (language) => {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  for (let month = 1; month <= 12; month++) {
    const parts = format.formatToParts(Date.UTC(2018, month - 1, 15));
    const name = parts.find(({ type }) => type === "month")?.value ?? "";
    expect(monthOf(foldWord(name), language), name).toBe(month);
  }
});
