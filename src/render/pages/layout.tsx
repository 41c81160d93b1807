import type { Child } from "hono/jsx";
import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Channel } from "../feeds/channel.ts";
import type { Entry } from "../entry.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";
import { fill, pageLanguage, stringsOf } from "../strings/index.ts";
import { PageHeader, PageFooter } from "./header-footer.tsx";
import { scriptContent } from "./linked-data.ts";

export interface Page {
  edition: Edition;
  /** The page's title, without the edition's; null on the front page. */
  title: string | null;
  description: string;
  /** The path of the page's permanent address; null if it has none, such as an error page. */
  path: string | null;
  /** The story that the page shows, if it shows one. */
  story?: Entry;
  /** The page's content as schema.org JSON-LD. */
  linked?: Record<string, unknown>;
  /** The lists whose feeds the page names; null stands for the whole edition, which is the default. */
  channels?: readonly (Channel | null)[];
  /** The address of the next page of the list. */
  next?: string | null;
  children: Child;
}

/** A complete HTML document. */
export const page = (content: Page): string =>
  `<!doctype html>\n${(<Layout {...content} />).toString()}\n`;

function Layout(content: Page) {
  const { edition, title, description, path, next, story, linked, children } = content;
  const { channels = [null] } = content;
  const strings = stringsOf(edition.language);
  const name = stripIllegal(edition.title);
  return (
    <html lang={pageLanguage(edition.language)}>
      <head>
        <meta charset="utf-8" />
        <title>{title === null ? name : `${title} · ${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={description} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbf8f1" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#15130f" media="(prefers-color-scheme: dark)" />
        {path === null ? (
          <meta name="robots" content="noindex" />
        ) : (
          <SharingMetadata {...content} path={path} />
        )}
        {next && <link rel="next" href={next} />}
        {story && (
          <link
            rel="alternate"
            type="application/json"
            title={strings.storyData}
            href={`${story.url}.json`}
          />
        )}
        {channels.flatMap((channel) =>
          FORMAT_NAMES.map((format) => (
            <link
              rel="alternate"
              type={FORMATS[format].type}
              title={fill(strings.feedOf, channel?.title ?? name, FORMATS[format].name)}
              href={channel?.feeds[format] ?? edition.site + FORMATS[format].path}
            />
          )),
        )}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="apple-touch-icon" href="/icon.png" />
        <link rel="stylesheet" href="/style.css" />
        <script src="/time.js" defer></script>
        {linked && (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: scriptContent(linked) }}
          />
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          {strings.skipToContent}
        </a>
        <PageHeader edition={edition} path={path} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <PageFooter edition={edition} />
      </body>
    </html>
  );
}

/** The canonical address, and the metadata that link previews use (https://ogp.me). */
function SharingMetadata({ edition, title, description, path, story }: Page & { path: string }) {
  const url = edition.site + path;
  const name = stripIllegal(edition.title);
  const properties: [property: string, content: string][] = [
    ["og:type", story ? "article" : "website"],
    ["og:site_name", name],
    ["og:title", title ?? name],
    ["og:description", description],
    ["og:url", url],
    ["og:image", `${edition.site}/icon.png`],
    ["og:image:alt", fill(stringsOf(edition.language).nameOfMark, name)],
    ["og:locale", edition.language.replace("-", "_")],
  ];
  if (story)
    properties.push(
      ["article:published_time", story.firstPublished.toISOString()],
      ["article:modified_time", story.updated.toISOString()],
    );
  return (
    <>
      <link rel="canonical" href={url} />
      {properties.map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary" />
    </>
  );
}
