/** Addresses that people and programs try, with the addresses to which they lead. A query goes along. */
export const ALIASES: Readonly<Record<string, string>> = {
  "/feed/": "/feed",
  "/rss": "/rss.xml",
  "/rss/": "/rss.xml",
  "/feed.xml": "/rss.xml",
  "/index.xml": "/rss.xml",
  "/index.rss": "/rss.xml",
  "/atom": "/atom.xml",
  "/atom/": "/atom.xml",
  "/feed.atom": "/atom.xml",
  "/index.json": "/feed.json",
  "/top": "/",
  "/daily/rss.xml": "/daily.xml",
  "/favicon.ico": "/icon.png",
  "/index.html": "/",
};

/** The address to which a trailing slash leads: the same without it. */
export const withoutSlash = (path: string): string | null =>
  path.length > 1 && path.endsWith("/") ? path.replace(/\/+$/, "") || "/" : null;
