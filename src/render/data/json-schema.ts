/** The part of JSON Schema (https://json-schema.org/draft/2020-12/schema) that these documents use. */
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

export const text = (description: string): Schema => ({ type: "string", description });

export const address = (description: string): Schema => ({
  type: "string",
  format: "uri",
  description,
});

export const nullableAddress = (description: string): Schema => ({
  type: ["string", "null"],
  format: "uri",
  description,
});

export const moment = (description: string): Schema => ({
  type: "string",
  format: "date-time",
  description,
});

export const flag = (description: string): Schema => ({ const: true, description });

export const count = (description: string): Schema => ({
  type: "integer",
  minimum: 0,
  description,
});

export const probability = (description: string): Schema => ({
  type: "number",
  minimum: 0,
  maximum: 1,
  description,
});

export const list = (items: Schema, description: string, minItems = 0): Schema => ({
  type: "array",
  items,
  description,
  ...(minItems > 0 && { minItems }),
});

/** An object schema. A member whose name ends with "?" is optional; all others are required. */
export function object(members: Record<string, Schema>, description?: string): Schema {
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

/** An ISO 8601 date, or a date and time with or without a zone. */
const PUBLISHED =
  "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?$";

export const published = (description: string): Schema => ({
  type: ["string", "null"],
  pattern: PUBLISHED,
  description,
});
