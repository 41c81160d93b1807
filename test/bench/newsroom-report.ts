import type { Report } from "../../src/model/report.ts";
import type { Labelled } from "./protocol.ts";

/** Labelled reports as an outlet's feed would give them, in the same order; no two have one URL. */
export function asReports(items: readonly Labelled[]): Report[] {
  const used = new Set<string>();
  return items.map((item, i): Report => {
    const own = item.url || madeUp(i);
    let url = own;
    for (let n = i; used.has(url); n += items.length) url = marked(own, n);
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
 * An address for a report without one. It has a query alone, since the words of a path count in folding, and an id there
 * may well have the gold story in it. Of one length, so that reports of one moment, which the newsroom takes in order of
 * their addresses, stay in the order of the file.
 */
const madeUp = (i: number): string =>
  `https://bench.invalid/?report=${String(i + 1).padStart(9, "0")}`;

/** The address with a query that nobody else has; folding looks at the path only. */
function marked(url: string, n: number): string {
  const [page = ""] = url.split("#", 1);
  return `${page}${page.includes("?") ? "&" : "?"}bench=${n}`;
}
