import { checkContent } from "../../../src/content/check-content.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { sample } from "./sample-content.ts";

type Changes = Parameters<typeof sample>[0];
export type Case = [name: string, changes: Changes, lines: string[]];

export const RT = "reports/rt-leak.md";
export const STORY = "stories/a-letter.md";

export function mistakesOf(changes: Changes): string[] {
  const content = checkContent(sample(changes));
  return "mistakes" in content ? content.mistakes.map(printMistake) : [];
}
