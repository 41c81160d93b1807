import { expect, test } from "vitest";
import {
  chooseHeadline,
  type HeadlineCandidate,
} from "../../../src/store/stories/headline-choice.ts";

type Sketch = string | (Partial<HeadlineCandidate> & { title: string });

/** Candidates of one outlet each, in order of publication. */
const candidates = (sketches: readonly Sketch[]): HeadlineCandidate[] =>
  sketches.map((sketch, place) => ({
    id: place + 1,
    outlet: `outlet-${place + 1}`,
    url: `https://outlet-${place + 1}.example/2026/report`,
    titleIsOurs: false,
    summary: "",
    language: "en",
    isCopy: false,
    ...(typeof sketch === "string" ? { title: sketch } : sketch),
  }));

const QUIET = "Freighter Meridian adrift off Oman, 23 sailors rescued";
const OTHER = "Freighter Meridian loses power off Oman";

test.each<[why: string, sketches: Sketch[], chosen: number]>([
  [
    "says most of what the others say",
    [
      { title: "Drama at sea", summary: `${QUIET}.` },
      { title: OTHER, summary: "The 23 sailors were rescued; the freighter is adrift." },
      QUIET,
    ],
    3,
  ],
  ["was first, if all say the same", [OTHER, OTHER, OTHER], 1],
  [
    "is in the edition's language",
    [{ title: "Le cargo Meridian à la dérive au large d'Oman", language: "fr" }, OTHER, "Storm"],
    2,
  ],
  [
    "is in the edition's language, whatever the region",
    [{ title: QUIET, language: "fr" }, { title: OTHER, language: "en-AU" }, "Storm news"],
    2,
  ],
  [
    "is in another language, if none is in the edition's",
    [
      { title: "Le cargo Meridian à la dérive", language: "fr" },
      { title: "Frachter Meridian treibt vor Oman", language: "de" },
      { title: "Cargo Meridian: Frachter treibt vor Oman", language: "fr" },
    ],
    3,
  ],
  ["is not a live page", [`LIVE: ${QUIET}`, `${QUIET} – live updates`, "Oman: ship"], 3],
  [
    "is not a video",
    [`Watch: ${QUIET}`, { title: QUIET, url: "https://a.example/videos/1" }, "Ship"],
    3,
  ],
  ["is not an opinion", [`Opinion: ${QUIET}`, `Kommentar: ${QUIET}`, "A ship off Oman"], 3],
  ["is not a question", [`Why is the ${QUIET}?`, "Is a ship adrift？", "A ship off Oman"], 3],
  [
    "is not a round-up",
    [`5 things to know about the ${QUIET}`, `${QUIET}: what we know`, "Ship"],
    3,
  ],
  [
    "is a live page, if there is nothing else",
    ["LIVE: Storm", `LIVE: ${QUIET}`, `LIVE: ${OTHER}`],
    3,
  ],
  ["is not ours", [{ title: QUIET, titleIsOurs: true }, OTHER, "Storm"], 2],
  [
    "is not one that copies of one agency's text outvote",
    [
      "Agency text of a thing",
      { title: "Agency text of a thing", isCopy: true },
      { title: "Agency text of a thing", isCopy: true },
      QUIET,
      OTHER,
    ],
    5,
  ],
  [
    "says most, in a script without spaces",
    ["速報", "貨物船メリディアン、オマーン沖で漂流", "オマーン沖で貨物船が漂流、乗組員を救助"].map(
      (title) => ({
        title,
        language: "ja",
      }),
    ),
    2,
  ],
])("the chosen headline %s", (_, sketches, chosen) => {
  expect(chooseHeadline(candidates(sketches), "en")?.id).toBe(chosen);
});

test.each([
  "Live music returns to the harbour",
  "How the harbour was rebuilt",
  "Video game maker Corvina cuts 90 jobs",
  "Seven killed in a fire near Linz",
  "Analysis of soil finds lead near the harbour",
])("%s is an ordinary headline", (title) => {
  expect(chooseHeadline(candidates([`Opinion: ${title}`, title]), "en")?.id).toBe(2);
});

test("of no candidates, none is chosen", () => {
  expect(chooseHeadline([], "en")).toBeUndefined();
});
