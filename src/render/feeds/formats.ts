/** The three formats, and where each is served: below the path of a list, or at the root for the whole edition. */
export const FORMATS = {
  rss: { path: "/rss.xml", type: "application/rss+xml", name: "RSS" },
  atom: { path: "/atom.xml", type: "application/atom+xml", name: "Atom" },
  json: { path: "/feed.json", type: "application/feed+json", name: "JSON Feed" },
} as const;

export type Format = keyof typeof FORMATS;
