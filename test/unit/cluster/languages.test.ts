import { expect, test } from "vitest";
import type { ReportInput } from "../../../src/cluster/index.ts";
import { Books, report } from "./engine-support.ts";

const noon = Date.UTC(2018, 7, 5, 12);
const of = (language: string, id: string, title: string, text: string): ReportInput =>
  report(title, { id, text, language, time: noon });

const caracas = [
  of(
    "en",
    "en",
    "Venezuela's Maduro survives drone attack in Caracas",
    "President Nicolas Maduro was speaking at a National Guard parade in Caracas when drones carrying explosives went off. He blamed Colombia's Juan Manuel Santos. Seven soldiers were hurt.",
  ),
  of(
    "de",
    "de",
    "Venezuela: Präsident Maduro überlebt Drohnenangriff in Caracas",
    "Während einer Rede von Staatschef Nicolás Maduro in Caracas explodierten Drohnen. Er machte Kolumbiens Präsident Juan Manuel Santos verantwortlich. Sieben Soldaten wurden verletzt.",
  ),
  of(
    "es",
    "es",
    "Maduro sale ileso de un atentado con drones en Caracas",
    "El presidente Nicolás Maduro hablaba en un desfile de la Guardia Nacional cuando explotaron drones. Culpó a Juan Manuel Santos, de Colombia.",
  ),
  of(
    "ru",
    "ru",
    "Мадуро пережил покушение с дронами в Каракасе",
    "Президент Венесуэлы Николас Мадуро выступал на параде в Каракасе, когда взорвались дроны. Он обвинил Хуана Мануэля Сантоса.",
  ),
  of(
    "ja",
    "ja",
    "マドゥロ大統領をドローンで攻撃、ベネズエラのカラカスで",
    "ベネズエラのニコラス・マドゥロ大統領がカラカスで演説中、爆発物を積んだドローンが爆発した。",
  ),
  of(
    "ar",
    "ar",
    "نجاة مادورو من هجوم بطائرات مسيرة في كاراكاس",
    "كان الرئيس الفنزويلي نيكولاس مادورو يلقي كلمة في كاراكاس عندما انفجرت طائرات مسيرة. واتهم خوان مانويل سانتوس.",
  ),
];
const ankara = [
  of(
    "en",
    "en2",
    "Turkey's Erdogan threatens US ministers with sanctions",
    "President Recep Tayyip Erdogan said Turkey would freeze the assets of two American ministers.",
  ),
  of(
    "de",
    "de2",
    "Türkei: Erdogan droht USA mit Vergeltung für Sanktionen",
    "Der türkische Präsident Recep Tayyip Erdogan will die Vermögen amerikanischer Minister einfrieren lassen.",
  ),
];

test("one event in six languages and four alphabets is one story, and another is another", () => {
  const books = new Books();
  books.file(...caracas, ...ankara);
  expect(books.fold()).toEqual([
    ["ar", "de", "en", "es", "ja", "ru"],
    ["de2", "en2"],
  ]);
});

test("the language is guessed where none is given", () => {
  const books = new Books();
  books.file(...[...caracas, ...ankara].map((item) => ({ ...item, language: null })));
  expect(books.story.get("ru")).toBe(books.story.get("en"));
  expect(books.story.get("en2")).not.toBe(books.story.get("en"));
});

test("the same people elsewhere are not the same event", () => {
  const books = new Books();
  books.file(
    of(
      "en",
      "a",
      "Netanyahu turns down Russian offer to keep Iranians away from Golan",
      "The offer was made when Sergei Lavrov and Valery Gerasimov visited Jerusalem.",
    ),
    of(
      "ru",
      "b",
      "Герасимов написал Данфорду о беженцах лагеря Рукбан",
      "Начальник Генштаба Валерий Герасимов предложил США вместе разминировать Ракку.",
    ),
  );
  expect(books.fold()).toHaveLength(2);
});

test("two that share their words are in one language, whatever their tags say", () => {
  const books = new Books();
  books.file(
    of("en", "a", "Bakers walk out as flour prices climb", "The strike over pay began at dawn."),
    of("de", "b", "Flour prices climb, bakers walk out", "A strike over pay began today."),
    of("en", "c", "Currency falls to a new low", "It lost a tenth of its value since spring."),
  );
  expect(books.fold()).toEqual([["a", "b"], ["c"]]);
});
