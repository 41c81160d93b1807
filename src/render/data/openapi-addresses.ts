import { DAILY_FEED_PATHS } from "../feeds/daily-source.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";
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
    'Words that a story must contain, all of them. `"a phrase"`; `refuge*` for any word that starts like this.',
    {
      ...TEXT,
      maxLength: 200,
    },
  ),
  listParameter("tag", "Tags. A story has at least one of them."),
  listParameter("outlets", "Ids of outlets. At least one of them reports the story."),
  listParameter("lang", "Languages. The story is reported in at least one of them."),
  listParameter("exclude", "Ids of outlets. Stories that only these outlets report are left out."),
  queryParameter(
    "min_outlets",
    "Minimum number of outlets that report the story. The date of an entry is when the last of them joined.",
    {
      type: "integer",
      minimum: 1,
      maximum: 20,
    },
  ),
  queryParameter(
    "hours",
    "Only stories updated within this many hours before the edition's latest update.",
    { type: "integer", minimum: 1, maximum: 672 },
  ),
  queryParameter("since", "Only stories updated then or later, to the minute.", MOMENT),
  queryParameter("before", "Only stories updated before then, to the minute.", MOMENT),
  queryParameter("limit", "Maximum number of stories.", {
    type: "integer",
    minimum: 1,
    maximum: 200,
  }),
  queryParameter("older_than", "A further page, as links to the next page give it.", MOMENT),
  queryParameter("updates", "What happens to the entry of a story that grows.", {
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
    "/top",
    "the stories by the number of independent outlets and by how recent the last one is",
    null,
    "",
  ],
  [
    "/tags/{tag}",
    "stories with a tag",
    pathParameter("tag", "In lower case, with a hyphen for spaces."),
    "tag",
  ],
  [
    "/outlets/{outlet}",
    "stories reported by an outlet",
    pathParameter("outlet", "The id of an outlet."),
    "outlets",
  ],
  [
    "/languages/{language}",
    "stories reported in a language",
    pathParameter("language", "A BCP 47 tag in lower case."),
    "lang",
  ],
  ["/search", "stories that contain words", null, ""],
];

const BAD_REQUEST = {
  400: "A parameter is unknown or has an invalid value. `parameters` lists them.",
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
    pathKey === null
      ? BAD_REQUEST
      : { ...BAD_REQUEST, 404: "No story has that tag, outlet or language." };
  return [
    ...FORMAT_NAMES.map((format): [string, ApiPath] => [
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
        summary: `The format that \`Accept\` asks for: ${description}`,
        responses: FORMAT_NAMES.map((format) => ({ type: FORMATS[format].type })),
        parameters,
        otherResponses,
      },
    ],
  ];
}

const STORY = {
  parameters: [pathParameter("key", "The last part of the story's address.")],
  otherResponses: {
    301: "The story was merged into another one. `Location` is the address of that one.",
    404: "No story has that key.",
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
        "A story as data: its reports, its timeline, why each report is in it, and how it changed",
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
  ...FORMAT_NAMES.map((format): [string, ApiPath] => [
    DAILY_FEED_PATHS[format],
    {
      summary: `${FORMATS[format].name}: one entry a day, with the day's stories`,
      responses: [{ type: FORMATS[format].type }],
      otherResponses: BAD_REQUEST,
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
      summary: "The outlets and the state of each feed",
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
