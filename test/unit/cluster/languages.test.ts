import { expect, test } from "vitest";
import type { ReportInput } from "../../../src/cluster/index.ts";
import { StoryTracker, report } from "./engine-support.ts";

const noon = Date.UTC(2018, 7, 5, 12);
const reportIn = (language: string, id: string, title: string, text: string): ReportInput =>
  report(title, { id, text, language, time: noon });

const caracas = [
  reportIn(
    "en",
    "en",
    "Venezuela's Maduro survives drone attack in Caracas",
    "President Nicolas Maduro was speaking at a National Guard parade in Caracas when drones carrying explosives went off. He blamed Colombia's Juan Manuel Santos. Seven soldiers were hurt.",
  ),
  reportIn(
    "de",
    "de",
    "Venezuela: Präsident Maduro überlebt Drohnenangriff in Caracas",
    "Während einer Rede von Staatschef Nicolás Maduro in Caracas explodierten Drohnen. Er machte Kolumbiens Präsident Juan Manuel Santos verantwortlich. Sieben Soldaten wurden verletzt.",
  ),
  reportIn(
    "es",
    "es",
    "Maduro sale ileso de un atentado con drones en Caracas",
    "El presidente Nicolás Maduro hablaba en un desfile de la Guardia Nacional cuando explotaron drones. Culpó a Juan Manuel Santos, de Colombia.",
  ),
  reportIn(
    "ru",
    "ru",
    "Мадуро пережил покушение с дронами в Каракасе",
    "Президент Венесуэлы Николас Мадуро выступал на параде в Каракасе, когда взорвались дроны. Он обвинил Хуана Мануэля Сантоса.",
  ),
  reportIn(
    "ja",
    "ja",
    "マドゥロ大統領をドローンで攻撃、ベネズエラのカラカスで",
    "ベネズエラのニコラス・マドゥロ大統領がカラカスで演説中、爆発物を積んだドローンが爆発した。",
  ),
  reportIn(
    "ar",
    "ar",
    "نجاة مادورو من هجوم بطائرات مسيرة في كاراكاس",
    "كان الرئيس الفنزويلي نيكولاس مادورو يلقي كلمة في كاراكاس عندما انفجرت طائرات مسيرة. واتهم خوان مانويل سانتوس.",
  ),
];
const ankara = [
  reportIn(
    "en",
    "en2",
    "Turkey's Erdogan threatens US ministers with sanctions",
    "President Recep Tayyip Erdogan said Turkey would freeze the assets of two American ministers.",
  ),
  reportIn(
    "de",
    "de2",
    "Türkei: Erdogan droht USA mit Vergeltung für Sanktionen",
    "Der türkische Präsident Recep Tayyip Erdogan will die Vermögen amerikanischer Minister einfrieren lassen.",
  ),
];

test("one event in five languages and three scripts is one story, and another event is another story", () => {
  const tracker = new StoryTracker();
  tracker.file(...caracas, ...ankara);
  expect(tracker.fold()).toEqual([["ar", "de", "en", "es", "ru"], ["de2", "en2"], ["ja"]]);
});

test("the language is detected when none is given", () => {
  const tracker = new StoryTracker();
  tracker.file(...[...caracas, ...ankara].map((item) => ({ ...item, language: null })));
  expect(tracker.story.get("ru")).toBe(tracker.story.get("en"));
  expect(tracker.story.get("en2")).not.toBe(tracker.story.get("en"));
});

test("the same people in another place are another event", () => {
  const tracker = new StoryTracker();
  tracker.file(
    reportIn(
      "en",
      "a",
      "Netanyahu turns down Russian offer to keep Iranians away from Golan",
      "The offer was made when Sergei Lavrov and Valery Gerasimov visited Jerusalem.",
    ),
    reportIn(
      "ru",
      "b",
      "Герасимов написал Данфорду о беженцах лагеря Рукбан",
      "Начальник Генштаба Валерий Герасимов предложил США вместе разминировать Ракку.",
    ),
  );
  expect(tracker.fold()).toHaveLength(2);
});

test("reports that share their words fold even if their language tags differ", () => {
  const tracker = new StoryTracker();
  tracker.file(
    reportIn(
      "en",
      "a",
      "Bakers walk out as flour prices climb",
      "The strike over pay began at dawn.",
    ),
    reportIn("de", "b", "Flour prices climb, bakers walk out", "A strike over pay began today."),
    reportIn(
      "en",
      "c",
      "Currency falls to a new low",
      "It lost a tenth of its value since spring.",
    ),
  );
  expect(tracker.fold()).toEqual([["a", "b"], ["c"]]);
});
