import { describe, expect, test } from "vitest";
import type { ReportInput } from "../../../../src/cluster/index.ts";
import { isSameText } from "../../../../src/cluster/scoring/near-duplicate.ts";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { StoryTracker, coldStatistics, report } from "../engine-support.ts";

const HOUR = 3_600_000;
const noon = Date.UTC(2018, 7, 5, 12);

const featuresOf = (item: ReportInput) => extract(item, coldStatistics).features;

const agencyText =
  "The ferry Havfruen ran aground off the lighthouse of Hirtshals on Sunday morning with 214 passengers aboard, the Danish coastguard said. Helicopters lifted eleven people with minor injuries to the hospital in Aalborg, and tugs will try to free the vessel at high tide.";
const notice =
  "The Harbour Post is an independent newspaper owned by its readers. Subscribe to our morning letter, follow us on your phone, and support local journalism with a small monthly donation; cancel whenever you like, no questions asked by anybody.";

const ferry = (overrides: Partial<ReportInput> = {}): ReportInput =>
  report("Ferry runs aground off Hirtshals with 214 aboard", {
    outlet: "a",
    time: noon,
    text: agencyText,
    ...overrides,
  });

describe("are two reports near-duplicates", () => {
  test.each<[string, ReportInput, ReportInput, boolean]>([
    [
      "the same text from two outlets: yes",
      ferry(),
      ferry({ outlet: "b", time: noon + 5 * HOUR }),
      true,
    ],
    [
      "the same text under another headline: yes",
      ferry(),
      ferry({
        outlet: "b",
        title: "Danish coastguard rescues passengers after Hirtshals ferry accident",
      }),
      true,
    ],
    [
      "the same text with an outlet's sign-off: yes",
      ferry(),
      ferry({ outlet: "b", text: `${agencyText} (Reporting by our correspondent in Skagen.)` }),
      true,
    ],
    [
      "the same text with an agency's dateline: yes",
      ferry(),
      ferry({ outlet: "b", text: `HIRTSHALS, Denmark (Agency) - ${agencyText}` }),
      true,
    ],
    [
      "the same text a week later: no",
      ferry(),
      ferry({ outlet: "b", time: noon + 170 * HOUR }),
      false,
    ],
    [
      "the same text without dates: yes",
      ferry({ time: null }),
      ferry({ outlet: "b", time: null }),
      true,
    ],
    [
      "the same event in other words: no",
      ferry(),
      ferry({
        outlet: "b",
        text: "More than two hundred travellers waited for hours on the Havfruen after the ship hit a sandbank near Hirtshals. Eleven were flown to Aalborg; nobody is in danger, says the coastguard.",
      }),
      false,
    ],
    [
      "a text that is half of a longer one: no",
      ferry(),
      ferry({
        outlet: "b",
        title: "Ferry captain arrested after running aground off Hirtshals",
        text: `${agencyText} Captain Lindqvist was arrested on suspicion of drinking on duty. Prosecutors in Skagen say that he had slept in his cabin while the second mate, aged nineteen, steered towards a sandbank that every chart shows.`,
      }),
      false,
    ],
    [
      "a headline of specific words without a text: yes",
      report("Ferry Havfruen runs aground off Hirtshals", { outlet: "a" }),
      report("Ferry Havfruen runs aground off Hirtshals", { outlet: "b" }),
      true,
    ],
    [
      "a headline of one word: no",
      report("Breaking", { outlet: "a" }),
      report("Breaking", { outlet: "b" }),
      false,
    ],
    [
      "a generic headline of two words: no",
      report("Weather forecast", { outlet: "a", text: "Rain in the north, sun elsewhere." }),
      report("Weather forecast", { outlet: "b", text: "Storms along the coast until Monday." }),
      false,
    ],
    [
      "a recurring headline over other news: no",
      report("Morning briefing: what happened overnight", { outlet: "a", text: agencyText }),
      report("Morning briefing: what happened overnight", {
        outlet: "b",
        text: "Parliament in Oslo voted down the budget by three votes, and the finance minister offered her resignation to the king late on Saturday.",
      }),
      false,
    ],
    [
      "an outlet's boilerplate under unrelated headlines: no",
      report("Ferry runs aground off Hirtshals", { outlet: "a", text: notice }),
      report("Oslo parliament votes down the budget", { outlet: "a", text: notice }),
      false,
    ],
    [
      "boilerplate shared by two outlets under unrelated headlines: no",
      report("Ferry runs aground off Hirtshals", { outlet: "a", text: notice }),
      report("Oslo parliament votes down the budget", { outlet: "b", text: notice }),
      false,
    ],
    [
      "an outlet's own follow-up with the same text: no",
      ferry(),
      ferry({ title: "Hirtshals ferry: tugs wait for high tide to free the vessel" }),
      false,
    ],
    ["two empty reports: no", report(""), report(""), false],
  ])("%s", (_, a, b, same) => {
    expect(isSameText(featuresOf(a), featuresOf(b))).toBe(same);
    expect(isSameText(featuresOf(b), featuresOf(a))).toBe(same);
  });
});

test("the evidence of a copy names the first report with the text, not another copy", () => {
  const tracker = new StoryTracker();
  tracker.file(ferry({ id: "first" }));
  tracker.file(ferry({ id: "second", outlet: "b", time: noon + HOUR }));
  tracker.file(ferry({ id: "own", outlet: "c", text: "Eleven are hurt on the Havfruen." }));
  const [third] = tracker.file(ferry({ id: "third", outlet: "d", time: noon + 2 * HOUR }));
  expect(third).toMatchObject({ kind: "join", evidence: { sameTextAs: "first" } });
  const own = tracker.log.find((decision) => "report" in decision && decision.report === "own");
  expect(own).toMatchObject({ kind: "join", evidence: { sameTextAs: null } });
});
