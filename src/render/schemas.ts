import type { Edition } from "../model/edition.ts";

/** A JSON Schema (https://json-schema.org/draft/2020-12/schema), as far as these documents use it. */
export interface Schema {
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: (string | number)[];
  const?: true;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  pattern?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Where each schema is, for good. */
export const SCHEMAS = {
  story: { path: "/schemas/story.json", title: "A story, as /stories/KEY.json gives it" },
  storyfold: { path: "/schemas/storyfold.json", title: "_storyfold of an item in the JSON Feed" },
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** The schema as a document of its own. Later versions may add members, and never take any away. */
export function schemaJson({ site }: Pick<Edition, "site">, name: SchemaName): string {
  const { path, title } = SCHEMAS[name];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: site + path,
    title,
    ...MEMBERS[name],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const text = (description: string): Schema => ({ type: "string", description });

const address = (description: string): Schema => ({ type: "string", format: "uri", description });

const maybeAddress = (description: string): Schema => ({
  type: ["string", "null"],
  format: "uri",
  description,
});

const moment = (description: string): Schema => ({
  type: "string",
  format: "date-time",
  description,
});

const flag = (description: string): Schema => ({ const: true, description });

const count = (description: string): Schema => ({ type: "integer", minimum: 0, description });

const chance = (description: string): Schema => ({
  type: "number",
  minimum: 0,
  maximum: 1,
  description,
});

const list = (items: Schema, description: string, least = 0): Schema => ({
  type: "array",
  items,
  description,
  ...(least > 0 && { minItems: least }),
});

/** Members whose name ends with "?" need not be there. */
function object(members: Record<string, Schema>, description?: string): Schema {
  const entries = Object.entries(members);
  return {
    type: "object",
    ...(description !== undefined && { description }),
    properties: Object.fromEntries(
      entries.map(([name, schema]) => [name.replace(/\?$/, ""), schema]),
    ),
    required: entries.map(([name]) => name).filter((name) => !name.endsWith("?")),
  };
}

/** A day, or a time with or without its zone (ISO 8601). */
const PUBLISHED =
  "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?$";

const published = (description: string): Schema => ({
  type: ["string", "null"],
  pattern: PUBLISHED,
  description,
});

const OUTLETS = list(
  object({
    id: text("Short and permanent."),
    name: text("Its name."),
    "url?": address("Its home page."),
    about: text("One line on who is behind it."),
  }),
  "The outlets that report the story, in order of their first report.",
  1,
);

const REPORT = {
  outlet: text("The id of its outlet."),
  title: text("Its headline as published."),
  "title_is_ours?": flag(
    "There where the report's own headline is not known, and this one is the edition's.",
  ),
  url: maybeAddress("Its address; null where it may not become a link."),
  published: published(
    "As precise as it is known, in ISO 8601: a day, or a time with or without its zone; null where it is not known.",
  ),
  "published_is_estimated?": flag(
    "There where the report gives no date, and this one is the edition's estimate.",
  ),
  language: text("Its language (BCP 47)."),
  "via?": text("Whose reporting it cites."),
};

const FIRST_PUBLISHED = moment(
  "When the earliest report was published, in UTC. A report known to the day counts from its first moment.",
);

const DISAGREEMENTS = list(
  { type: "string" },
  "Where the reports contradict each other, a point each.",
);

const FOLDED = object(
  {
    by: {
      type: "string",
      enum: ["first", "likeness", "editor"],
      description:
        "“first” opened the story, “likeness” joined it by what it says, “editor” is there because the edition's editor says so.",
    },
    score: chance("How surely it tells of the same event as its nearest report."),
    threshold: chance("How sure the story asks to be."),
    nearest: maybeAddress("The address of the report that it was found nearest to."),
    names: list({ type: "string" }, "Names that the two share, the most telling first."),
    words: list({ type: "string" }, "Other words that the two share."),
    numbers: list({ type: "string" }, "Numbers that the two share."),
    hours_apart: { type: ["number", "null"], description: "Hours between the two." },
    same_text_as: maybeAddress(
      "The address of the report whose text this one repeats nearly word for word.",
    ),
  },
  "Why the report is in the story.",
);

export const MEMBERS: Record<SchemaName, Schema> = {
  storyfold: object({
    about: address("Where these members are explained."),
    first_published: FIRST_PUBLISHED,
    outlets: OUTLETS,
    reports: list(object(REPORT), "Every report, in order of publication.", 1),
    disagreements: DISAGREEMENTS,
  }),
  story: object({
    $schema: address("The address of this schema."),
    id: address("The id of its entry in every feed: a tag URI that never changes."),
    key: { type: "string", pattern: "^[a-z0-9-]+$", description: "The name in its address." },
    url: address("Its page."),
    title: text("Its headline."),
    language: text("Of the headline (BCP 47)."),
    summary: text("Plain text; an empty line sets paragraphs apart. May be empty."),
    tags: list({ type: "string" }, "What it is about."),
    first_published: FIRST_PUBLISHED,
    updated: moment("Its last significant change, a report from a new outlet."),
    counts: object({
      outlets: count("Outlets that report it."),
      reports: count("Reports."),
      texts: count("Reports that are no copy of another's text."),
    }),
    outlets: OUTLETS,
    reports: list(
      object({
        ...REPORT,
        summary: text("What it says, in plain text. May be empty."),
        tags: list({ type: "string" }, "As the outlet gives them."),
        "amended?": moment("When the outlet was last seen to have changed its words."),
        folded: FOLDED,
      }),
      "Every report, in order of publication.",
      1,
    ),
    timeline: list(
      object({
        event: { type: "string", enum: ["reported", "amended"], description: "What happened." },
        at: published("When, as precise as it is known."),
        outlet: text("The id of the outlet."),
        report: maybeAddress("The address of the report."),
        "new_outlet?": flag("There where it is the outlet's first report of the story."),
      }),
      "What happened to the story, in order.",
      1,
    ),
    disagreements: DISAGREEMENTS,
    words: object(
      {
        shared: list(
          object({
            word: text("As the first outlet writes it."),
            outlets: list({ type: "string" }, "The ids of the outlets that use it."),
          }),
          "Telling words that most outlets use.",
        ),
        own: list(
          object({
            outlet: text("The id of the outlet."),
            words: list({ type: "string" }, "Words that no other outlet uses."),
          }),
          "Telling words that are one outlet's alone.",
        ),
      },
      "Of headlines and summaries in the language that most of the outlets write in.",
    ),
  }),
};
