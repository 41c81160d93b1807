import { expect, test } from "vitest";
import { storyTags } from "../../../src/store/stories/story-tags.ts";

test.each<[why: string, reports: string[][], tags: string[]]>([
  ["those that two reports give", [["Oman", "Ships"], ["oman", "Sea"], ["Grain"]], ["Oman"]],
  ["the most frequent first", [["A", "B"], ["B", "A"], ["B"]], ["B", "A"]],
  [
    "the first few, if no two reports agree",
    [
      ["A", "B"],
      ["C", "D"],
    ],
    ["A", "B", "C"],
  ],
  ["those of the only report", [["A", "B"]], ["A", "B"]],
  ["none, if no report has one", [[], []], []],
  ["not one that a single report repeats", [["A", "a"], ["B"]], ["A", "B"]],
])("a story has %s", (_, reports, tags) => {
  expect(storyTags(reports)).toEqual(tags);
});

test("a story has at most eight tags that its reports share", () => {
  const tags = Array.from({ length: 30 }, (_, number) => `Tag ${number}`);
  expect(storyTags([tags, tags])).toHaveLength(8);
});
