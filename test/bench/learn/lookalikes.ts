/**
 * Adds reports that look like others and are about another event, which labelled files have too few of: fixed formats
 * ("Man charged in Leeds", "Man charged in Luton") and recurring columns ("Letter from Lisbon" above another text).
 */
import { hash } from "../../../src/cluster/text/hash.ts";
import { inOrder, type Labelled } from "../protocol.ts";

/** One report of this many gets a lookalike. */
const ONE_OF = 3;
/** Share of the lookalikes that are the next issue of a column. */
const COLUMN_SHARE = 0.3;
/** Share of the others that are published by the same outlet. */
const SAME_OUTLET_SHARE = 0.5;
/** Hours until the next issue of a column. */
const ISSUE_HOURS = [6, 22, 24, 26, 48, 168];
/** Maximum number of hours until another lookalike is published. */
const MAX_HOURS = 48;

/** A name or number inside a headline. */
const SLOT = /(?<=\S\s)(?:\p{Lu}\p{L}{3,}|\d+)/gu;

/** The reports together with their lookalikes, in order of publication. */
export function withLookalikes(items: readonly Labelled[]): Labelled[] {
  const names = namesByLanguage(items);
  const texts = items.filter(({ text }) => text !== "").map(({ text }) => text);
  const added: Labelled[] = [];
  for (const item of items) {
    if (item.gold === null || hash(item.id, 1) % ONE_OF !== 0) continue;
    const random = numbersFrom(item.id);
    const copy =
      random() < COLUMN_SHARE
        ? nextIssue(item, texts, random)
        : swapped(item, names.get(languageOf(item)) ?? [], items, random);
    if (copy) added.push(copy);
  }
  return inOrder([...items, ...added]);
}

/** The next issue of a column: the same headline, another text. */
function nextIssue(
  item: Labelled,
  texts: readonly string[],
  random: () => number,
): Labelled | null {
  const text = pick(texts, random);
  return text === undefined ? null : another(item, { text }, pick(ISSUE_HOURS, random) as number);
}

/** The same format about another name or number. */
function swapped(
  item: Labelled,
  names: readonly string[],
  items: readonly Labelled[],
  random: () => number,
): Labelled | null {
  const slots = item.title.match(SLOT) ?? [];
  const slot = pick(slots, random);
  if (slot === undefined) return null;
  const value = /\d/.test(slot)
    ? String(Number(slot) + 1 + Math.floor(9 * random()))
    : pick(names, random);
  if (value === undefined || value === slot) return null;
  const outlet = random() < SAME_OUTLET_SHARE ? item.outlet : (pick(items, random)?.outlet ?? null);
  const change = (text: string): string => text.replaceAll(slot, value);
  return another(
    item,
    { title: change(item.title), text: change(item.text), outlet },
    MAX_HOURS * random(),
  );
}

function another(item: Labelled, change: Partial<Labelled>, hours: number): Labelled {
  return {
    ...item,
    ...change,
    id: `${item.id} lookalike`,
    gold: `${item.gold} lookalike`,
    affair: `${item.affair} lookalike`,
    url: item.url && `${item.url.replace(/[^/]*$/, "")}${hash(item.id)}`,
    time: item.time === null ? null : item.time + hours * 3_600_000,
  };
}

const languageOf = ({ language }: Labelled): string => (language ?? "").slice(0, 2);

function namesByLanguage(items: readonly Labelled[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const item of items) {
    const found = (item.title.match(SLOT) ?? []).filter((slot) => !/\d/.test(slot));
    const language = languageOf(item);
    names.set(language, [...(names.get(language) ?? []), ...found]);
  }
  return names;
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Numbers from 0 to 1 that depend on the key alone. */
function numbersFrom(key: string): () => number {
  let step = 10;
  return () => (hash(key, step++) % 65_536) / 65_536;
}
