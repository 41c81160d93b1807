import { legal } from "../../model/text.ts";
import { FORMATS, type FeedSource } from "../feed.ts";
import { page } from "./layout.tsx";
import { Stories } from "./stories.tsx";

const FOR = {
  rss: "Every feed reader takes it.",
  atom: "For readers that show a separate update time.",
  json: "For scripts: every report of a story as data.",
} as const;

export function frontPage({ edition, entries }: FeedSource): string {
  return page({
    edition,
    title: null,
    description: legal(edition.description),
    path: "/",
    children: (
      <>
        <div class="lead">
          <h1>{legal(edition.title)}</h1>
          <p>{legal(edition.description)}</p>
        </div>
        <section aria-labelledby="stories">
          <h2 id="stories">Stories</h2>
          <Stories edition={edition} entries={entries} />
        </section>
        <section id="subscribe" aria-labelledby="subscribe-heading" class="subscribe">
          <h2 id="subscribe-heading">Subscribe</h2>
          <p>
            Add one of these addresses to your feed reader. A story stays one entry: when another
            outlet reports it, the entry gains a link.
          </p>
          <ul>
            {(["rss", "atom", "json"] as const).map((format) => (
              <li>
                <a class="button" href={FORMATS[format].path}>
                  {FORMATS[format].name}
                </a>
                <div>
                  <code>{edition.site + FORMATS[format].path}</code>
                  <p>{FOR[format]}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  });
}
