import { FORMATS, type Format } from "../feeds/formats.ts";
import { SCHEMAS, type SchemaName } from "./schemas.ts";

/** A successful response: its media type and, if there is one, the JSON Schema of its body. */
export interface ApiResponse {
  type: string;
  schema?: SchemaName;
}

/** A Parameter Object of OpenAPI. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description: string;
  schema: object;
  /** Set for a list of values separated by commas. */
  style?: "form";
  explode?: false;
}

export interface ApiPath {
  summary: string;
  /** Empty for an address that redirects. */
  responses: ApiResponse[];
  parameters?: Parameter[];
  /** Descriptions of the responses other than 200, 304 and 503, by status code. */
  otherResponses?: Record<string, string>;
}

const TEXT = { type: "string" };
const MOMENT = { type: "string", examples: ["2026-11-22", "2026-11-22T15:00Z"] };

const queryParameter = (name: string, description: string, schema: object): Parameter => ({
  name,
  in: "query",
  description,
  schema,
});

const listParameter = (name: string, description: string): Parameter => ({
  ...queryParameter(name, description, { type: "array", items: TEXT, maxItems: 20 }),
  style: "form",
  explode: false,
});

/** Query parameters of every list of stories. */
export const LIST_PARAMETERS: readonly Parameter[] = [
  queryParameter(
    "q",
    'Words that a story holds, all of them; `"a phrase"`; `refuge*` for a beginning.',
    {
      ...TEXT,
      maxLength: 200,
    },
  ),
  listParameter("tag", "Tags, of which a story has any."),
  listParameter("outlets", "Ids of outlets, of which any reports it."),
  listParameter("lang", "Languages, in any of which it is reported."),
  listParameter("exclude", "Ids of outlets whose word alone is not enough."),
  queryParameter("min_outlets", "The fewest outlets that report it.", {
    type: "integer",
    minimum: 1,
    maximum: 20,
  }),
  queryParameter("since", "Updated then or later, to the minute.", MOMENT),
  queryParameter("before", "Updated before then, to the minute.", MOMENT),
  queryParameter("older_than", "A further page, as links to the next page give it.", MOMENT),
  queryParameter("limit", "The most stories.", { type: "integer", minimum: 1, maximum: 200 }),
  queryParameter("updates", "What a story that grows does in a feed.", {
    type: "string",
    enum: ["silent", "bump", "new"],
    default: "silent",
  }),
];

const pathParameter = (name: string, description: string): Parameter => ({
  name,
  in: "path",
  required: true,
  description,
  schema: TEXT,
});

/** The lists: path, description, path parameter, and the query parameter that the path parameter replaces. */
const LISTS: readonly [
  path: string,
  description: string,
  parameter: Parameter | null,
  replaced: string,
][] = [
  ["", "the latest stories", null, ""],
  [
    "/tags/{tag}",
    "stories with a tag",
    pathParameter("tag", "In lower case, with a hyphen for spaces."),
    "tag",
  ],
  [
    "/outlets/{outlet}",
    "stories that an outlet reports",
    pathParameter("outlet", "The id of an outlet."),
    "outlets",
  ],
  [
    "/languages/{language}",
    "stories that are reported in a language",
    pathParameter("language", "A BCP 47 tag in lower case."),
    "lang",
  ],
  ["/search", "stories that hold words", null, ""],
];

const BAD_REQUEST = {
  400: "A parameter is not known, or has a value that cannot be: `parameters` says which.",
};

/** The paths of a list: one for each format, and one that negotiates the format. */
function listPaths([path, description, pathKey, replaced]: (typeof LISTS)[number]): [
  string,
  ApiPath,
][] {
  const query = LIST_PARAMETERS.filter(({ name }) => name !== replaced).map((parameter) =>
    path === "/search" && parameter.name === "q" ? { ...parameter, required: true } : parameter,
  );
  const parameters = pathKey === null ? query : [pathKey, ...query];
  const otherResponses =
    pathKey === null ? BAD_REQUEST : { ...BAD_REQUEST, 404: "There is nothing of that name." };
  const formats = Object.keys(FORMATS) as Format[];
  return [
    ...formats.map((format): [string, ApiPath] => [
      path + FORMATS[format].path,
      {
        summary: `${FORMATS[format].name}: ${description}`,
        responses: [{ type: FORMATS[format].type }],
        parameters,
        otherResponses,
      },
    ]),
    [
      `${path}/feed`,
      {
        summary: `One of the three formats, by \`Accept\`: ${description}`,
        responses: formats.map((format) => ({ type: FORMATS[format].type })),
        parameters,
        otherResponses,
      },
    ],
  ];
}

const STORY = {
  parameters: [pathParameter("key", "The name in the story's address.")],
  otherResponses: {
    301: "The story is part of another now: `Location` is its address.",
    404: "There is no such story.",
    410: "Every report of the story was withdrawn.",
  },
};

/** The paths that programs may request, in the order of the document. */
export const API_PATHS: ReadonlyMap<string, ApiPath> = new Map([
  ...LISTS.flatMap(listPaths),
  [
    "/stories/{key}.json",
    {
      summary:
        "A story as data: its reports, its timeline, why each report was folded in, and how the story changed",
      responses: [{ type: "application/json", schema: "story" }],
      ...STORY,
    },
  ],
  [
    "/stories/{key}",
    { summary: "A story as a page", responses: [{ type: "text/html" }], ...STORY },
  ],
  ...["/report.json", "/report"].map((path): [string, ApiPath] => [
    path,
    {
      summary: `Leads to the story of a report, as ${path.endsWith("json") ? "data" : "a page"}`,
      responses: [],
      parameters: [
        { ...queryParameter("url", "The address of the report.", TEXT), required: true },
      ],
      otherResponses: {
        302: "`Location` is the address of the story.",
        400: "`url` is missing or is not an address.",
        404: "The edition has no report with this address.",
      },
    },
  ]),
  [
    "/stories/{key}/reports/{page}",
    {
      summary: "All reports of a story as pages of a hundred",
      responses: [{ type: "text/html" }],
      parameters: [...STORY.parameters, pathParameter("page", "From 1.")],
      otherResponses: STORY.otherResponses,
    },
  ],
  [
    "/outlets.json",
    {
      summary: "The outlets, and how the feed of each fares",
      responses: [{ type: "application/json" }],
    },
  ],
  [
    "/outlets.opml",
    { summary: "The edition and its outlets as OPML 2.0", responses: [{ type: "text/x-opml" }] },
  ],
  ...(Object.keys(SCHEMAS) as SchemaName[]).map((name): [string, ApiPath] => [
    SCHEMAS[name].path,
    {
      summary: `JSON Schema: ${SCHEMAS[name].title}`,
      responses: [{ type: "application/schema+json" }],
    },
  ]),
]);
