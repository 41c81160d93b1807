import { expect, test } from "vitest";
import { explain, type ReportInput } from "../../../src/cluster/index.ts";
import { inWords } from "../../../src/cli/why-in-words.ts";
import { report } from "../cluster/engine-support.ts";

const noon = Date.UTC(2018, 7, 5, 12);
const HOUR = 3_600_000;
const quake = (overrides: Partial<ReportInput>): ReportInput =>
  report("Lombok earthquake: 91 dead as rescuers search rubble", {
    text: "A magnitude 6.9 earthquake struck the Indonesian island of Lombok on Sunday. Hospitals in Mataram are full.",
    time: noon,
    outlet: "a",
    ...overrides,
  });

test.each<[string, ReportInput, ReportInput, RegExp, "forIt" | "againstIt", string, RegExp]>([
  [
    "shared names as they are written",
    quake({}),
    quake({ outlet: "b", title: "Dozens dead in Lombok quake" }),
    /^one story: /,
    "forIt",
    "names",
    /Lombok/,
  ],
  ["shared numbers as they are written", quake({}), quake({}), /^one/, "forIt", "numbers", /6\.9/],
  ["a copy", quake({}), quake({ outlet: "b" }), /^one/, "forIt", "copy", /word for word/],
  [
    "a gap of an hour",
    quake({}),
    quake({ time: noon + 1.4 * HOUR }),
    /^one/,
    "forIt",
    "time",
    /^1 hour apart$/,
  ],
  [
    "a gap of hours",
    quake({}),
    quake({ time: noon + 5 * HOUR }),
    /^one/,
    "forIt",
    "time",
    /^5 hours apart$/,
  ],
  [
    "a gap of days",
    quake({}),
    quake({ time: noon + 120 * HOUR }),
    /./,
    "againstIt",
    "time",
    /^5 days apart$/,
  ],
  [
    "different numbers",
    quake({ text: "" }),
    quake({ text: "", title: "Lombok earthquake: 145 dead as rescuers search rubble" }),
    /./,
    "againstIt",
    "numbers",
    /^(91 in one, 145|145 in one, 91) in the other$/,
  ],
  [
    "different dates in the URLs",
    quake({ url: "https://a.example/2018/08/05/quake" }),
    quake({ url: "https://b.example/2018/08/09/quake" }),
    /./,
    "againstIt",
    "dates",
    /4 days apart/,
  ],
  [
    "different languages",
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
    "no shared names",
    quake({}),
    report("Parliament in Oslo votes down the budget"),
    /^two stories: (under )?\d% match/,
    "againstIt",
    "names",
    /none in common/,
  ],
  [
    "names of one report only",
    quake({}),
    report("Parliament in Oslo votes down the budget", { time: noon + HOUR }),
    /^two stories: /,
    "againstIt",
    "later",
    /Oslo/,
  ],
])("explains %s", (_, a, b, verdict, side, name, pattern) => {
  const explanation = inWords(explain(a, b));
  expect(explanation.verdict).toMatch(verdict);
  expect(new Map(explanation[side]).get(name)).toMatch(pattern);
});

test("the verdict names a near miss", () => {
  const match = explain(quake({}), quake({}));
  const result = inWords({
    ...match,
    one: false,
    evidence: { ...match.evidence, score: -1.2, threshold: -0.85 },
  });
  expect(result.verdict).toMatch(/^two stories, but only just: 23% match \(minimum 30%\)/);
});
