import { expect, test } from "vitest";
import { didYouMean } from "../../../src/text/did-you-mean.ts";
import { readUrl } from "../../../src/text/url.ts";
import type { Reader } from "../../../src/text/field-values.ts";
import { authority, day, id, language, time } from "../../../src/text/field-values.ts";

const refused = "refused";
const READERS: [name: string, read: Reader<string>, cases: Record<string, string>][] = [
  [
    "url",
    readUrl,
    {
      "https://example.com": "https://example.com/",
      "HTTP://EXAMPLE.com:80/A?#b": "http://example.com/A",
      "https://example.com/?a=1#b": "https://example.com/?a=1",
      "https://bücher.example/ä b": "https://xn--bcher-kva.example/%C3%A4%20b",
      "https:example.com": refused,
      "//example.com": refused,
      "ftp://example.com/": refused,
      "https://": refused,
      "https://me:secret@example.com/": refused,
    },
  ],
  [
    "day",
    day,
    {
      "2018-08-04": "2018-08-04",
      "2018-8-4": refused,
      "2018-02-30": refused,
      "2018-08": refused,
      "2018-08-04Z": refused,
    },
  ],
  [
    "time",
    time,
    {
      "2018-08-04": "2018-08-04",
      "2018-08-04T15:14": "2018-08-04T15:14",
      "2018-08-04T15:14:00Z": "2018-08-04T15:14:00Z",
      "2018-08-04 15:14": refused,
      "2018-08-04T25:00": refused,
      "4 August 2018": refused,
    },
  ],
  [
    "language",
    language,
    {
      EN: "en",
      "pt-br": "pt-BR",
      no: "no",
      "zh-hant-tw": "zh-Hant-TW",
      english: refused,
      en_US: refused,
      e: refused,
    },
  ],
  [
    "authority",
    authority,
    {
      "Example.COM": "example.com",
      "me@example.com": "me@example.com",
      localhost: refused,
      "https://example.com": refused,
      "-a.example": refused,
      "example.com,": refused,
    },
  ],
  ["id", id, { rt: "rt", "5hot-news": "5hot-news", RT: refused, "-rt": refused, "r t": refused }],
];

test.each(READERS)("the field reader %s", (_name, read, cases) => {
  const results = Object.keys(cases).map((raw) => {
    const result = read(raw);
    return [raw, "value" in result ? result.value : refused];
  });
  expect(Object.fromEntries(results)).toEqual(cases);
});

test.each([
  ["rtt", "rt"],
  ["RT", "rt"],
  ["sputnk", "sputnik"],
  ["spuntik", "sputnik"],
  ["reuters", undefined],
  ["", undefined],
])("didYouMean(%j) suggests %j", (word, near) => {
  expect(didYouMean(word, ["ap", "rt", "sputnik"])).toBe(near);
});
