/** The content of benchmarks: an edition with these outlets, without files. */
import type { Content, Edition } from "../../src/model/edition.ts";
import type { Outlet } from "../../src/model/outlet.ts";

export function benchContent(
  outlets: Outlet[],
  settings: Partial<Pick<Edition, "retention">> = {},
): Content {
  return {
    edition: {
      title: "Bench",
      description: "",
      site: "https://bench.example",
      authority: { name: "bench.example", since: "2026-01-01" },
      language: "en",
      publisher: "",
      entries: 50,
      ttl: 15,
      timezone: "UTC",
      daily: 6,
      retention: 90,
      hub: null,
      withdrawn: { outlets: [], reports: [] },
      outlets,
      ...settings,
    },
    reports: [],
    stories: [],
    digest: "bench",
    build: "bench",
    version: "0",
  };
}

/** An outlet with one feed, which is polled every five minutes at most. */
export const benchOutlet = (id: string, url: string): Outlet => ({
  id,
  name: id,
  home: `https://${id}.example/`,
  about: "",
  feeds: [
    {
      url,
      language: null,
      tags: [],
      include: [],
      exclude: [],
      interval: { least: 5, most: 240 },
      paused: false,
    },
  ],
});
