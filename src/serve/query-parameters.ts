import { stripIllegal } from "../model/safe-text.ts";
import {
  ALL_STORIES,
  languageKey,
  tagKey,
  type Facet,
  type Selection,
} from "../model/selection.ts";
import { instant } from "../model/time.ts";
import type { Updates } from "../render/feeds/channel.ts";
import { MAX_MIN_OUTLETS } from "../store/api.ts";

/** What is wrong with a parameter, as the rest of a sentence that begins with its name. */
export interface ParameterError {
  parameter: string;
  detail: string;
}

/** A request that gets an error: 400 with what is wrong with each parameter, or 404. */
export type RejectedRequest = { errors: ParameterError[] } | "not found";

/** What the parameters of a list's address say. */
export interface ListParameters {
  selection: Selection;
  updates: Updates;
}

/** The parameters that the path of a list sets: `{ tag: "syria" }` for /tags/syria. */
export type PathParameters = Partial<Record<"tag" | "outlets" | "lang", string>>;

/** A list that was requested, and which part of it the path names. */
export interface RequestedList {
  selection: Selection;
  pathParameters: PathParameters;
}

/** Maximum number of stories in one document. */
const MAX_STORIES = 200;

/** Four weeks. */
const MAX_HOURS = 672;

/** In characters. */
const MAX_QUERY_LENGTH = 200;

/** Maximum number of values of one parameter. */
const MAX_VALUES = 20;

/** In milliseconds. */
const MINUTE = 60_000;

/** Parameters that other sites append to shared links: they mean nothing here, and are not the visitor's mistake. */
const IGNORED_PARAMETERS =
  /^(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|twclid|_ga|_gl)$/;

/** What one parameter adds to the request. */
interface Setting {
  selection?: Partial<Selection>;
  updates?: Updates;
}

/** Parses the values of one parameter; returns a message for values that it does not take. */
type ParameterParser = (values: string[]) => Setting | string;

const PARSERS: Readonly<Record<string, ParameterParser>> = {
  q: single((text) => {
    const query = stripIllegal(text.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ")).trim();
    if (query.length > MAX_QUERY_LENGTH) return `takes at most ${MAX_QUERY_LENGTH} characters.`;
    if (!/[\p{L}\p{N}]/u.test(query)) return "needs a word with a letter or digit.";
    return { selection: { query } };
  }),
  tag: list(tagKey, "a tag", (tags) => ({ tags })),
  outlets: list(outletId, "the id of an outlet", (outlets) => ({ outlets })),
  lang: list(languageTag, "a language such as en or pt-BR", (languages) => ({ languages })),
  exclude: list(outletId, "the id of an outlet", (exclude) => ({ exclude })),
  min_outlets: number(MAX_MIN_OUTLETS, (minOutlets) => ({ minOutlets })),
  hours: number(MAX_HOURS, (hours) => ({ hours })),
  // To the minute, so that visitors who ask for the latest stories share a document. Neither way is a story lost.
  since: moment((since) => ({ since: Math.floor(since / MINUTE) * MINUTE })),
  before: moment((before) => ({ before: Math.ceil(before / MINUTE) * MINUTE })),
  older_than: moment((olderThan) => ({ olderThan })),
  limit: number(MAX_STORIES, (limit) => ({ limit })),
  updates: single((text) =>
    text === "silent" || text === "bump" || text === "new"
      ? { updates: text }
      : "takes silent, bump or new.",
  ),
};

/**
 * Reads the parameters of a list's address. An empty parameter counts as absent, since HTML forms send empty fields.
 *
 * @returns every error at once; "not found" where the path itself cannot name a list
 */
export function readParameters(
  search: URLSearchParams,
  pathParameters: PathParameters = {},
): { parameters: ListParameters } | RejectedRequest {
  const settings: Setting[] = [];
  const errors: ParameterError[] = [];
  for (const parameter of new Set(search.keys())) {
    if (IGNORED_PARAMETERS.test(parameter)) continue;
    const parse = Object.hasOwn(PARSERS, parameter) ? PARSERS[parameter] : undefined;
    const values = search.getAll(parameter).filter((value) => value.trim() !== "");
    if (parse && values.length === 0) continue;
    const result = Object.hasOwn(pathParameters, parameter)
      ? "is already set by the path."
      : (parse?.(values) ?? `is not a filter. Filters: ${Object.keys(PARSERS).join(", ")}.`);
    if (typeof result === "string") errors.push({ parameter, detail: result });
    else settings.push(result);
  }
  for (const [parameter, value] of Object.entries(pathParameters)) {
    // In a path, a comma is part of the name.
    const result = PARSERS[parameter]?.([value.replaceAll(",", " ")]);
    if (result === undefined || typeof result === "string") return "not found";
    settings.push(result);
  }
  if (errors.length > 0) return { errors };
  return {
    parameters: {
      selection: Object.assign({ ...ALL_STORIES }, ...settings.map(({ selection }) => selection)),
      updates: settings.findLast(({ updates }) => updates)?.updates ?? "silent",
    },
  };
}

/** For an address that takes no parameters. */
export const rejectParameters = (search: URLSearchParams): ParameterError[] =>
  [...new Set(search.keys())]
    .filter((parameter) => !IGNORED_PARAMETERS.test(parameter))
    .map((parameter) => ({ parameter, detail: "is not a filter: this address takes none." }));

/** The error for a facet that no story ever had; null where the path names it, which makes the page not found. */
export function unknownFacet(
  { kind, key }: Facet,
  { selection, pathParameters }: RequestedList,
): ParameterError | null {
  const parameter = {
    tag: "tag" as const,
    language: "lang" as const,
    outlet: selection.exclude.includes(key) ? ("exclude" as const) : ("outlets" as const),
  }[kind];
  if (parameter !== "exclude" && pathParameters[parameter] !== undefined) return null;
  return { parameter, detail: `${JSON.stringify(key)} does not occur in any story here.` };
}

function single(parse: (text: string) => Setting | string): ParameterParser {
  return ([text = "", ...more]) =>
    more.length > 0 ? "is given more than once." : parse(text.trim());
}

/** Distinct values, separated by commas. */
function list(
  normalize: (value: string) => string,
  what: string,
  select: (values: string[]) => Partial<Selection>,
): ParameterParser {
  return (texts) => {
    const values = texts
      .flatMap((text) => text.split(","))
      .filter((value) => value.trim() !== "")
      .map(normalize);
    const distinct = [...new Set(values)].sort();
    if (distinct.includes("") || distinct.length === 0)
      return `takes ${what}, or several separated by commas.`;
    if (distinct.length > MAX_VALUES) return `takes at most ${MAX_VALUES} values.`;
    return { selection: select(distinct) };
  };
}

function moment(select: (milliseconds: number) => Partial<Selection>): ParameterParser {
  return single((text) => {
    // A plus sign that was not percent-encoded arrives as a space.
    const milliseconds = instant({ value: text.replace(" ", "+"), estimated: false });
    return Number.isNaN(milliseconds)
      ? "takes an ISO 8601 date or time: 2026-11-22 or 2026-11-22T15:00Z."
      : { selection: select(milliseconds) };
  });
}

function number(max: number, select: (value: number) => Partial<Selection>): ParameterParser {
  return single((text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return value >= 1 && value <= max
      ? { selection: select(value) }
      : `takes a whole number from 1 to ${max}.`;
  });
}

function outletId(text: string): string {
  const value = text.trim();
  return /^[a-z0-9][a-z0-9-]*$/.test(value) ? value : "";
}

function languageTag(text: string): string {
  const value = text.trim();
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value) ? languageKey(value) : "";
}
