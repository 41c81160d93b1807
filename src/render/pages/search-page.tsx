import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { fillWith, stringsOf } from "../strings/index.ts";
import { page } from "./layout.tsx";

/** The search page: the form, and examples of the query syntax. */
export function searchPage(edition: Edition): string {
  const strings = stringsOf(edition.language);
  const examples: [query: string, result: string][] = [
    ["coast guard", strings.exampleAll],
    ['"coast guard"', strings.examplePhrase],
    ["refuge*", strings.exampleStart],
  ];
  return page({
    edition,
    title: strings.search,
    description: strings.searchIn,
    path: "/search",
    children: (
      <div class="lead">
        <h1>{strings.search}</h1>
        <p>{strings.searchIn}</p>
        <SearchForm query={null} edition={edition} />
        <dl class="rows">
          {examples.map(([query, result]) => (
            <div>
              <dt>
                <code>{query}</code>
              </dt>
              <dd>{result}</dd>
            </div>
          ))}
        </dl>
        <p class="meta">
          {fillWith(strings.searchIsFeed, <a href="/subscribe#build">{strings.subscribe}</a>)}
        </p>
      </div>
    ),
  });
}

/** The search form. It needs no script. */
export function SearchForm({ query, edition }: { query: string | null; edition: Edition }) {
  const strings = stringsOf(edition.language);
  return (
    <form action="/search" role="search" class="search">
      <input
        name="q"
        type="search"
        aria-label={strings.wordsToSearch}
        maxlength={200}
        required
        dir="auto"
        {...(query !== null && { value: stripIllegal(query) })}
      />
      <button type="submit" class="button">
        {strings.search}
      </button>
    </form>
  );
}
