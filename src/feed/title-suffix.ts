import { UNSPACED_LETTER } from "../model/writing-systems.ts";

/** Separators between a headline and the publisher's name. White space surrounds them. */
const SEPARATOR = /\s+(?:[-–—|·•»/]|::)\s+/g;
/** Separators that also delimit sections: "Headline :: Policy :: RBC". */
const SECTIONS = /^(?:::|\||»)$/;
/** Generic words that outlets add to their name: "RT World News". */
const GENERIC = new Set(
  "news world international online live tv english com today daily magazine radio latest breaking".split(
    " ",
  ),
);
/** Minimum number of items that share a suffix for it to count as the outlet's. */
const MIN_SHARING_ITEMS = 4;
const MAX_SECTION_WORDS = 3;

/** Returns whether a suffix names the outlet. */
export type IsName = (suffix: string) => boolean;

/**
 * Learns the suffixes of a feed's headlines that name the outlet: its known names, and a suffix that more than half of
 * the headlines share.
 *
 * @param names known names of the outlet: its name, its feed's title, its domain.
 */
export function outletSuffixes(titles: readonly string[], names: readonly string[]): IsName {
  const known = new Set(names.flatMap((name) => [name, ...parts(name)]).map(plain));
  known.delete("");
  const counts = new Map<string, number>();
  for (const title of titles) {
    const last = plain(parts(title).slice(1).at(-1) ?? "");
    if (last !== "") counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  for (const [suffix, count] of counts) {
    if (count >= MIN_SHARING_ITEMS && count * 2 > titles.length) known.add(suffix);
  }
  const words = new Set([...known].flatMap((name) => name.split(" ")));
  return (suffix) => {
    const text = plain(suffix);
    if (known.has(text)) return true;
    const name = [...known].find((candidate) => text.startsWith(`${candidate} `));
    if (name === undefined) return false;
    const rest = text.slice(name.length + 1).split(" ");
    return (
      rest.length <= MAX_SECTION_WORDS && rest.every((word) => GENERIC.has(word) || words.has(word))
    );
  };
}

/** Removes suffixes that name the publisher from a headline. At least two words remain. */
export function withoutSuffix(title: string, isName: IsName): string {
  let rest = title;
  for (;;) {
    const [at, separator, suffix] = lastPart(rest);
    if (suffix === "" || !isName(suffix) || !isHeadline(rest.slice(0, at))) return rest;
    rest = rest.slice(0, at);
    // A section with the same separator may precede the name.
    const [before, sameSeparator, section] = lastPart(rest);
    const isSection = sameSeparator === separator && section.split(" ").length <= MAX_SECTION_WORDS;
    if (SECTIONS.test(separator) && isSection && isHeadline(rest.slice(0, before))) {
      rest = rest.slice(0, before);
    }
  }
}

/** A host, its domain without "www.", and that without its top-level domain, as names of the outlet. */
export function domainNames(host: string): string[] {
  const bare = host.replace(/^www\./, "");
  return [host, bare, bare.replace(/\.[^.]+$/, "")];
}

function lastPart(title: string): [at: number, separator: string, suffix: string] {
  const match = [...title.matchAll(SEPARATOR)].at(-1);
  if (match === undefined) return [title.length, "", ""];
  return [match.index, match[0].trim(), title.slice(match.index + match[0].length)];
}

const parts = (title: string): string[] => title.split(SEPARATOR);

/** Normalizes a name for comparison: letters and digits only, in lower case, without a leading "the". */
function plain(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return (words[0] === "the" ? words.slice(1) : words).join(" ");
}

const FOUR_UNSPACED_LETTERS = new RegExp(`${UNSPACED_LETTER}{4}`, "u");

/** Whether a text is long enough for a headline: two words, or four letters of a script without spaces. */
function isHeadline(text: string): boolean {
  return /\S\s+\S/.test(text) || FOUR_UNSPACED_LETTERS.test(text);
}
