import { describe, expect, test } from "vitest";
import type { ReportInput } from "../../../../src/cluster/index.ts";
import { isSameText } from "../../../../src/cluster/scoring/near-duplicate.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { Books, cold, report } from "../engine-support.ts";

const HOUR = 3_600_000;
const noon = Date.UTC(2018, 7, 5, 12);

const of = (item: ReportInput) => extract(item, cold).features;

const wire =
  "The ferry Havfruen ran aground off the lighthouse of Hirtshals on Sunday morning with 214 passengers aboard, the Danish coastguard said. Helicopters lifted eleven people with minor injuries to the hospital in Aalborg, and tugs will try to free the vessel at high tide.";
const notice =
  "The Harbour Post is an independent newspaper owned by its readers. Subscribe to our morning letter, follow us on your phone, and support local journalism with a small monthly donation; cancel whenever you like, no questions asked by anybody.";

const ferry = (more: Partial<ReportInput> = {}): ReportInput =>
  report("Ferry runs aground off Hirtshals with 214 aboard", {
    outlet: "a",
    time: noon,
    text: wire,
    ...more,
  });

describe("one text", () => {
  test.each<[string, ReportInput, ReportInput, boolean]>([
    ["printed twice", ferry(), ferry({ outlet: "b", time: noon + 5 * HOUR }), true],
    [
      "under another headline",
      ferry(),
      ferry({
        outlet: "b",
        title: "Danish coastguard rescues passengers after Hirtshals ferry accident",
      }),
      true,
    ],
    [
      "with an outlet's sign-off",
      ferry(),
      ferry({ outlet: "b", text: `${wire} (Reporting by our correspondent in Skagen.)` }),
      true,
    ],
    [
      "with the dateline of an agency",
      ferry(),
      ferry({ outlet: "b", text: `HIRTSHALS, Denmark (Agency) - ${wire}` }),
      true,
    ],
    ["a week later", ferry(), ferry({ outlet: "b", time: noon + 170 * HOUR }), false],
    [
      "of which neither date is known",
      ferry({ time: null }),
      ferry({ outlet: "b", time: null }),
      true,
    ],
    [
      "told in words of its own",
      ferry(),
      ferry({
        outlet: "b",
        text: "More than two hundred travellers waited for hours on the Havfruen after the ship hit a sandbank near Hirtshals. Eleven were flown to Aalborg; nobody is in danger, says the coastguard.",
      }),
      false,
    ],
    [
      "that is half of a longer one",
      ferry(),
      ferry({
        outlet: "b",
        title: "Ferry captain arrested after running aground off Hirtshals",
        text: `${wire} Captain Lindqvist was arrested on suspicion of drinking on duty. Prosecutors in Skagen say that he had slept in his cabin while the second mate, aged nineteen, steered towards a sandbank that every chart shows.`,
      }),
      false,
    ],
    [
      "of a headline alone, of words that tell something",
      report("Ferry Havfruen runs aground off Hirtshals", { outlet: "a" }),
      report("Ferry Havfruen runs aground off Hirtshals", { outlet: "b" }),
      true,
    ],
    [
      "of one word",
      report("Breaking", { outlet: "a" }),
      report("Breaking", { outlet: "b" }),
      false,
    ],
    [
      "of two words that are the same by chance",
      report("Weather forecast", { outlet: "a", text: "Rain in the north, sun elsewhere." }),
      report("Weather forecast", { outlet: "b", text: "Storms along the coast until Monday." }),
      false,
    ],
    [
      "of a headline that comes back with other news",
      report("Morning briefing: what happened overnight", { outlet: "a", text: wire }),
      report("Morning briefing: what happened overnight", {
        outlet: "b",
        text: "Parliament in Oslo voted down the budget by three votes, and the finance minister offered her resignation to the king late on Saturday.",
      }),
      false,
    ],
    [
      "that is an outlet's notice, under unrelated headlines",
      report("Ferry runs aground off Hirtshals", { outlet: "a", text: notice }),
      report("Oslo parliament votes down the budget", { outlet: "a", text: notice }),
      false,
    ],
    [
      "that two outlets of one house have for a notice",
      report("Ferry runs aground off Hirtshals", { outlet: "a", text: notice }),
      report("Oslo parliament votes down the budget", { outlet: "b", text: notice }),
      false,
    ],
    [
      "that an outlet goes on with itself",
      ferry(),
      ferry({ title: "Hirtshals ferry: tugs wait for high tide to free the vessel" }),
      false,
    ],
    ["of nothing", report(""), report(""), false],
  ])("%s", (_, a, b, same) => {
    expect(isSameText(of(a), of(b))).toBe(same);
    expect(isSameText(of(b), of(a))).toBe(same);
  });
});

test("a copy names the report that had the text first, not the copy next to it", () => {
  const books = new Books();
  books.file(ferry({ id: "first" }));
  books.file(ferry({ id: "second", outlet: "b", time: noon + HOUR }));
  books.file(ferry({ id: "own", outlet: "c", text: "Eleven are hurt on the Havfruen." }));
  const [third] = books.file(ferry({ id: "third", outlet: "d", time: noon + 2 * HOUR }));
  expect(third).toMatchObject({ kind: "join", evidence: { sameTextAs: "first" } });
  const own = books.log.find((decision) => "report" in decision && decision.report === "own");
  expect(own).toMatchObject({ kind: "join", evidence: { sameTextAs: null } });
});
