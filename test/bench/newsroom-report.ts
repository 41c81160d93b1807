import type { Report } from "../../src/model/report.ts";
import type { Labelled } from "./protocol.ts";

/** Converts labelled reports into reports as read from a feed, in the same order and each with its own URL. */
export function asReports(items: readonly Labelled[]): Report[] {
  const used = new Set<string>();
  return items.map((item, i): Report => {
    const original = item.url || placeholderUrl(i);
    let url = original;
    for (let n = i; used.has(url); n += items.length) url = withBenchQuery(original, n);
    used.add(url);
    return {
      url,
      outlet: item.outlet ?? "",
      title: item.title,
      titleIsOurs: false,
      summary: item.text,
      published:
        item.time === null ? null : { value: new Date(item.time).toISOString(), estimated: false },
      language: item.language ?? "",
      tags: [],
      via: null,
    };
  });
}

/**
 * A URL for a report without one. It has a query and no path, because folding reads the words of a path and an id there
 * could give away the gold story. All have the same length: the newsroom orders reports of the same time by URL, and
 * so keeps them in the order of the file.
 */
const placeholderUrl = (i: number): string =>
  `https://bench.invalid/?report=${String(i + 1).padStart(9, "0")}`;

/** The URL with a unique query. Folding reads only the path. */
function withBenchQuery(url: string, n: number): string {
  const [page = ""] = url.split("#", 1);
  return `${page}${page.includes("?") ? "&" : "?"}bench=${n}`;
}
