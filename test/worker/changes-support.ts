import type { Report } from "../../src/model/report.ts";
import type { EditorStory } from "../../src/model/story.ts";
import type { StoryData } from "../../src/render/data/storyfold.d.ts";
import { get, items, newsroom, report } from "./support.ts";

export const HEADING = "How this story changed";

export const ferry = {
  title: "Ferry Havfruen runs aground off Hirtshals with 214 aboard",
  summary:
    "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Helicopters lifted eleven injured people to the hospital in Aalborg.",
};
export const captain = {
  title: "Captain Lindqvist arrested in Skagen on suspicion of <drinking>",
  summary:
    "Captain Lindqvist was arrested on suspicion of drinking on duty. Prosecutors in Skagen say that he steered the vessel onto a sandbank.",
};
export const both = {
  title:
    "Ferry Havfruen: captain Lindqvist arrested in Skagen after ship runs aground off Hirtshals",
  summary: `${ferry.summary} ${captain.summary}`,
};

export const at = (outlet: string): string => `https://example.com/${outlet}`;

export const reportBy = (outlet: string, text: Pick<Report, "title" | "summary">): Report =>
  report({
    ...text,
    url: at(outlet),
    outlet,
    published: { value: `2018-08-05T0${"xabcd".indexOf(outlet)}:00Z`, estimated: false },
  });

export const file = (...reports: Report[]) => newsroom().fileReports("feed:test", reports);

let digests = 0;
export const rule = (...stories: Partial<EditorStory>[]) =>
  newsroom().fileContent({
    digest: `words ${++digests}`,
    reports: [],
    stories: stories.map(editorStory),
  });

export const editorStory = (overrides: Partial<EditorStory>): EditorStory => ({
  key: "word",
  headline: "The editor’s headline",
  summary: { text: "", html: "" },
  tags: [],
  disagreements: [],
  reports: [],
  not: [],
  ...overrides,
});

/** The path of the story that contains the outlet's report. */
export async function pathOf(outlet: string): Promise<string> {
  const item = (await items()).find(({ _storyfold }) =>
    _storyfold.reports.some(({ url }) => url === at(outlet)),
  );
  return new URL(item?.url ?? "https://example.com/none").pathname;
}

export const page = async (path: string): Promise<string> => (await get(path)).text();

export const changes = async (path: string): Promise<StoryData["changes"]> =>
  (await (await get(`${path}.json`)).json<StoryData>()).changes;

/** The text of the page's section on changes, without markup. */
export async function section(path: string): Promise<string> {
  const [, html = ""] = (await page(path)).split(`${HEADING}</h2>`);
  return (html.split("</section>")[0] ?? "")
    .replace(/<(?:li|p|summary|dt|dd)[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Files two stories, then a report that merges them. @returns the paths of the surviving story and of the merged one */
export async function mergeTwoStories(): Promise<[surviving: string, merged: string]> {
  await file(reportBy("a", ferry));
  await file(reportBy("b", captain));
  const paths: [string, string] = [await pathOf("a"), await pathOf("b")];
  await file(reportBy("c", both));
  return paths;
}
