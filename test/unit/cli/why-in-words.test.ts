import { expect, test } from "vitest";
import { explain, type Item } from "../../../src/cluster/index.ts";
import { inWords } from "../../../src/cli/why-in-words.ts";
import { report } from "../cluster/engine-support.ts";

const noon = Date.UTC(2018, 7, 5, 12);
const HOUR = 3_600_000;
const quake = (more: Partial<Item>): Item =>
  report("Lombok earthquake: 91 dead as rescuers search rubble", {
    text: "A magnitude 6.9 earthquake struck the Indonesian island of Lombok on Sunday. Hospitals in Mataram are full.",
    time: noon,
    outlet: "a",
    ...more,
  });

test.each<[string, Item, Item, RegExp, "forIt" | "againstIt", string, RegExp]>([
  [
    "names as written",
    quake({}),
    quake({ outlet: "b", title: "Dozens dead in Lombok quake" }),
    /^one story: /,
    "forIt",
    "names",
    /Lombok/,
  ],
  ["numbers as written", quake({}), quake({}), /^one/, "forIt", "numbers", /6\.9/],
  ["a copy", quake({}), quake({ outlet: "b" }), /^one/, "forIt", "copy", /word for word/],
  [
    "hours apart",
    quake({}),
    quake({ time: noon + 5 * HOUR }),
    /^one/,
    "forIt",
    "time",
    /^5 hours apart$/,
  ],
  [
    "days apart",
    quake({}),
    quake({ time: noon + 120 * HOUR }),
    /./,
    "againstIt",
    "time",
    /^5 days apart$/,
  ],
  [
    "other numbers",
    quake({ text: "" }),
    quake({ text: "", title: "Lombok earthquake: 145 dead as rescuers search rubble" }),
    /./,
    "againstIt",
    "numbers",
    /^(91 in one, 145|145 in one, 91) in the other$/,
  ],
  [
    "dates in their addresses",
    quake({ url: "https://a.example/2018/08/05/quake" }),
    quake({ url: "https://b.example/2018/08/09/quake" }),
    /./,
    "againstIt",
    "dates",
    /4 days apart/,
  ],
  [
    "other days of the week",
    quake({ text: "It struck on Sunday." }),
    quake({ text: "It struck on Thursday." }),
    /./,
    "againstIt",
    "weekday",
    /different days/,
  ],
  [
    "another language",
    quake({}),
    quake({
      language: "ru",
      title: "Землетрясение на Ломбоке: 91 погибший",
      text: "Землетрясение магнитудой 6,9 произошло в воскресенье.",
    }),
    /./,
    "againstIt",
    "language",
    /two languages/,
  ],
  [
    "nothing in common",
    quake({}),
    report("Parliament in Oslo votes down the budget"),
    /^two stories: (under )?\d% match/,
    "againstIt",
    "names",
    /none in common/,
  ],
  [
    "what one alone has",
    quake({}),
    report("Parliament in Oslo votes down the budget", { time: noon + HOUR }),
    /^two stories: /,
    "againstIt",
    "later",
    /Oslo/,
  ],
])("tells of %s", (_, a, b, verdict, side, name, says) => {
  const told = inWords(explain(a, b));
  expect(told.verdict).toMatch(verdict);
  expect(new Map(told[side]).get(name)).toMatch(says);
});

test("a near miss is called one", () => {
  const alike = explain(quake({}), quake({}));
  const found = inWords({
    ...alike,
    one: false,
    evidence: { ...alike.evidence, score: -1.2 },
  });
  expect(found.verdict).toMatch(/^two stories, but only just: 23% match \(minimum 30%\)/);
});
