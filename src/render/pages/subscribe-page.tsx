import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Updates } from "../feeds/channel.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "../feeds/formats.ts";
import { page } from "./layout.tsx";
import { FilterForm } from "./filter-form.tsx";

/** When to choose each format. */
const FORMAT_HINTS: Record<Format, string> = {
  rss: "Every feed reader takes it.",
  atom: "For readers that show a separate update time.",
  json: "For scripts: every report of a story as data.",
};

/** How to subscribe to the edition or a part of it. */
export function subscribePage(edition: Edition): string {
  const name = stripIllegal(edition.title);
  return page({
    edition,
    title: "Subscribe",
    description: `How to follow ${name}, or a part of it, in a feed reader.`,
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
                <p>{FORMAT_HINTS[format]}</p>
              </dd>
            </div>
          ))}
        </dl>
        <p>
          No reader yet? NetNewsWire, Miniflux, FreshRSS, Feedbin, Thunderbird and newsboat are
          some.
        </p>
        <h2 id="part">A part of it</h2>
        <p>
          Every list of stories is a feed: the page of a tag, an outlet or a search offers it. For
          anything else, say here what you want; what you leave empty does not count.
        </p>
        <FilterForm edition={edition} />
        <UpdateModes />
        <h2 id="opml">The outlets themselves</h2>
        <p>
          <a href="/outlets.opml">outlets.opml</a> lists this edition and its outlets, for import
          into a reader.
        </p>
      </article>
    ),
  });
}

/** The effect of each update mode in common feed readers, as measured in docs/readers.md. */
const MODES: [mode: Updates, effect: string, readers: string][] = [
  [
    "silent",
    "The entry changes in place. This is what you get when you ask for nothing.",
    "newsboat, FreshRSS, Miniflux, Elfeed and NetNewsWire show the new text and leave the entry read; RSS Guard marks it unread. sfeed, Thunderbird and Liferea keep the text that they saw first, and rss2email sends no second mail.",
  ],
  [
    "bump",
    "The entry’s date follows its last update.",
    "FreshRSS, and scripts that sort by date, move it up, still read. newsboat keeps the date that it saw first. The others do as above.",
  ],
  [
    "new",
    "Each outlet that joins makes a new entry, with an id of its own.",
    "Every reader shows the story again, as new, and rss2email sends a mail.",
  ],
];

function UpdateModes() {
  return (
    <>
      <h2 id="updates">When a story grows</h2>
      <p>
        A story is updated when another outlet reports it. What your reader makes of that is yours
        to choose, with <code>?updates=</code> behind the address of any feed.
      </p>
      <dl class="rows">
        {MODES.map(([mode, effect, readers]) => (
          <div>
            <dt>
              <code>{mode}</code>
            </dt>
            <dd>
              <p>{effect}</p>
              <p>{readers}</p>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
