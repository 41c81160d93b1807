import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { FacetCount } from "../../store/api.ts";
import { languageName } from "../language-name.ts";
import { fill, stringsOf } from "../strings/index.ts";
import { page } from "./layout.tsx";

/** The index of tags. */
export function tagsPage(edition: Edition, tags: readonly FacetCount[]): string {
  const strings = stringsOf(edition.language);
  return indexPage(edition, "/tags", strings.tags, strings.tagsDescription, tags);
}

/** The index of languages. */
export function languagesPage(edition: Edition, languages: readonly FacetCount[]): string {
  const strings = stringsOf(edition.language);
  const named = languages.map((language) => ({
    ...language,
    name: languageName(language.key, edition.language),
  }));
  return indexPage(edition, "/languages", strings.languages, strings.languagesDescription, named);
}

function indexPage(
  edition: Edition,
  path: string,
  title: string,
  description: string,
  items: readonly FacetCount[],
): string {
  const strings = stringsOf(edition.language);
  const text = fill(description, stripIllegal(edition.title));
  return page({
    edition,
    title,
    description: text,
    path,
    children: (
      <div class="wide">
        <div class="lead">
          <h1>{title}</h1>
          <p class="order">{text}</p>
        </div>
        {items.length === 0 ? (
          <p class="empty">{strings.noTags}</p>
        ) : (
          <ul class="index">
            {items.map(({ key, name, stories }) => (
              <li>
                <a dir="auto" href={`${path}/${encodeURIComponent(stripIllegal(key))}`}>
                  {stripIllegal(name)}
                </a>{" "}
                <span class="meta">{strings.stories(stories)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    ),
  });
}
