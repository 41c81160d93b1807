import type { Edition } from "../../model/edition.ts";
import { legal } from "../../model/text.ts";
import { page } from "./layout.tsx";

/** Where a search begins. */
export function searchPage(edition: Edition): string {
  return page({
    edition,
    title: "Search",
    description: `Search the stories of ${legal(edition.title)}.`,
    path: "/search",
    children: (
      <div class="lead">
        <h1>Search</h1>
        <form action="/search" role="search">
          <label for="q">Words, a "phrase", or the beginning of a word with a * after it</label>{" "}
          <input id="q" name="q" type="search" required /> <button type="submit">Search</button>
        </form>
      </div>
    ),
  });
}
