/** Transforms labelled reports into other kinds of reports: without some fields, or as other languages write. */
import { hash } from "../../src/cluster/text/hash.ts";
import type { Labelled } from "./protocol.ts";

export type Kind = (items: readonly Labelled[]) => Labelled[];

/** A number from 0 to `below` - 1 that depends on the key alone. */
const pick = (key: string, below: number): number => hash(key) % below;

const each =
  (change: (item: Labelled) => Partial<Labelled>): Kind =>
  (items) =>
    items.map((item) => ({ ...item, ...change(item) }));

const all =
  (...kinds: Kind[]): Kind =>
  (items) =>
    kinds.reduce<Labelled[]>((changed, kind) => kind(changed), [...items]);

/** Changes the headline, the text and the path of the URL. `key` is different for each of them. */
const written = (change: (text: string, key: string) => string): Kind =>
  each(({ id, title, text, url }) => ({
    title: change(title, `${id} title`),
    text: change(text, `${id} text`),
    url: url && url.replace(/(?<=\/\/[^/]*\/).*/s, (path) => change(path, `${id} url`)),
  }));

const tagged = (language: (item: Labelled) => string | null): Kind =>
  each((item) => ({ language: language(item) }));

const noDates = each(() => ({ time: null }));
const noUrls = each(() => ({ url: null }));

/** Replaces each letter from a to z, which makes a language that no word list contains. */
function letters(alphabet: string): (text: string) => string {
  const replacements = [...alphabet];
  return (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[a-z]/gi, (letter) => {
        const replacement = replacements[letter.toLowerCase().charCodeAt(0) - 97] as string;
        return letter < "a" ? replacement.toUpperCase() : replacement;
      });
}
const scrambled = letters("qxvmjzhbeydkgnutwsplocrifa");
const cyrillic = letters("абвгдежзиклмнопрстуфхцчшья");

/** Gives each word one of `endings`, chosen without regard to grammar. */
const inflected =
  (endings: readonly string[]) =>
  (text: string, key: string): string => {
    let count = 0;
    return text.replace(/\p{L}{4,}/gu, (word) => {
      const ending = endings[pick(`${key} ${count++}`, endings.length)] as string;
      return (word.length > 5 ? word.slice(0, -1) : word) + ending;
    });
  };
const MANY_ENDINGS = ["", "a", "en", "om", "ich", "u"];

/** Joins one in three pairs of neighbouring words into a compound, and capitalizes half of the words, as nouns are. */
const german = (text: string): string =>
  text
    .replace(/(\p{L}{4,})[ -](?=(\p{L}{4,}))/gu, (both, one: string, other: string) =>
      pick((one + other).toLowerCase(), 3) === 0 ? one : both,
    )
    .replace(/\p{L}{4,}/gu, (word) =>
      pick(word.toLowerCase(), 2) === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word,
    );

/** Puts the same ten words before every text of an outlet, as page furniture. */
const withPageFurniture: Kind = (items) =>
  items.map((item) => {
    const key = item.outlet ?? String(pick(item.id, 12));
    const { title, text } = items[pick(key, items.length)] as Labelled;
    const furniture = `${title} ${text}`.split(" ").slice(0, 10).join(" ");
    return { ...item, text: `${furniture}. ${item.text}` };
  });

/** Milliseconds. */
const DAY = 86_400_000;

/** Stretches time by a factor, so that stories last longer and the stream is thinner. */
const stretched =
  (factor: number): Kind =>
  (items) => {
    const first = Math.min(...items.map(({ time }) => time ?? Number.POSITIVE_INFINITY));
    return items.map((item) => ({
      ...item,
      time: item.time === null ? null : first + (item.time - first) * factor,
    }));
  };

/** Keeps each report's date and moves it to a newsroom's working hours, around 14:00 UTC. */
const officeHours: Kind = (items) =>
  each(({ id, time }) => {
    // The sum of three uniform numbers is close enough to a normal distribution.
    const parts = [1, 2, 3].map((n) => pick(`${id} hour ${n}`, 1000) / 1000);
    const hour = 14 + 8 * (parts.reduce((a, b) => a + b, 0) - 1.5);
    return { time: time === null ? null : (Math.floor(time / DAY) + hour / 24) * DAY };
  })(items).sort((a, b) => (a.time ?? 0) - (b.time ?? 0));

const shuffled: Kind = (items) =>
  items.toSorted((a, b) => hash(a.id, 1) - hash(b.id, 1) || (a.id < b.id ? -1 : 1));

/** Keeps one story in `divisor`. */
const someStories =
  (divisor: number): Kind =>
  (items) =>
    items.filter(({ id, gold }) => pick(gold ?? id, divisor) === 0);

/** Writes each story in one of three languages. */
const languages: Kind = (items) =>
  items.flatMap((item) => {
    const which = pick(`${item.gold ?? item.id} language`, 3);
    if (which === 0) return [item];
    const kind = which === 1 ? scrambled : cyrillic;
    return all(
      written(kind),
      tagged(() => (which === 1 ? "fi" : "ru")),
    )([item]);
  });

/** The kinds by name. src/cluster/RESULTS.md has a row for each. */
export const KINDS: Record<string, Kind> = {
  "as it is": (items) => [...items],
  "without dates": noDates,
  "without dates or URLs": all(noDates, noUrls),
  "without dates, shuffled": all(noDates, shuffled),
  "with a newsroom's hours": officeHours,
  "stories four times as long": stretched(4),
  "stories a quarter as long": stretched(0.25),
  "without URLs": noUrls,
  "without outlets": each(() => ({ outlet: null })),
  "without text": each(() => ({ text: "" })),
  "headlines of three words": all(
    noUrls,
    each(({ title }) => ({ title: title.split(" ", 3).join(" ") })),
  ),
  "without language": tagged(() => null),
  "with wrong languages": tagged(
    ({ outlet, id }) => [null, "de", "en", "fr"][pick(outlet ?? id, 4)] as string | null,
  ),
  "in lower case": written((text) => text.toLowerCase()),
  "headlines in capitals": each(({ title }) => ({ title: title.toUpperCase() })),
  "with page furniture": withPageFurniture,
  "a tenth of the stories": someStories(10),
  "in scrambled letters": all(
    written(scrambled),
    tagged(() => "xx"),
  ),
  "in Cyrillic letters": all(
    written(cyrillic),
    tagged(() => "ru"),
  ),
  "with few endings": all(
    written(inflected(["", "", "", "", "a", "en"])),
    written(scrambled),
    tagged(() => "es"),
  ),
  "with many endings": all(
    written(inflected(MANY_ENDINGS)),
    written(cyrillic),
    tagged(() => "ru"),
  ),
  "with compounds": all(
    written(german),
    written(inflected(["", "a", "en"])),
    written(scrambled),
    tagged(() => "de"),
  ),
  "stories in three languages": languages,
};
