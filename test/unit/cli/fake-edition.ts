import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../../src/content/directory.ts";
import type { Fetch } from "../../../src/cli/running-edition.ts";

/** The site of the test edition, whose documents this edition serves. */
const SITE = "https://storyfold.example";
export const STORY_KEY = "gerasimov-letter-to-dunford";

const golden = (name: string): Promise<string> => readFile(join(ROOT, "test/golden", name), "utf8");
const feed = await golden("feed.json");
const story = await golden("story.json");
const { reports } = JSON.parse(story) as { reports: { url: string }[] };

/** An edition at any address with the golden documents, which redirects to its site as a real one does. */
export const fakeEdition: Fetch = (address) => {
  const { pathname, searchParams } = new URL(address);
  const redirect = (path: string): Response =>
    new Response(null, { status: 302, headers: { Location: SITE + path } });
  const answer = (): Response => {
    switch (pathname) {
      case "/feed.json":
        return new Response(feed);
      case "/search/feed.json":
        return searchParams.get("q") === "letter"
          ? new Response(feed)
          : Response.json({ items: [] });
      case `/stories/${STORY_KEY}.json`:
        return new Response(story);
      case "/stories/former.json":
        return redirect(`/stories/${STORY_KEY}.json`);
      case "/stories/page.json":
        return new Response("<html>");
      case "/report.json":
        return reports.some(({ url }) => url === searchParams.get("url"))
          ? redirect(`/stories/${STORY_KEY}.json`)
          : new Response(null, { status: 404 });
      default:
        return new Response(null, { status: 404 });
    }
  };
  return Promise.resolve(answer());
};

/** An edition that does not run. */
export const noEdition: Fetch = () => Promise.reject(new TypeError("fetch failed"));
