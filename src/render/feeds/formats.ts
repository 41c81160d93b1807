/** The three feed formats. `path` is appended to the path of a list; the whole edition's feeds are at the root. */
export const FORMATS = {
  rss: { path: "/rss.xml", type: "application/rss+xml", name: "RSS" },
  atom: { path: "/atom.xml", type: "application/atom+xml", name: "Atom" },
  json: { path: "/feed.json", type: "application/feed+json", name: "JSON Feed" },
} as const;

export type Format = keyof typeof FORMATS;

/** In the order in which pages and links list them. */
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];
