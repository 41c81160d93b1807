import { UNSPACED_LETTER } from "../model/writing-systems.ts";

/** What stands between a headline and the name of who published it; always with blanks around it. */
const SEPARATOR = /\s+(?:[-–—|·•»/]|::)\s+/g;
/** The ones that also set sections apart: "Headline :: Policy :: RBC". */
const SECTIONS = /^(?:::|\||»)$/;
/** What outlets put after their name: "RT World News". */
const GENERIC = new Set(
  "news world international online live tv english com today daily magazine radio latest breaking".split(
    " ",
  ),
);
/** So many items have to share a suffix before it is the feed's, not theirs. */
const FEWEST = 4;
const LONGEST_SECTION = 3;

/** Tells whether a suffix names the outlet. */
export type IsName = (suffix: string) => boolean;

/**
 * Learns from a feed what its headlines end in that is not theirs: the outlet's names, and a suffix that more than half
 * of its items share.
 *
 * @param names what the outlet is called: its name, its feed's title, its domain.
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
    if (count >= FEWEST && count * 2 > titles.length) known.add(suffix);
  }
  const words = new Set([...known].flatMap((name) => name.split(" ")));
  return (suffix) => {
    const text = plain(suffix);
    if (known.has(text)) return true;
    const name = [...known].find((candidate) => text.startsWith(`${candidate} `));
    if (name === undefined) return false;
    const rest = text.slice(name.length + 1).split(" ");
    return (
      rest.length <= LONGEST_SECTION && rest.every((word) => GENERIC.has(word) || words.has(word))
    );
  };
}

/** A headline without suffixes that only say who published it. At least two words of it stay. */
export function withoutSuffix(title: string, isName: IsName): string {
  let rest = title;
  for (;;) {
    const [at, sign, suffix] = lastPart(rest);
    if (suffix === "" || !isName(suffix) || !isHeadline(rest.slice(0, at))) return rest;
    rest = rest.slice(0, at);
    // Between the headline and the name stood the section, set apart alike.
    const [before, same, section] = lastPart(rest);
    const isSection = same === sign && section.split(" ").length <= LONGEST_SECTION;
    if (SECTIONS.test(sign) && isSection && isHeadline(rest.slice(0, before))) {
      rest = rest.slice(0, before);
    }
  }
}

/** The domain of an outlet as people write it, with and without its ending. */
export function domainNames(host: string): string[] {
  const bare = host.replace(/^www\./, "");
  return [host, bare, bare.replace(/\.[^.]+$/, "")];
}

function lastPart(title: string): [at: number, sign: string, suffix: string] {
  const found = [...title.matchAll(SEPARATOR)].at(-1);
  if (found === undefined) return [title.length, "", ""];
  return [found.index, found[0].trim(), title.slice(found.index + found[0].length)];
}

const parts = (title: string): string[] => title.split(SEPARATOR);

/** As names are compared: letters and digits only, in lower case, without an article. */
function plain(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return (words[0] === "the" ? words.slice(1) : words).join(" ");
}

const FOUR_UNSPACED_LETTERS = new RegExp(`${UNSPACED_LETTER}{4}`, "u");

/** Two words, or four letters of a script without spaces, which say about as much. */
function isHeadline(text: string): boolean {
  return /\S\s+\S/.test(text) || FOUR_UNSPACED_LETTERS.test(text);
}
