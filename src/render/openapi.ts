import type { Edition } from "../model/edition.ts";
import { legal } from "../model/text.ts";
import { FORMATS } from "./feed.ts";
import { SCHEMAS, type SchemaName } from "./schemas.ts";

/** One answer: a media type, and the schema that describes it where there is one. */
interface Answer {
  type: string;
  schema?: SchemaName;
}

interface Address {
  summary: string;
  answers: Answer[];
  parameters?: object[];
  /** Other answers than 200, 304 and 503, in words. */
  others?: Record<string, string>;
}

const STORY_KEY = {
  name: "key",
  in: "path",
  required: true,
  description: "The name in the story's address.",
  schema: { type: "string", pattern: "^[a-z0-9-]+$" },
};

const STORY_OTHERS = {
  301: "The story is part of another now: `Location` is its address.",
  404: "There is no such story.",
  410: "Every report of the story was withdrawn.",
};

/** Addresses that programs ask for, in the order in which they are listed. */
const ADDRESSES: Record<string, Address> = {
  [FORMATS.json.path]: {
    summary: "The latest stories as JSON Feed 1.1, with every report in `_storyfold`",
    answers: [{ type: FORMATS.json.type }],
  },
  [FORMATS.rss.path]: {
    summary: "The latest stories as RSS 2.0",
    answers: [{ type: FORMATS.rss.type }],
  },
  [FORMATS.atom.path]: {
    summary: "The latest stories as Atom 1.0",
    answers: [{ type: FORMATS.atom.type }],
  },
  "/feed": {
    summary: "One of the three, by `Accept`",
    answers: Object.values(FORMATS).map(({ type }) => ({ type })),
  },
  "/stories/{key}.json": {
    summary: "A story as data: its reports, its timeline, and why each report was folded in",
    answers: [{ type: "application/json", schema: "story" }],
    parameters: [STORY_KEY],
    others: STORY_OTHERS,
  },
  "/stories/{key}": {
    summary: "A story as a page",
    answers: [{ type: "text/html" }],
    parameters: [STORY_KEY],
    others: STORY_OTHERS,
  },
  "/outlets.opml": {
    summary: "The edition and its outlets as OPML 2.0",
    answers: [{ type: "text/x-opml" }],
  },
  [SCHEMAS.story.path]: {
    summary: "JSON Schema of a story as data",
    answers: [{ type: "application/schema+json" }],
  },
  [SCHEMAS.storyfold.path]: {
    summary: "JSON Schema of `_storyfold`",
    answers: [{ type: "application/schema+json" }],
  },
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  description: "The `ETag` of the answer that you hold: 304 if it is still right.",
  schema: { type: "string" },
};

/** What programs can ask for, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */
export function openapi(edition: Edition): string {
  const document = {
    openapi: "3.1.1",
    info: {
      title: legal(edition.title),
      summary: "Stories, each with the reports of every outlet",
      description: `${legal(edition.description)}\n\nNo key is needed. Every address allows requests from other sites (CORS), takes HEAD, and answers conditional requests.`,
      version: "1",
    },
    servers: [{ url: edition.site }],
    paths: Object.fromEntries(
      Object.entries(ADDRESSES).map(([path, address]) => [path, { get: operation(path, address) }]),
    ),
    components: { schemas: { Problem: PROBLEM } },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operation(path: string, { summary, answers, parameters = [], others = {} }: Address) {
  return {
    operationId: nameOf(path),
    summary,
    parameters: [...parameters, IF_NONE_MATCH],
    responses: {
      200: {
        description: "It.",
        headers: { ETag: { schema: { type: "string" } } },
        content: Object.fromEntries(
          answers.map(({ type, schema }) => [
            type,
            schema ? { schema: { $ref: SCHEMAS[schema].path } } : {},
          ]),
        ),
      },
      304: { description: "What you hold is right." },
      ...Object.fromEntries(
        Object.entries(others).map(([status, description]) => [
          status,
          Number(status) < 400 ? { description } : failure(description),
        ]),
      ),
      503: failure("Not available right now: try again after `Retry-After`."),
    },
  };
}

const failure = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

/** Problem details (RFC 9457). */
const PROBLEM = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
  },
  required: ["type", "title", "status", "detail"],
};

/** "storiesKeyJson" for "/stories/{key}.json". */
const nameOf = (path: string): string =>
  path
    .split(/[^a-zA-Z]+/)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
