import { expect, test } from "vitest";
import {
  linesAfterRound,
  pollLocally,
  type LocalEdition,
  type PolledOutlet,
} from "../../../src/cli/local-polling.ts";

const outlet = (name: string, state: string, error: string | null = null): PolledOutlet => ({
  name,
  feed: state === "files" ? null : `https://${name}.example/rss`,
  state,
  error,
});
const AT = "http://localhost:8787";
const GOOD = outlet("Good", "ok");
const FILES = outlet("Files", "files");
const PAUSED = outlet("Paused", "paused");
const LOST = outlet("Lost", "failing", "https://Lost.example/rss was not found (404).");
const PAGE = outlet("Page", "failing", "The feed cannot be read: it is a web page.");
const GONE = outlet("Gone", "stopped", null);
const state = (outlets: PolledOutlet[], reports = 3, stories = 1) => ({
  outlets,
  reports,
  stories,
});

test.each([
  ["an edition without feeds", null, state([FILES, PAUSED]), []],
  [
    "a first round",
    null,
    state([GOOD, FILES]),
    ["Polled 1 feed. The edition has 3 reports in 1 story."],
  ],
  [
    "a first round with failures",
    null,
    state([GOOD, LOST, PAGE, GONE]),
    [
      "Polled 4 feeds, 3 of them failing. The edition has 3 reports in 1 story.",
      "  Lost fails: https://Lost.example/rss was not found (404).",
      "  Page fails: The feed cannot be read: it is a web page. https://Page.example/rss",
      "  Gone fails: no reason is known. https://Gone.example/rss",
      "Failing feeds are polled again by themselves. See http://localhost:8787/outlets",
    ],
  ],
  ["a round without news", state([GOOD, LOST]), state([GOOD, LOST]), []],
  [
    "a round with news",
    state([GOOD]),
    state([GOOD], 5, 2),
    ["2 new reports. The edition has 5 reports in 2 stories."],
  ],
  [
    "a feed that recovers while another fails",
    state([GOOD, LOST]),
    state([
      { ...GOOD, state: "failing", error: "Slow." },
      { ...LOST, state: "ok" },
    ]),
    [
      "  Good fails: Slow. https://Good.example/rss",
      "  Lost no longer fails.",
      "Failing feeds are polled again by themselves. See http://localhost:8787/outlets",
    ],
  ],
])("what is printed after %s", (_name, before, after, lines) => {
  expect(linesAfterRound(before, after, AT)).toEqual(lines);
});

/** What is printed during some rounds. Every wait ends at once. */
async function printed(rounds: number, edition: Partial<LocalEdition>): Promise<string[]> {
  const lines: string[] = [];
  let left = rounds;
  const standard: LocalEdition = {
    round: () => Promise.resolve(),
    outlets: () => Promise.resolve([GOOD]),
    health: () => Promise.resolve({ stories: 1, reports: 3 }),
  };
  await pollLocally(
    { ...standard, ...edition },
    AT,
    (line) => lines.push(line),
    (time) => Promise.resolve(time === 60_000 ? --left > 0 : true),
  );
  return lines;
}

test("a round that takes long shows its progress", async () => {
  const answers = [
    [GOOD, outlet("Slow", "waiting")],
    [GOOD, LOST],
  ];
  let finish = (): void => {};
  const lines = await printed(1, {
    round: () => new Promise((resolve) => (finish = resolve)),
    outlets: () => {
      finish();
      return Promise.resolve(answers.shift() ?? []);
    },
  });
  expect(lines.slice(0, 2)).toEqual([
    "Polling: 1 of 2 feeds done.",
    "Polled 2 feeds, 1 of them failing. The edition has 3 reports in 1 story.",
  ]);
});

test("an edition that reloads during a round is polled again in the next", async () => {
  let round = 0;
  const lines = await printed(2, {
    round: () => (round++ === 0 ? Promise.reject(new Error("reloading")) : Promise.resolve()),
  });
  expect(lines).toEqual(["Polled 1 feed. The edition has 3 reports in 1 story."]);
});
