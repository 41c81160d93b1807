import type { Entry } from "./entry.ts";

/** A day as an entry that contains the entries of its stories, the heaviest first. */
export interface DayEntry extends Entry {
  stories: Entry[];
}

export const isDay = (shown: Entry): shown is DayEntry => "stories" in shown;
