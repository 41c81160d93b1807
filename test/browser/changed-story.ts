/** A story that loses a report and then absorbs another story, to test what its page says about that. */
import { reportFile } from "./report-file.ts";

const BRIDGE =
  "The Zogu bridge near Kukës collapsed with a bus on it. Fourteen passengers were hurt, and divers search the river Drin for the driver.";
const ENGINEER =
  "Engineer Arben Dervishi was arrested in Tirana on suspicion of forgery. Prosecutors say that he signed inspections that never took place.";

const report = (outlet: string, hour: number, title: string, body: string) =>
  reportFile(outlet, "zogu-bridge", `2026-11-16T1${hour}:00Z`, title, body);

const story = (reports: string[], not: string[] = []): [path: string, text: string] => [
  "stories/zogu-bridge.md",
  `---\nheadline: Bridge near Kukës collapses under a bus\nreports: [${reports.join(", ")}]\nnot: [${not.join(", ")}]\n---\n\n${BRIDGE}\n`,
];

/** The content at the start: two stories. */
export const BEFORE = [
  report("courier", 1, "Zogu bridge near Kukës collapses with a bus on it", BRIDGE),
  report("ledger", 2, "Fourteen hurt as Zogu bridge near Kukës collapses", BRIDGE),
  report("radio", 3, "Bus falls into the Drin: Zogu bridge collapses near Kukës", BRIDGE),
  report("gazette", 4, "Engineer Dervishi arrested in Tirana on suspicion of forgery", ENGINEER),
  story(["courier-zogu-bridge"]),
];

/** The editor excludes a report, and a new report links the two stories. */
export const AFTER = Object.fromEntries([
  story(["courier-zogu-bridge"], ["radio-zogu-bridge"]),
  report(
    "wire",
    5,
    "Zogu bridge: engineer Dervishi arrested in Tirana after collapse near Kukës",
    `${BRIDGE} ${ENGINEER}`,
  ),
]);
