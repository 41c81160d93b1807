import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import { legal } from "../../model/text.ts";
import { page } from "./layout.tsx";

/** The members of `_storyfold` in the JSON Feed. */
const MEMBERS: [name: string, meaning: Child][] = [
  [
    "first_published",
    "When the earliest report was published, RFC 3339 in UTC. A report known to the day counts from its first moment.",
  ],
  [
    "outlets",
    "The outlets that report the story, in order of their first report: id, name, url, and about, a line on who is behind it.",
  ],
  ["reports", "Every report, in order of publication."],
  ["reports[].outlet", "The id of its outlet."],
  [
    "reports[].title, url, language",
    "Its headline as published, its address, its language (BCP 47).",
  ],
  [
    "reports[].title_is_ours",
    "True where the report's own headline is not known, and this one is the edition's.",
  ],
  [
    "reports[].published",
    "As precise as it is known, in ISO 8601: a day, or a time with or without its zone; null where it is not known.",
  ],
  [
    "reports[].published_is_estimated",
    "True where the report gives no date, and this one is the edition's estimate.",
  ],
  ["reports[].via", "Whose reporting the report cites, where it does."],
  ["disagreements", "Where the reports contradict each other, a point each."],
];

/** What the edition is, who its outlets are, and what scripts find in its JSON. */
export function aboutPage(edition: Edition): string {
  return page({
    edition,
    title: "About",
    description: `What ${legal(edition.title)} is, who its outlets are, and how to read its feeds.`,
    path: "/about",
    children: (
      <article class="prose">
        <h1>About {legal(edition.title)}</h1>
        <p>
          When several outlets report one event, a feed reader shows it several times. Here the
          reports about one event are one story: one entry in the feed, with a link to every outlet.
          The entry keeps its id and its address while the story grows, so a reader updates it in
          place.
        </p>
        <h2 id="outlets">Outlets</h2>
        <dl class="rows">
          {edition.outlets.map(({ name, home, about }) => (
            <div>
              <dt>
                <a dir="auto" href={home}>
                  {legal(name)}
                </a>
              </dt>
              <dd dir="auto">{legal(about) || home}</dd>
            </div>
          ))}
        </dl>
        <p>
          How the feed of each fares, and when it was last read, is at{" "}
          <a href="/outlets">Outlets</a>.
        </p>
        <h2 id="dates">Dates</h2>
        <p>
          A date is given as precisely as the outlet gives it: a day stays a day. Feeds need a
          moment for each entry, and get the earliest that the date can mean, in UTC.
        </p>
        <h2 id="json">For scripts</h2>
        <p>
          <a href="/feed.json">/feed.json</a> is a JSON Feed 1.1. Each item carries its reports as
          data in <code>_storyfold</code>:
        </p>
        <dl class="members">
          {MEMBERS.map(([name, meaning]) => (
            <div>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p>
          Every address allows requests from other sites (CORS) and conditional requests: send the{" "}
          <code>ETag</code> of the last answer as <code>If-None-Match</code>, and get 304 when
          nothing changed.
        </p>
      </article>
    ),
  });
}
