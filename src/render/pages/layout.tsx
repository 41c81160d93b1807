import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import { legal } from "../../model/text.ts";
import type { Channel } from "../channel.ts";
import { FORMATS, type Format } from "../formats.ts";

interface Page {
  edition: Edition;
  /** Of this page, without the edition's; null on the front page. */
  title: string | null;
  description: string;
  /** The page's path, for its permanent address; null for pages that have none, such as errors. */
  path: string | null;
  /** The list that it shows; the whole edition's feeds are named where it shows none. */
  channel?: Channel;
  children: Child;
}

/** A whole page as HTML. */
export const page = (content: Page): string =>
  `<!doctype html>\n${(<Layout {...content} />).toString()}\n`;

function Layout({ edition, title, description, path, channel, children }: Page) {
  const name = legal(edition.title);
  const formats = Object.keys(FORMATS) as Format[];
  return (
    <html lang={edition.language}>
      <head>
        <meta charset="utf-8" />
        <title>{title === null ? name : `${title} · ${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={description} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf7f0" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#16140f" media="(prefers-color-scheme: dark)" />
        {path === null ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={edition.site + path} />
        )}
        {formats.map((format) => (
          <link
            rel="alternate"
            type={FORMATS[format].type}
            title={`${channel?.title ?? name} (${FORMATS[format].name})`}
            href={channel?.feeds[format] ?? edition.site + FORMATS[format].path}
          />
        ))}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class="masthead">
          <div>
            <a class="brand" href="/">
              <Mark />
              {name}
            </a>
            <nav aria-label="Main">
              <a href="/#subscribe">Subscribe</a>
              <a href="/about">About</a>
            </nav>
          </div>
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>
          <p>
            {legal(edition.description)} Published by {legal(edition.publisher)}.
          </p>
          <p>
            {Object.values(FORMATS).map((format) => (
              <>
                <a href={format.path}>{format.name}</a>{" "}
              </>
            ))}
            <a href="/outlets.opml">Outlets (OPML)</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

/** Several lines that become one: the same drawing as the icon. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path
        d="M4 6h9q5 0 5 5v5M4 16h14M4 26h9q5 0 5-5v-5m0 0h10"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
    </svg>
  );
}
