import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { Edition } from "../model/edition.ts";
import { FORMATS, type Format } from "../render/feed.ts";
import { feedRecipe, previewRecipe, type Recipe } from "./catalogue.ts";
import { documentHeaders } from "./headers.ts";

interface Choice {
  recipe: Recipe;
  headers: Readonly<Record<string, string>>;
}

interface FeedRoute {
  path: string;
  /** What this request gets at the path. */
  choose(c: Context): Choice;
}

/** Media types that ask for a format at /feed. */
const ASKED_AS: readonly [type: string, format: Format][] = [
  [FORMATS.rss.type, "rss"],
  [FORMATS.atom.type, "atom"],
  [FORMATS.json.type, "json"],
  ["application/json", "json"],
  ["application/xml", "rss"],
  ["text/xml", "rss"],
];

/**
 * Where the feeds are served: each format at its own address, and /feed, which negotiates.
 *
 * A browser that opens one (`Sec-Fetch-Dest: document`) gets a page that previews it. Accept alone never gets HTML,
 * since feed readers send text/html too.
 */
export function feedRoutes(edition: Edition): FeedRoute[] {
  const formats = Object.keys(FORMATS) as Format[];
  return [
    ...formats.map((format) => {
      const choose = chooser(edition, format, "");
      return { path: FORMATS[format].path, choose };
    }),
    negotiated(edition, formats),
  ];
}

function negotiated(edition: Edition, formats: Format[]): FeedRoute {
  const choosers = new Map(formats.map((format) => [format, chooser(edition, format, ", Accept")]));
  const supports = ASKED_AS.map(([type]) => type);
  return {
    path: "/feed",
    choose(c) {
      const asked = accepts(c, { header: "Accept", supports, default: FORMATS.rss.type });
      const [, format] = ASKED_AS.find(([type]) => type === asked) ?? [asked, "rss" as const];
      const choose = choosers.get(format);
      if (!choose) throw new Error(`there is no feed as ${format}`);
      return choose(c);
    },
  };
}

/** @param vary what else the answer depends on, after a comma */
function chooser(edition: Edition, format: Format, vary: string): FeedRoute["choose"] {
  const { path } = FORMATS[format];
  const common = documentHeaders(edition, path);
  const headers = { ...common, Vary: `${common.Vary}${vary}` };
  const preview = { recipe: previewRecipe(format, edition), headers };
  const feed = {
    recipe: feedRecipe(format, edition),
    headers: { ...headers, "Content-Disposition": `inline; filename="${path.slice(1)}"` },
  };
  return (c) => (c.req.header("Sec-Fetch-Dest") === "document" ? preview : feed);
}
