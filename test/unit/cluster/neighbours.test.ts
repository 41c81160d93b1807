import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReportInput } from "../../../src/cluster/index.ts";
import { Books, orders, report } from "./engine-support.ts";
import neighbours from "../../fixtures/neighbours.json" with { type: "json" };

const around: ReportInput[] = neighbours.map(({ published, ...item }) => ({
  ...item,
  url: null,
  time: Date.parse(published),
}));

/** Neighbours that may be told as one story; all others are apart. */
const AFFAIRS = [
  ["white-helmets-1", "white-helmets-2"],
  ["sweida-1", "sweida-2"],
  ["car-1", "car-2"],
  ["gerasimov-israel-1", "gerasimov-israel-2"],
  // A summit and the row over it in the days after: whether that is one story is a matter of taste.
  ["helsinki-press", "helsinki-would", "helsinki-interpreter", "putin-invited"],
];

test("neighbours of one affair may fold, and no others", () => {
  const books = new Books();
  const inOrder = around.toSorted((a, b) => (a.time as number) - (b.time as number));
  for (const item of inOrder) books.file(item);
  const folded = books.fold().filter((ids) => ids.length > 1);
  for (const ids of folded)
    expect(
      AFFAIRS.some((affair) => ids.every((id) => affair.includes(id))),
      ids.join(" "),
    ).toBe(true);
  expect(folded.length).toBeGreaterThanOrEqual(3);
});

/** The raw reports of the first edition: a folder of text files, one report each, headline first. */
const folder = process.env.FIRST_REPORTS;
const raw = (): ReportInput[] =>
  readdirSync(folder as string)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder as string, name), "utf8");
      return report(text.slice(0, text.indexOf("\n")), {
        id: name,
        text: text.slice(text.indexOf("\n")),
        time: Date.UTC(2018, 7, 4, 12),
      });
    });

test.runIf(folder)(
  "the first edition's reports are one story in any order, one by one or together",
  () => {
    for (const [i, items] of orders(raw()).entries()) {
      const books = new Books();
      if (i % 2 === 0) books.file(...items);
      else for (const item of items) books.file(item);
      expect(books.fold()).toHaveLength(1);
    }
  },
);

test.runIf(folder)("their neighbours stay out of it", () => {
  const books = new Books();
  books.file(...around, ...raw());
  const story = books.story.get("2-rt.txt");
  const intruders = around.filter(({ id }) => books.story.get(id) === story).map(({ id }) => id);
  expect(intruders).toEqual([]);
});

const letter = {
  en: report("Russia confirms Gerasimov's letter to Dunford on Syria", {
    id: "en",
    outlet: "a",
    time: Date.UTC(2018, 7, 4, 12),
    language: "en",
    text: "The Russian Defence Ministry said that General Valery Gerasimov wrote to General Joseph Dunford in July 2018 about refugees in the Rukban camp near Al-Tanf and about mine clearance in Raqqa.",
  }),
  ru: report("Минобороны подтвердило письмо Герасимова Данфорду", {
    id: "ru",
    outlet: "b",
    time: Date.UTC(2018, 7, 4, 13),
    language: "ru",
    text: "Начальник Генштаба Валерий Герасимов направил в июле 2018 письмо генералу Джозефу Данфорду о беженцах в лагере Рукбан в районе Эт-Танф и о разминировании в Ракке, сообщило Минобороны.",
  }),
  apart: report("Лавров и Герасимов встретились с Нетаньяху в Иерусалиме", {
    id: "apart",
    outlet: "b",
    time: Date.UTC(2018, 6, 23, 15),
    language: "ru",
    text: "Министр иностранных дел Сергей Лавров и начальник Генштаба Валерий Герасимов обсудили с премьером Израиля Биньямином Нетаньяху положение в Сирии.",
  }),
};

test("a report in another alphabet joins by its names, and only then", () => {
  const books = new Books();
  books.file(letter.apart);
  books.file(letter.en);
  books.file(letter.ru);
  expect(books.story.get("ru")).toBe(books.story.get("en"));
  expect(books.story.get("apart")).not.toBe(books.story.get("en"));
});
