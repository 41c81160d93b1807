import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Schema } from "../data/json-schema.ts";
import { MEMBERS, SCHEMAS } from "../data/schemas.ts";
import { fill, fillWith, stringsOf, type Strings } from "../strings/index.ts";
import { page } from "./layout.tsx";

/** The page about the edition: how stories are folded, how their headlines are chosen, and the JSON for scripts. */
export function aboutPage(edition: Edition): string {
  const name = stripIllegal(edition.title);
  const strings = stringsOf(edition.language);
  const sections: [id: string, title: string, text: string][] = [
    ["folding", strings.aboutFolding, strings.aboutFoldingText],
    ["headlines", strings.aboutHeadlines, strings.aboutHeadlinesText],
    ["dates", strings.aboutDates, strings.aboutDatesText],
    ["privacy", strings.aboutPrivacy, strings.aboutPrivacyText],
  ];
  return page({
    edition,
    title: strings.about,
    description: fill(strings.aboutDescription, name),
    path: "/about",
    children: (
      <article class="prose">
        <h1>{fillWith(strings.aboutTitle, <bdi>{name}</bdi>)}</h1>
        <p class="opening">{strings.aboutIntro}</p>
        <p>
          <a href="/outlets">{strings.seeOutlets}</a>
        </p>
        {sections.map(([id, title, text]) => (
          <>
            <h2 id={id}>{title}</h2>
            <p>{text}</p>
          </>
        ))}
        <ForScripts strings={strings} />
      </article>
    ),
  });
}

/** The documents for scripts. What they contain is described in English, as their members are. */
const DOCUMENTS: [path: string, description: string][] = [
  ["/feed.json", "JSON Feed 1.1; each item has its reports in _storyfold"],
  ["/openapi.json", "Every address, as OpenAPI 3.1"],
  [SCHEMAS.story.path, "JSON Schema of /stories/KEY.json"],
  [SCHEMAS.storyfold.path, "JSON Schema of _storyfold"],
];

function ForScripts({ strings }: { strings: Strings }) {
  return (
    <>
      <h2 id="data">{strings.aboutScripts}</h2>
      <p>
        {fillWith(
          strings.aboutScriptsText,
          <code>.json</code>,
          <code>ETag</code>,
          <code>If-None-Match</code>,
        )}
      </p>
      <dl class="rows" lang="en">
        {DOCUMENTS.map(([path, description]) => (
          <div>
            <dt>
              <a href={path}>{path}</a>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <h3 id="json">{fillWith(strings.aboutMembers, <code>_storyfold</code>)}</h3>
      <dl class="members" lang="en">
        {[...members(MEMBERS.storyfold)].map(([name, meaning]) => (
          <div>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The members of a schema with their descriptions, nested ones included, as in "reports[].url". */
function* members(schema: Schema, path = ""): Iterable<[name: string, meaning: string]> {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    yield [path + name, member.description ?? ""];
    yield* member.items
      ? members(member.items, `${path}${name}[].`)
      : members(member, `${path}${name}.`);
  }
}
