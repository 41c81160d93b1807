import type { Edition } from "../../model/edition.ts";
import { legal } from "../../model/text.ts";
import { FORMATS, type Format } from "../feed.ts";
import { page } from "./layout.tsx";

const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

const FOR: Record<Format, string> = {
  rss: "Every feed reader takes it.",
  atom: "For readers that show a separate update time.",
  json: "For scripts: every report of a story as data.",
};

/** How to subscribe to the edition. */
export function subscribePage(edition: Edition): string {
  const name = legal(edition.title);
  return page({
    edition,
    title: "Subscribe",
    description: `How to follow ${name} in a feed reader.`,
    path: "/subscribe",
    children: (
      <article class="prose subscribe">
        <h1>Subscribe</h1>
        <p class="opening">
          Copy one of these addresses, and in your feed reader choose “Add a feed” or “Subscribe”. A
          story stays one entry: when another outlet reports it, the entry gains a link.
        </p>
        <dl class="rows addresses">
          {FORMAT_NAMES.map((format) => (
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
        <p>
          No reader yet? NetNewsWire, Miniflux, FreshRSS, Feedbin, Thunderbird and newsboat are
          some.
        </p>
        <Outlets />
      </article>
    ),
  });
}

function Outlets() {
  return (
    <>
      <h2 id="opml">The outlets themselves</h2>
      <p>
        <a href="/outlets.opml">outlets.opml</a> lists this edition and its outlets, for import into
        a reader.
      </p>
    </>
  );
}
