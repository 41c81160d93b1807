import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Schema } from "../data/json-schema.ts";
import { MEMBERS, SCHEMAS } from "../data/schemas.ts";
import { langAttribute } from "./common.tsx";
import { page } from "./layout.tsx";

/** The page about the edition: its outlets, how stories are folded, and the JSON for scripts. */
export function aboutPage(edition: Edition): string {
  const name = stripIllegal(edition.title);
  return page({
    edition,
    title: "About",
    description: `What ${name} is, who its outlets are, and how to read its feeds.`,
    path: "/about",
    children: (
      <article class="prose">
        <h1>
          About <bdi>{name}</bdi>
        </h1>
        <p class="opening">
          When several outlets report one event, a feed reader shows it several times. Here the
          reports about one event are one story: one entry in the feed, with a link to every outlet.
          The entry keeps its id and its address while the story grows, so a reader updates it in
          place.
        </p>
        <h2 id="outlets">Outlets</h2>
        <dl class="rows">
          {edition.outlets.map(({ name: outlet, home, about }) => (
            <div>
              <dt>
                <a dir="auto" href={home}>
                  {stripIllegal(outlet)}
                </a>
              </dt>
              <dd dir="auto" {...langAttribute(edition.language)}>
                {stripIllegal(about) || home}
              </dd>
            </div>
          ))}
        </dl>
        <p>
          How the feed of each fares, and when it was last read, is at{" "}
          <a href="/outlets">Outlets</a>.
        </p>
        <h2 id="folding">What is one story</h2>
        <p>
          A program decides by what the reports say: names, words and numbers that are rare
          elsewhere, and the time between them. Each report says on its story’s page what it was
          found nearest to, what the two share, and how sure the program is. As more is known, two
          stories may become one, or one come apart; the page says when and why, and addresses lead
          on. An editor may overrule the program. A text that several outlets publish nearly word
          for word counts as one text: five outlets with one agency’s text are “5 outlets, 1
          independent text”.
        </p>
        <h2 id="dates">Dates</h2>
        <p>
          A date is given as precisely as the outlet gives it: a day stays a day. Feeds need a
          moment for each entry, and get the earliest that the date can mean, in UTC. Pages give
          moments in your zone where scripts run, and in UTC where they do not.
        </p>
        <h2 id="privacy">What is not here</h2>
        <p>
          No cookies, no trackers, nothing loaded from another site. The one script, time.js, puts
          times into your zone.
        </p>
        <ForScripts />
      </article>
    ),
  });
}

/** The documents for scripts. */
const DOCUMENTS: [path: string, description: string][] = [
  ["/feed.json", "JSON Feed 1.1; each item has its reports in _storyfold"],
  ["/openapi.json", "every address, as OpenAPI 3.1"],
  [SCHEMAS.story.path, "JSON Schema of /stories/KEY.json"],
  [SCHEMAS.storyfold.path, "JSON Schema of _storyfold"],
];

function ForScripts() {
  return (
    <>
      <h2 id="data">For scripts</h2>
      <p>
        Every story is there as data too: put <code>.json</code> behind the address of its page, and
        get its reports, its timeline, why each report was folded in, and how the story changed.
      </p>
      <dl class="rows">
        {DOCUMENTS.map(([path, description]) => (
          <div>
            <dt>
              <a href={path}>{path}</a>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <p>
        Every address allows requests from other sites (CORS) and conditional requests: send the{" "}
        <code>ETag</code> of the last answer as <code>If-None-Match</code>, and get 304 when nothing
        changed.
      </p>
      <h3 id="json">
        Members of <code>_storyfold</code>
      </h3>
      <dl class="members">
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
