import type { Edition } from "../../model/edition.ts";
import {
  address,
  probability,
  count,
  flag,
  list,
  nullableAddress,
  moment,
  object,
  published,
  text,
  type Schema,
} from "./json-schema.ts";

/** The path and title of each schema. The paths are permanent. */
export const SCHEMAS = {
  story: { path: "/schemas/story.json", title: "A story, as /stories/KEY.json gives it" },
  storyfold: { path: "/schemas/storyfold.json", title: "_storyfold of an item in the JSON Feed" },
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** A schema as a complete JSON document. Later versions may add members but never remove one. */
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
  url: nullableAddress("Its address; null where it may not become a link."),
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

const SHARED = {
  names: list({ type: "string" }, "Names that the two share, the most telling first."),
  words: list({ type: "string" }, "Other words that the two share."),
  numbers: list({ type: "string" }, "Numbers that the two share."),
  hours_apart: { type: ["number", "null"], description: "Hours between the two." },
};

const FOLDED = object(
  {
    by: {
      type: "string",
      enum: ["first", "likeness", "editor"],
      description:
        "“first” opened the story, “likeness” joined it by what it says, “editor” is there because the edition's editor says so.",
    },
    score: probability("How surely it tells of the same event as its nearest report."),
    threshold: probability("How sure the story asks to be."),
    nearest: nullableAddress("The address of the report that it was found nearest to."),
    ...SHARED,
    same_text_as: nullableAddress(
      "The address of the report whose text this one repeats nearly word for word.",
    ),
  },
  "Why the report is in the story.",
);

const CHANGE_EVIDENCE = {
  by: {
    type: "string",
    enum: ["likeness", "editor"],
    description: "“editor” where the edition's editor says so.",
  },
  score: probability("How surely the two reports that stand for the stories tell of one event."),
  threshold: probability("How sure a story asks to be."),
  link: {
    ...probability(
      "How surely the two stories as wholes are one event; null where single reports went over.",
    ),
    type: ["number", "null"],
  },
  report: nullableAddress("The address of the report of one side."),
  nearest: nullableAddress("The address of the report of the other side that it is nearest to."),
  ...SHARED,
};

const CHANGES = list(
  object({
    change: {
      type: "string",
      enum: ["merge", "split", "part", "gain", "loss"],
      description:
        "“merge”: the other story became part of this one. “split”: reports came out of the other as a story of their own; “part”: reports of this one did. “gain”: reports came over from the other; “loss”: reports went over to it.",
    },
    at: moment("When it was decided, in UTC."),
    story: object(
      {
        key: text("Its key."),
        url: address("Its address, which leads on where it became part of another."),
        title: { type: ["string", "null"], description: "Its headline then, where it is known." },
      },
      "The other story.",
    ),
    moved: count("How many reports went from one story to the other; 0 where that is not known."),
    reports: list(
      object({
        outlet: REPORT.outlet,
        title: REPORT.title,
        url: REPORT.url,
        language: REPORT.language,
      }),
      "The first of them, at most ten, as they were then.",
    ),
    why: object(
      CHANGE_EVIDENCE,
      "What ties the two stories; of “split” and “part”, what still did.",
    ),
    pull: {
      ...object(
        CHANGE_EVIDENCE,
        "Of “split” and “part”: the stronger tie to other reports that drew these away, where there was one.",
      ),
      type: ["object", "null"],
    },
  }),
  "How the story changed, other than that reports joined it: in order, the latest twenty.",
);

/** The members of each document, described. */
export const MEMBERS: Record<SchemaName, Schema> = {
  storyfold: object({
    about: address("Where these members are explained."),
    first_published: FIRST_PUBLISHED,
    outlets: OUTLETS,
    reports: list(
      object(REPORT),
      "Reports in order of publication: at most 60, and at most five of one outlet.",
      1,
    ),
    counts: object({ outlets: count("Outlets that report it."), reports: count("All reports.") }),
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
        "removed?": moment("Since when the outlet's feed lists older reports, but not this one."),
        folded: FOLDED,
      }),
      "Reports in order of publication: at most 60, and at most five of one outlet.",
      1,
    ),
    timeline: list(
      object({
        event: { type: "string", enum: ["reported", "amended"], description: "What happened." },
        at: published("When, as precise as it is known."),
        outlet: text("The id of the outlet."),
        report: nullableAddress("The address of the report."),
        "new_outlet?": flag("There where it is the outlet's first report of the story."),
      }),
      "What happened to the story, in order.",
      1,
    ),
    changes: CHANGES,
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
