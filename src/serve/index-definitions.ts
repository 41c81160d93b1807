import { languagesPage, tagsPage } from "../render/pages/index-pages.tsx";
import { subscribePage } from "../render/pages/subscribe-page.tsx";
import { HTML, type DocumentDefinition } from "./document-definitions.ts";

/** Pages that show which tags and languages there are. */
export const INDEX_DEFINITIONS: readonly DocumentDefinition[] = [
  {
    path: "/tags",
    type: HTML,
    request: { kind: "facets" },
    kept: false,
    render: (edition, _, { tags = [] }) => tagsPage(edition, tags),
  },
  {
    path: "/languages",
    type: HTML,
    request: { kind: "facets" },
    kept: false,
    render: (edition, _, { languages = [] }) => languagesPage(edition, languages),
  },
  {
    path: "/subscribe",
    type: HTML,
    request: { kind: "facets" },
    kept: false,
    render: (edition, _, { tags = [], languages = [] }) =>
      subscribePage(edition, { tags, languages }),
  },
];
