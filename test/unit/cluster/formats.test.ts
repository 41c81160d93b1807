/** Headlines of one format: what differs in the same place decides. */
import { expect, test } from "vitest";
import { report, StoryTracker } from "./engine-support.ts";

const noon = Date.UTC(2026, 10, 22, 12);

interface Text {
  title: string;
  text: string;
}

test.each<[what: string, first: Text, second: Text]>([
  [
    "two tremors",
    {
      title: "Moderate tremor of 4.9 rattles western Nepal",
      text: "The shaking was noticed in Jumla, but nobody was hurt.",
    },
    {
      title: "Moderate tremor of 4.9 rattles eastern Bhutan",
      text: "The shaking was noticed in Trashigang, but nobody was hurt.",
    },
  ],
  [
    "two courts",
    {
      title: "Teacher, 41, jailed for theft of school funds in Derby",
      text: "Helen Marsh was sentenced to two years by a judge on Friday.",
    },
    {
      title: "Teacher, 52, jailed for theft of school funds in Truro",
      text: "Owen Pell was sentenced to three years by a judge on Friday.",
    },
  ],
  [
    "two matches",
    {
      title: "Lindholm hat-trick gives Brann victory over Viking",
      text: "Per Lindholm scored three times as Brann beat Viking 3-1 in Bergen.",
    },
    {
      title: "Okafor hat-trick gives Molde victory over Sarpsborg",
      text: "David Okafor scored three times as Molde beat Sarpsborg 3-0 in Aker.",
    },
  ],
  [
    "two firms",
    {
      title: "Norvik reports third-quarter profit of 12 million euros",
      text: "The maker of pumps said that orders from Poland had risen.",
    },
    {
      title: "Delmar reports third-quarter profit of 31 million euros",
      text: "The maker of paint said that orders from Spain had risen.",
    },
  ],
])("%s at two outlets are two stories", (_, first, second) => {
  const tracker = new StoryTracker();
  tracker.file(
    report(first.title, { text: first.text, outlet: "a", time: noon }),
    report(second.title, { text: second.text, outlet: "b", time: noon + 3_600_000 }),
  );
  expect(tracker.fold()).toHaveLength(2);
});

test("one tremor in two outlets' words is one story", () => {
  const tracker = new StoryTracker();
  tracker.file(
    report("Moderate tremor of 4.9 rattles western Nepal", {
      text: "The shaking was noticed in Jumla, but nobody was hurt.",
      outlet: "a",
      time: noon,
    }),
    report("Western Nepal rattled by moderate tremor of 4.9", {
      text: "Nobody was hurt in Jumla, where the shaking was noticed.",
      outlet: "b",
      time: noon + 3_600_000,
    }),
  );
  expect(tracker.fold()).toHaveLength(1);
});
