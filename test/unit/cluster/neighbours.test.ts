import { join } from "node:path";
import { expect, test } from "vitest";
import { toListedReport } from "../../../src/cli/report-list.ts";
import type { ReportInput } from "../../../src/cluster/index.ts";
import { readContentFolder, ROOT } from "../../../src/content/directory.ts";
import { printMistakes } from "../../../src/text/mistake.ts";
import { StoryTracker, orders, report } from "./engine-support.ts";
import neighbours from "../../fixtures/neighbours.json" with { type: "json" };

const around: ReportInput[] = neighbours.map(({ published, ...item }) => ({
  ...item,
  url: null,
  time: Date.parse(published),
}));

/** Groups of neighbouring reports that may fold into one story. Reports of different groups must not. */
const ALLOWED = [
  ["white-helmets-1", "white-helmets-2"],
  ["sweida-1", "sweida-2"],
  ["car-1", "car-2"],
  ["gerasimov-israel-1", "gerasimov-israel-2"],
  // A summit and the row over it in the following days may count as one story or as several.
  ["helsinki-press", "helsinki-would", "helsinki-interpreter", "putin-invited"],
];

test("neighbouring reports fold only within their group", () => {
  const tracker = new StoryTracker();
  const inOrder = around.toSorted((a, b) => (a.time as number) - (b.time as number));
  for (const item of inOrder) tracker.file(item);
  const folded = tracker.fold().filter((ids) => ids.length > 1);
  for (const ids of folded)
    expect(
      ALLOWED.some((group) => ids.every((id) => group.includes(id))),
      ids.join(" "),
    ).toBe(true);
  expect(folded.length).toBe(6);
});

/** The first edition's five reports, as the fixture edition summarizes them. */
async function firstEdition(): Promise<ReportInput[]> {
  const content = await readContentFolder(join(ROOT, "test/fixtures/edition"));
  if ("mistakes" in content) throw new Error(printMistakes(content.mistakes));
  return content.reports.map(toListedReport);
}

test("the first edition's reports are one story in any order, filed one by one or together", async () => {
  for (const [i, items] of orders(await firstEdition()).entries()) {
    const tracker = new StoryTracker();
    if (i % 2 === 0) tracker.file(...items);
    else for (const item of items) tracker.file(item);
    expect(tracker.fold()).toHaveLength(1);
  }
});

test("the first edition's story contains no neighbouring report", async () => {
  const reports = await firstEdition();
  const tracker = new StoryTracker();
  tracker.file(...around, ...reports);
  const story = tracker.story.get(reports[0]?.id ?? "");
  const members = [...tracker.story].filter(([, key]) => key === story).map(([id]) => id);
  expect(members.toSorted()).toEqual(reports.map(({ id }) => id).toSorted());
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

test("a report in another alphabet joins a story if enough of its names match, not by one name alone", () => {
  const tracker = new StoryTracker();
  tracker.file(letter.apart);
  tracker.file(letter.en);
  tracker.file(letter.ru);
  expect(tracker.story.get("ru")).toBe(tracker.story.get("en"));
  expect(tracker.story.get("apart")).not.toBe(tracker.story.get("en"));
});
