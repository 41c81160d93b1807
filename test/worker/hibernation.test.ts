/** Between two polls the newsroom hibernates and forgets its memory. Stories must not depend on that. */
import { evictDurableObject, reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { content } from "#content";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { editionWith, outlet, poll } from "./feed-state-support.ts";
import { at, published } from "./polled-reports-support.ts";
import { items, newsroom } from "./support.ts";

const OUTLETS = ["a", "b", "c", "d"];

const FERRY = {
  title: "Ferry Havfruen runs aground off Hirtshals with 214 aboard",
  summary:
    "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Helicopters lifted eleven injured people to the hospital in Aalborg.",
};
const FERRY_TOO = {
  title: "214 aboard as ferry Havfruen runs aground off Hirtshals",
  summary:
    "Helicopters lifted injured passengers from the ferry Havfruen, which ran aground off Hirtshals.",
};
const WOLVES = {
  title: "Parliament in Hamar votes for the wolf hunt",
  summary:
    "Parliament in Hamar has voted to allow the wolf hunt. Sheep farmers cheered the vote, and biologists warned of it.",
};
const WOLVES_TOO = {
  title: "Wolf hunt: parliament in Hamar votes to allow it",
  summary: "Biologists warn of the wolf hunt that parliament in Hamar has voted to allow.",
};
const BRIEFING = {
  title:
    "Morning briefing: ferry Havfruen aground off Hirtshals, parliament votes for the wolf hunt",
  summary:
    "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Parliament in Hamar has voted to allow the wolf hunt, and biologists warned of it.",
};

// A newsroom that wakes up files the content of its build, so an edition without content files is built in.
Object.assign(content, {
  edition: editionWith(OUTLETS.map((id) => outlet(id))),
  reports: [],
  stories: [],
  digest: "none",
  build: "four outlets",
});

beforeEach(() => reset());

interface Item extends Pick<FeedReport, "title" | "summary"> {
  outlet: string;
  /** Path of its page. */
  path: string;
}

const CASES: [name: string, polls: Item[][], stories: string[]][] = [
  [
    "a correction takes a report out of a story, and into the one that comes later",
    [
      [
        { outlet: "a", path: "ferry", ...FERRY },
        { outlet: "b", path: "live", ...FERRY_TOO },
      ],
      [{ outlet: "b", path: "live", ...WOLVES_TOO }],
      [{ outlet: "c", path: "wolves", ...WOLVES }],
    ],
    ["a/ferry", "b/live c/wolves"],
  ],
  [
    "a briefing does not connect two stories that outlets support",
    [
      [
        { outlet: "a", path: "ferry", ...FERRY },
        { outlet: "b", path: "ferry", ...FERRY_TOO },
      ],
      [
        { outlet: "c", path: "wolves", ...WOLVES },
        { outlet: "d", path: "wolves", ...WOLVES_TOO },
      ],
      [{ outlet: "a", path: "briefing", ...BRIEFING }],
    ],
    ["a/briefing", "a/ferry b/ferry", "c/wolves d/wolves"],
  ],
  [
    "nor if it comes before most of their reports",
    [
      [{ outlet: "a", path: "briefing", ...BRIEFING }],
      [
        { outlet: "b", path: "ferry", ...FERRY },
        { outlet: "c", path: "wolves", ...WOLVES },
      ],
      [
        { outlet: "c", path: "ferry", ...FERRY_TOO },
        { outlet: "d", path: "wolves", ...WOLVES_TOO },
      ],
    ],
    ["a/briefing b/ferry c/ferry", "c/wolves d/wolves"],
  ],
];

test.each(
  CASES.flatMap(([name, polls, stories]) =>
    [false, true].map((hibernates) => ({ name, polls, stories, hibernates })),
  ),
)("$name; hibernates: $hibernates", async ({ polls, stories, hibernates }) => {
  for (const [n, listed] of polls.entries()) {
    const now = at(15 * n);
    const results = listed.map(({ outlet: id, path, ...text }) => {
      const url = `https://${id}.example/${path}`;
      return poll(id, now, [{ url, guid: url, ...text, published: published(at(-30)) }]);
    });
    await newsroom().filePolls(results, now);
    if (hibernates) await evictDurableObject(newsroom());
  }
  const shown = (await items()).map(({ _storyfold }) =>
    _storyfold.reports
      .map(({ url }) => url.replace("https://", "").replace(".example", ""))
      .toSorted()
      .join(" "),
  );
  expect(shown.toSorted()).toEqual(stories);
});
