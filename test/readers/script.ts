import type { Reader } from "./reader.ts";

/** The members of /feed.json that a script uses. */
interface JsonFeed {
  items: {
    id: string;
    title: string;
    url: string;
    date_published: string;
    date_modified: string;
    _storyfold: { reports: { url: string | null }[] };
  }[];
}

/** A script of a few lines that fetches the JSON feed. */
export const script: Reader = {
  name: "a script",
  needs: [],
  formats: { JSON: "/feed.json" },
  entry: "entry",
  grows: true,
  keeps: false,
  async subscribe(url) {
    let etag = "";
    const ask = (): Promise<Response> =>
      fetch(url, { headers: { "If-None-Match": etag }, signal: AbortSignal.timeout(10_000) });
    return {
      async poll() {
        const response = await ask();
        if (response.status !== 200) throw new Error(`HTTP status ${response.status}`);
        etag = response.headers.get("ETag") ?? "";
        const { items } = await response.json<JsonFeed>();
        return items.map(({ id, title, url: link, date_published, date_modified, _storyfold }) => ({
          id,
          title,
          link,
          links: _storyfold.reports.flatMap((report) => report.url ?? []),
          published: date_published,
          updated: date_modified,
        }));
      },
      async pollUnchanged() {
        return (await ask()).status;
      },
    };
  },
};
