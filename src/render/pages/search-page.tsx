import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { page } from "./layout.tsx";

/** The search page: the form, and examples of the query syntax. */
export function searchPage(edition: Edition): string {
  const name = stripIllegal(edition.title);
  return page({
    edition,
    title: "Search",
    description: `Search the stories of ${name}.`,
    path: "/search",
    children: (
      <div class="lead">
        <h1>Search</h1>
        <p>
          In the headlines and summaries of every story in <bdi>{name}</bdi>.
        </p>
        <SearchForm query={null} />
        <dl class="rows">
          {QUERY_EXAMPLES.map(([query, result]) => (
            <div>
              <dt>
                <code>{query}</code>
              </dt>
              <dd>{result}</dd>
            </div>
          ))}
        </dl>
        <p class="meta">
          A search is a feed too: its page offers it in every format. Searches by outlet, language,
          tag and date are put together on the page <a href="/subscribe#part">Subscribe</a>.
        </p>
      </div>
    ),
  });
}

const QUERY_EXAMPLES: [query: string, result: string][] = [
  ["coast guard", "Stories that hold both words."],
  ['"coast guard"', "Stories that hold them one after the other."],
  ["refuge*", "Stories with a word that begins so: refuge, refugees."],
];

/** The search form. It needs no script. */
export function SearchForm({ query }: { query: string | null }) {
  return (
    <form action="/search" role="search" class="search">
      <input
        name="q"
        type="search"
        aria-label="Words to search for"
        maxlength={200}
        required
        dir="auto"
        {...(query !== null && { value: stripIllegal(query) })}
      />
      <button type="submit" class="button">
        Search
      </button>
    </form>
  );
}
