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
    "Present if the outlet's headline is unknown and the edition wrote this one.",
  ),
  url: nullableAddress("Its address. Null if it may not become a link."),
  published: published(
    "ISO 8601 at the known precision: a day, or a time with or without a zone. Null if unknown.",
  ),
  "published_is_estimated?": flag(
    "Present if the report gives no date and this one is the edition's estimate.",
  ),
  language: text("Its language (BCP 47)."),
  "via?": text("The source whose reporting it cites."),
};

const FIRST_PUBLISHED = moment(
  "When the earliest report was published, in UTC. If only the day is known, its first moment.",
);

const DISAGREEMENTS = list(
  { type: "string" },
  "Points on which the reports contradict each other.",
);

const SHARED = {
  names: list({ type: "string" }, "Names that both contain, the most distinctive first."),
  words: list({ type: "string" }, "Other words that both contain."),
  numbers: list({ type: "string" }, "Numbers that both contain."),
  hours_apart: { type: ["number", "null"], description: "Hours between the two." },
};

const FOLDED = object(
  {
    by: {
      type: "string",
      enum: ["first", "likeness", "editor"],
      description:
        "“first” opened the story, “likeness” joined it because its text matched, “editor” was placed in it by the edition's editor.",
    },
    score: probability("Probability that it is about the same event as its nearest report."),
    threshold: probability("Minimum probability that the story requires."),
    nearest: nullableAddress("The address of the most similar report in the story."),
    ...SHARED,
    same_text_as: nullableAddress(
      "The address of the report whose text this one repeats nearly word for word. Null if there is none.",
    ),
  },
  "Why the report is in the story.",
);

const CHANGE_EVIDENCE = {
  by: {
    type: "string",
    enum: ["likeness", "editor"],
    description: "“editor” if the edition's editor decided it.",
  },
  score: probability(
    "Probability that the two reports, one of each story, are about the same event.",
  ),
  threshold: probability("Minimum probability that a story requires."),
  link: {
    ...probability(
      "Probability that the two complete stories are about one event. Null if single reports moved.",
    ),
    type: ["number", "null"],
  },
  report: nullableAddress("The address of the report of one story."),
  nearest: nullableAddress("The address of the most similar report of the other story."),
  ...SHARED,
};

const CHANGES = list(
  object({
    change: {
      type: "string",
      enum: ["merge", "split", "part", "gain", "loss"],
      description:
        "“merge”: the other story became part of this one. “split”: this story was split off from the other. “part”: the other was split off from this one. “gain”: reports moved here from the other. “loss”: reports moved from here to the other.",
    },
    at: moment("When it was decided, in UTC."),
    story: object(
      {
        key: text("Its key."),
        url: address("Its address. It redirects if the story became part of another one."),
        title: {
          type: ["string", "null"],
          description: "Its headline at that time. Null if unknown.",
        },
      },
      "The other story.",
    ),
    moved: count("Number of reports that moved. 0 if unknown."),
    reports: list(
      object({
        outlet: REPORT.outlet,
        title: REPORT.title,
        url: REPORT.url,
        language: REPORT.language,
      }),
      "The first of them, at most ten, as they were at that time.",
    ),
    why: object(
      CHANGE_EVIDENCE,
      "What links the two stories. For “split” and “part”: what still linked them.",
    ),
    pull: {
      ...object(
        CHANGE_EVIDENCE,
        "For “split” and “part”: the stronger link to other reports, if there was one.",
      ),
      type: ["object", "null"],
    },
  }),
  "Changes of the story other than reports joining it: the latest twenty, oldest first.",
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
    key: { type: "string", pattern: "^[a-z0-9-]+$", description: "The last part of its address." },
    url: address("Its page."),
    title: text("Its headline."),
    language: text("Language of the headline (BCP 47)."),
    summary: text("Plain text. Paragraphs are separated by an empty line. May be empty."),
    tags: list({ type: "string" }, "Its tags."),
    first_published: FIRST_PUBLISHED,
    updated: moment("Its last significant change: a report from a new outlet."),
    counts: object({
      outlets: count("Outlets that report it."),
      reports: count("Reports."),
      texts: count("Reports that are not copies of another text."),
    }),
    outlets: OUTLETS,
    reports: list(
      object({
        ...REPORT,
        summary: text("Its summary, in plain text. May be empty."),
        tags: list({ type: "string" }, "Tags as the outlet gives them."),
        "amended?": moment("When a change of its text by the outlet was last noticed."),
        "removed?": moment("Since when the outlet's feed lists older reports, but not this one."),
        folded: FOLDED,
      }),
      "Reports in order of publication: at most 60, and at most five of one outlet.",
      1,
    ),
    timeline: list(
      object({
        event: { type: "string", enum: ["reported", "amended"], description: "What happened." },
        at: published("When, at the known precision."),
        outlet: text("The id of the outlet."),
        report: nullableAddress("The address of the report."),
        "new_outlet?": flag("Present if it is the outlet's first report in the story."),
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
          "Distinctive words that most outlets use.",
        ),
        own: list(
          object({
            outlet: text("The id of the outlet."),
            words: list({ type: "string" }, "Words that no other outlet uses."),
          }),
          "Distinctive words that only one outlet uses.",
        ),
      },
      "Words of headlines and summaries, in the language that most of the outlets write in.",
    ),
  }),
};
