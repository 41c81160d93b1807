import { FORMATS, type Format } from "../feeds/formats.ts";
import { SCHEMAS, type SchemaName } from "./schemas.ts";

/** One answer: a media type, and the schema that describes it where there is one. */
export interface ApiResponse {
  type: string;
  schema?: SchemaName;
}

/** A parameter, as OpenAPI has it. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description: string;
  schema: object;
  /** Several values with commas between. */
  style?: "form";
  explode?: false;
}

export interface ApiPath {
  summary: string;
  answers: ApiResponse[];
  parameters?: Parameter[];
  /** Other answers than 200, 304 and 503, in words. */
  others?: Record<string, string>;
}

const TEXT = { type: "string" };
const MOMENT = { type: "string", examples: ["2026-11-22", "2026-11-22T15:00Z"] };

const one = (name: string, description: string, schema: object): Parameter => ({
  name,
  in: "query",
  description,
  schema,
});

const several = (name: string, description: string): Parameter => ({
  ...one(name, description, { type: "array", items: TEXT, maxItems: 20 }),
  style: "form",
  explode: false,
});

/** What every list of stories takes. */
export const LIST_PARAMETERS: readonly Parameter[] = [
  one("q", 'Words that a story holds, all of them; `"a phrase"`; `refuge*` for a beginning.', {
    ...TEXT,
    maxLength: 200,
  }),
  several("tag", "Tags, of which a story has any."),
  several("outlets", "Ids of outlets, of which any reports it."),
  several("lang", "Languages, in any of which it is reported."),
  several("exclude", "Ids of outlets whose word alone is not enough."),
  one("min_outlets", "The fewest outlets that report it.", {
    type: "integer",
    minimum: 1,
    maximum: 20,
  }),
  one("since", "Updated then or later.", MOMENT),
  one("before", "Updated before then.", MOMENT),
  one("limit", "The most stories.", { type: "integer", minimum: 1, maximum: 200 }),
  one("updates", "What a story that grows does in a feed.", {
    type: "string",
    enum: ["silent", "bump", "new"],
    default: "silent",
  }),
];

const named = (name: string, description: string): Parameter => ({
  name,
  in: "path",
  required: true,
  description,
  schema: TEXT,
});

/** Where there are lists, what names each, and which query parameter says the same. */
const LISTS: readonly [path: string, what: string, key: Parameter | null, instead: string][] = [
  ["", "the latest stories", null, ""],
  [
    "/tags/{tag}",
    "stories with a tag",
    named("tag", "In lower case, with a hyphen for spaces."),
    "tag",
  ],
  [
    "/outlets/{outlet}",
    "stories that an outlet reports",
    named("outlet", "The id of an outlet."),
    "outlets",
  ],
  [
    "/languages/{language}",
    "stories that are reported in a language",
    named("language", "A BCP 47 tag in lower case."),
    "lang",
  ],
  ["/search", "stories that hold words", null, ""],
];

const WRONG = {
  400: "A parameter is not known, or has a value that cannot be: `parameters` says which.",
};

function list([path, what, key, instead]: (typeof LISTS)[number]): [string, ApiPath][] {
  const query = LIST_PARAMETERS.filter(({ name }) => name !== instead).map((parameter) =>
    path === "/search" && parameter.name === "q" ? { ...parameter, required: true } : parameter,
  );
  const parameters = key === null ? query : [key, ...query];
  const others = key === null ? WRONG : { ...WRONG, 404: "There is nothing of that name." };
  const formats = Object.keys(FORMATS) as Format[];
  return [
    ...formats.map((format): [string, ApiPath] => [
      path + FORMATS[format].path,
      {
        summary: `${FORMATS[format].name}: ${what}`,
        answers: [{ type: FORMATS[format].type }],
        parameters,
        others,
      },
    ]),
    [
      `${path}/feed`,
      {
        summary: `One of the three formats, by \`Accept\`: ${what}`,
        answers: formats.map((format) => ({ type: FORMATS[format].type })),
        parameters,
        others,
      },
    ],
  ];
}

const STORY = {
  parameters: [named("key", "The name in the story's address.")],
  others: {
    301: "The story is part of another now: `Location` is its address.",
    404: "There is no such story.",
    410: "Every report of the story was withdrawn.",
  },
};

/** Addresses that programs ask for, in the order in which they are listed. */
export const API_PATHS: ReadonlyMap<string, ApiPath> = new Map([
  ...LISTS.flatMap(list),
  [
    "/stories/{key}.json",
    {
      summary:
        "A story as data: its reports, its timeline, why each report was folded in, and how the story changed",
      answers: [{ type: "application/json", schema: "story" }],
      ...STORY,
    },
  ],
  ["/stories/{key}", { summary: "A story as a page", answers: [{ type: "text/html" }], ...STORY }],
  [
    "/outlets.json",
    {
      summary: "The outlets, and how the feed of each fares",
      answers: [{ type: "application/json" }],
    },
  ],
  [
    "/outlets.opml",
    { summary: "The edition and its outlets as OPML 2.0", answers: [{ type: "text/x-opml" }] },
  ],
  ...(Object.keys(SCHEMAS) as SchemaName[]).map((name): [string, ApiPath] => [
    SCHEMAS[name].path,
    {
      summary: `JSON Schema: ${SCHEMAS[name].title}`,
      answers: [{ type: "application/schema+json" }],
    },
  ]),
]);
