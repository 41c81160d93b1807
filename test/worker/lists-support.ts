import { expect } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { get, newsroom, report, type Item } from "./support.ts";

export const BROWSER = { "Sec-Fetch-Dest": "document" };

/** Four unrelated events, reported by outlets of the test edition. */
const REPORTS: Partial<Report>[] = [
  {
    url: "https://rt.com/volcano",
    outlet: "rt",
    title: "Volcano erupts near Hirtshals",
    summary: "Ash fell on the harbour.",
    tags: ["Nature", "Washington, D.C."],
    published: { value: "2018-08-10T09:30Z", estimated: false },
  },
  {
    url: "https://sputnik.com/volcano",
    outlet: "sputnik",
    title: "Volcano erupts near Hirtshals, ash falls on the harbour",
    summary: "Ash fell on the harbour.",
    tags: ["nature", "washington, d.c."],
    published: { value: "2018-08-10T10:30Z", estimated: false },
  },
  {
    url: "https://uawire.org/kyiv",
    outlet: "uawire",
    title: "Київ відкрив новий міст через Дніпро",
    summary: "Міст будували десять років.",
    language: "uk",
    tags: ["Київ", "C++", "a/b"],
    published: { value: "2018-08-11", estimated: false },
  },
  {
    url: "https://5hotnews.com/beijing",
    outlet: "5hotnews",
    title: "北京马拉松比赛今天开始",
    summary: "三万人参加。",
    language: "zh-Hans",
    tags: ["北京"],
    published: { value: "2018-08-12", estimated: false },
  },
  {
    url: "https://rt.com/cafe",
    outlet: "rt",
    title: "Orchestra plays in a café for penguins",
    summary: "Nobody left early.",
    published: { value: "2018-08-13", estimated: false },
  },
];

export async function fileReports(): Promise<void> {
  for (const { outlet = "rt", ...fields } of REPORTS)
    await newsroom().fileReports(`feed:${outlet}`, [report({ tags: [], ...fields, outlet })]);
}

/** The first two words of each title in a JSON Feed. */
export async function titles(path: string): Promise<string[]> {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  const { items } = await response.json<{ items: Item[] }>();
  return items.map(({ title }) => title.split(" ").slice(0, 2).join(" "));
}
