import {
  languageKey,
  tagKey,
  ALL_STORIES,
  type Facet,
  type Selection,
} from "../model/selection.ts";
import { stripIllegal } from "../model/safe-text.ts";
import { instant } from "../model/time.ts";
import type { Updates } from "../render/feeds/channel.ts";
import { MAX_MIN_OUTLETS } from "../store/api.ts";

/** What is wrong with a parameter, and what it takes. */
export interface ParameterError {
  parameter: string;
  detail: string;
}

/** What an address asks for. */
export interface ListParameters {
  selection: Selection;
  updates: Updates;
}

/** The part of a path that names a list: `{ tag: "syria" }` of /tags/syria. */
export type PathParameters = Partial<Record<"tag" | "outlets" | "lang", string>>;

/** The most stories that can be asked for at once. */
const MAX_STORIES = 200;

/** The longest search, in characters. */
const MAX_QUERY_LENGTH = 200;

/** The most values of one parameter. */
const MAX_VALUES = 20;

/** What others append to the addresses that people share: it says nothing to us, and is no mistake of the visitor's. */
const IGNORED_PARAMETERS =
  /^(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|twclid|_ga|_gl)$/;

/** A reader of one parameter: changes what is asked, or says in one sentence what it takes. */
type Parameter = (asked: ListParameters, values: string[]) => ListParameters | string;

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  q: one((asked, text) => {
    const query = stripIllegal(text.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ")).trim();
    if (query.length > MAX_QUERY_LENGTH) return `takes at most ${MAX_QUERY_LENGTH} characters.`;
    if (!/[\p{L}\p{N}]/u.test(query)) return "needs a word with a letter or a digit in it.";
    return select(asked, { query });
  }),
  tag: several(tagKey, "a tag", (asked, tags) => select(asked, { tags })),
  outlets: several(id, "the id of an outlet", (asked, outlets) => select(asked, { outlets })),
  lang: several(language, "a language such as en or pt-BR", (asked, languages) =>
    select(asked, { languages }),
  ),
  exclude: several(id, "the id of an outlet", (asked, exclude) => select(asked, { exclude })),
  min_outlets: one((asked, text) => {
    const minOutlets = whole(text, MAX_MIN_OUTLETS);
    return minOutlets === null
      ? `takes a whole number from 1 to ${MAX_MIN_OUTLETS}.`
      : select(asked, { minOutlets });
  }),
  since: moment((asked, since) => select(asked, { since })),
  before: moment((asked, before) => select(asked, { before })),
  limit: one((asked, text) => {
    const limit = whole(text, MAX_STORIES);
    return limit === null
      ? `takes a whole number from 1 to ${MAX_STORIES}.`
      : select(asked, { limit });
  }),
  updates: one((asked, text) =>
    text === "silent" || text === "bump" || text === "new"
      ? { ...asked, updates: text }
      : "takes silent, bump or new.",
  ),
};

/**
 * Reads the parameters of an address. One that is empty counts as not given, as forms send them.
 *
 * @param named what the path says already
 * @returns all that is wrong, if anything is; "not found" where the path itself names nothing that can be
 */
export function readParameters(
  search: URLSearchParams,
  named: PathParameters = {},
): { asked: ListParameters } | { wrong: ParameterError[] } | "not found" {
  let asked: ListParameters = { selection: ALL_STORIES, updates: "silent" };
  const wrong: ParameterError[] = [];
  const take = (parameter: string, values: string[]): void => {
    const read = PARAMETERS[parameter]?.(asked, values);
    if (read === undefined)
      wrong.push({
        parameter,
        detail: `is not known. There are ${Object.keys(PARAMETERS).join(", ")}.`,
      });
    else if (typeof read === "string") wrong.push({ parameter, detail: read });
    else asked = read;
  };
  for (const parameter of new Set(search.keys())) {
    const values = search.getAll(parameter).filter((value) => value.trim() !== "");
    if (IGNORED_PARAMETERS.test(parameter)) continue;
    if (values.length === 0 && Object.hasOwn(PARAMETERS, parameter)) continue;
    if (Object.hasOwn(named, parameter))
      wrong.push({ parameter, detail: "is named by the path already." });
    else if (Object.hasOwn(PARAMETERS, parameter)) take(parameter, values);
    else take(parameter, []);
  }
  const before = wrong.length;
  // A comma of a path is part of the name.
  for (const [parameter, value] of Object.entries(named))
    take(parameter, [value.replaceAll(",", " ")]);
  if (wrong.length > before) return "not found";
  return wrong.length > 0 ? { wrong } : { asked };
}

/** For an address that takes no parameter. */
export const rejectParameters = (search: URLSearchParams): ParameterError[] =>
  [...new Set(search.keys())]
    .filter((parameter) => !IGNORED_PARAMETERS.test(parameter))
    .map((parameter) => ({ parameter, detail: "is not known here: this address takes none." }));

/** A list that was asked for, and what of it the path names. */
export interface RequestedList {
  selection: Selection;
  named: PathParameters;
}

/** What is wrong where a parameter names a mark that no story ever had; null where the path does. */
export function unknownFacet(
  { kind, key }: Facet,
  { selection, named }: RequestedList,
): ParameterError | null {
  const parameter = {
    tag: "tag" as const,
    language: "lang" as const,
    outlet: selection.exclude.includes(key) ? ("exclude" as const) : ("outlets" as const),
  }[kind];
  if (parameter !== "exclude" && named[parameter] !== undefined) return null;
  return { parameter, detail: `${JSON.stringify(key)} is nothing that a story here ever had.` };
}

const select = (asked: ListParameters, part: Partial<Selection>): ListParameters => ({
  ...asked,
  selection: { ...asked.selection, ...part },
});

function one(read: (asked: ListParameters, text: string) => ListParameters | string): Parameter {
  return (asked, [text = "", ...more]) =>
    more.length > 0 ? "is given more than once." : read(asked, text.trim());
}

/** A list between commas, each value once. */
function several(
  key: (value: string) => string,
  what: string,
  use: (asked: ListParameters, values: string[]) => ListParameters,
): Parameter {
  return (asked, texts) => {
    const values = texts
      .flatMap((text) => text.split(","))
      .filter((value) => value.trim() !== "")
      .map(key);
    const all = [...new Set(values)].sort();
    if (all.includes("") || all.length === 0) return `takes ${what}, or several between commas.`;
    if (all.length > MAX_VALUES) return `takes at most ${MAX_VALUES} values.`;
    return use(asked, all);
  };
}

function moment(use: (asked: ListParameters, milliseconds: number) => ListParameters): Parameter {
  return one((asked, text) => {
    // A plus sign that was not encoded has become a space.
    const milliseconds = instant({ value: text.replace(" ", "+"), estimated: false });
    return Number.isNaN(milliseconds)
      ? "takes a date or a time of ISO 8601: 2026-11-22 or 2026-11-22T15:00Z."
      : use(asked, milliseconds);
  });
}

function whole(text: string, most: number): number | null {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}

function id(text: string): string {
  const value = text.trim();
  return /^[a-z0-9][a-z0-9-]*$/.test(value) ? value : "";
}

function language(text: string): string {
  const value = text.trim();
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value) ? languageKey(value) : "";
}
