import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { API_PATHS, type ApiPath } from "./openapi-addresses.ts";
import { SCHEMAS } from "./schemas.ts";

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  description: "The `ETag` of the answer that you hold: 304 if it is still right.",
  schema: { type: "string" },
};

/** The edition's HTTP API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html). */
export function openapi(edition: Edition): string {
  const document = {
    openapi: "3.1.1",
    info: {
      title: stripIllegal(edition.title),
      summary: "Stories, each with the reports of every outlet",
      description: `${stripIllegal(edition.description)}\n\nNo key is needed. Every address allows requests from other sites (CORS), takes HEAD, and answers conditional requests.`,
      version: "1",
    },
    servers: [{ url: edition.site }],
    paths: Object.fromEntries(
      [...API_PATHS].map(([path, apiPath]) => [path, { get: operation(path, apiPath) }]),
    ),
    components: { schemas: { Problem: PROBLEM } },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operation(
  path: string,
  { summary, responses, parameters = [], otherResponses = {} }: ApiPath,
) {
  return {
    operationId: operationId(path),
    summary,
    parameters: responses.length > 0 ? [...parameters, IF_NONE_MATCH] : parameters,
    responses: {
      ...(responses.length > 0 && {
        200: {
          description: "It.",
          headers: { ETag: { schema: { type: "string" } } },
          content: Object.fromEntries(
            responses.map(({ type, schema }) => [
              type,
              schema ? { schema: { $ref: SCHEMAS[schema].path } } : {},
            ]),
          ),
        },
        304: { description: "What you hold is right." },
      }),
      ...Object.fromEntries(
        Object.entries(otherResponses).map(([status, description]) => [
          status,
          Number(status) < 400 ? { description } : problemResponse(description),
        ]),
      ),
      503: problemResponse("Not available right now: try again after `Retry-After`."),
    },
  };
}

const problemResponse = (description: string) => ({
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
    parameters: {
      type: "array",
      description: "What is wrong with which parameter.",
      items: {
        type: "object",
        properties: { parameter: { type: "string" }, detail: { type: "string" } },
        required: ["parameter", "detail"],
      },
    },
  },
  required: ["type", "title", "status", "detail"],
};

/** "storiesKeyJson" for "/stories/{key}.json". */
const operationId = (path: string): string =>
  path
    .split(/[^a-zA-Z]+/)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
