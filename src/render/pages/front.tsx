import { legal } from "../../model/text.ts";
import { FORMATS, type FeedSource } from "../feed.ts";
import { page } from "./layout.tsx";
import { Stories } from "./stories.tsx";

const FOR = {
  rss: "Every feed reader takes it.",
  atom: "For readers that show a separate update time.",
  json: "For scripts: every report of a story as data.",
} as const;

const FEEDS = ["rss", "atom", "json"] as const;

export function frontPage({ edition, entries }: FeedSource): string {
  return page({
    edition,
    title: null,
    description: legal(edition.description),
    path: "/",
    children: (
      <>
        <div class="lead">
          {/* The masthead shows the title already. */}
          <h1>
            <span class="unseen">{legal(edition.title)}: </span>
            {legal(edition.description)}
          </h1>
          <p class="feeds">
            {FEEDS.map((format) => (
              <a class="button" href={FORMATS[format].path}>
                {FORMATS[format].name}
              </a>
            ))}
          </p>
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
          <dl class="rows">
            {FEEDS.map((format) => (
              <div>
                <dt>
                  <a href={FORMATS[format].path}>{FORMATS[format].name}</a>
                </dt>
                <dd>
                  <code>{edition.site + FORMATS[format].path}</code>
                  <p>{FOR[format]}</p>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </>
    ),
  });
}
