/** Labelled reports made over into reports of other kinds: what a feed may lack, and how other languages write. */
import { hash } from "../../src/cluster/text/hash.ts";
import type { Labelled } from "./protocol.ts";

export type Kind = (items: readonly Labelled[]) => Labelled[];

/** A number below `below`, always the same for the same words. */
const pick = (words: string, below: number): number => hash(words) % below;

const each =
  (change: (item: Labelled) => Partial<Labelled>): Kind =>
  (items) =>
    items.map((item) => ({ ...item, ...change(item) }));

const all =
  (...kinds: Kind[]): Kind =>
  (items) =>
    kinds.reduce<Labelled[]>((made, kind) => kind(made), [...items]);

/** Changes headline, text and the words of the URL; `place` is different for each text. */
const written = (change: (text: string, place: string) => string): Kind =>
  each(({ id, title, text, url }) => ({
    title: change(title, `${id} title`),
    text: change(text, `${id} text`),
    url: url && url.replace(/(?<=\/\/[^/]*\/).*/s, (path) => change(path, `${id} url`)),
  }));

const tagged = (language: (item: Labelled) => string | null): Kind =>
  each((item) => ({ language: language(item) }));

const noDates = each(() => ({ time: null }));
const noUrls = each(() => ({ url: null }));

/** Letters replaced one by one: a language that nobody knows. */
function letters(alphabet: string): (text: string) => string {
  const to = [...alphabet];
  return (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[a-z]/gi, (letter) => {
        const other = to[letter.toLowerCase().charCodeAt(0) - 97] as string;
        return letter < "a" ? other.toUpperCase() : other;
      });
}
const scrambled = letters("qxvmjzhbeydkgnutwsplocrifa");
const cyrillic = letters("абвгдежзиклмнопрстуфхцчшья");

/** Each word has one of `endings`, never mind which. */
const inflected =
  (endings: readonly string[]) =>
  (text: string, place: string): string => {
    let seen = 0;
    return text.replace(/\p{L}{4,}/gu, (word) => {
      const ending = endings[pick(`${place} ${seen++}`, endings.length)] as string;
      return (word.length > 5 ? word.slice(0, -1) : word) + ending;
    });
  };
const many = ["", "a", "en", "om", "ich", "u"];

/** Some neighbouring words become one, and half of the words are nouns, which have capitals. */
const german = (text: string): string =>
  text
    .replace(/(\p{L}{4,})[ -](?=(\p{L}{4,}))/gu, (both, one: string, other: string) =>
      pick((one + other).toLowerCase(), 3) === 0 ? one : both,
    )
    .replace(/\p{L}{4,}/gu, (word) =>
      pick(word.toLowerCase(), 2) === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word,
    );

/** An outlet's own words before each text. */
const furnished: Kind = (items) =>
  items.map((item) => {
    const key = item.outlet ?? String(pick(item.id, 12));
    const { title, text } = items[pick(key, items.length)] as Labelled;
    const own = `${title} ${text}`.split(" ").slice(0, 10).join(" ");
    return { ...item, text: `${own}. ${item.text}` };
  });

const DAY = 86_400_000;

/** Stories that last so many times as long, in a stream that is as much thinner. */
const paced =
  (times: number): Kind =>
  (items) => {
    const first = Math.min(...items.map(({ time }) => time ?? Number.POSITIVE_INFINITY));
    return items.map((item) => ({
      ...item,
      time: item.time === null ? null : first + (item.time - first) * times,
    }));
  };

/** Reports come on their dates at the hours of a newsroom: around two in the afternoon. */
const byDay: Kind = (items) =>
  each(({ id, time }) => {
    // The sum of three is near enough to a bell.
    const parts = [1, 2, 3].map((n) => pick(`${id} hour ${n}`, 1000) / 1000);
    const hour = 14 + 8 * (parts.reduce((a, b) => a + b, 0) - 1.5);
    return { time: time === null ? null : (Math.floor(time / DAY) + hour / 24) * DAY };
  })(items).sort((a, b) => (a.time ?? 0) - (b.time ?? 0));

const shuffled: Kind = (items) =>
  items.toSorted((a, b) => hash(a.id, 1) - hash(b.id, 1) || (a.id < b.id ? -1 : 1));

const someStories =
  (part: number): Kind =>
  (items) =>
    items.filter(({ gold }) => pick(gold, part) === 0);

/** Each story in one of three languages. */
const languages: Kind = (items) =>
  items.flatMap((item) => {
    const which = pick(`${item.gold} language`, 3);
    if (which === 0) return [item];
    const kind = which === 1 ? scrambled : cyrillic;
    return all(
      written(kind),
      tagged(() => (which === 1 ? "fi" : "ru")),
    )([item]);
  });

export const KINDS: Record<string, Kind> = {
  "as it is": (items) => [...items],
  "without dates": noDates,
  "without dates or URLs": all(noDates, noUrls),
  "without dates, shuffled": all(noDates, shuffled),
  "with a newsroom's hours": byDay,
  "stories four times as long": paced(4),
  "stories a quarter as long": paced(0.25),
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
  "with page furniture": furnished,
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
    written(inflected(many)),
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
