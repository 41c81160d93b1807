import { tagKey } from "../../model/selection.ts";

/** Maximum number of tags that no editor gave. */
const MAX_SHARED = 8;

/** Maximum number of tags of a story whose reports have none in common. */
const MAX_OTHERS = 3;

/**
 * The tags of a story that no editor tagged: those that two of its reports give, the most frequent first. If there are none,
 * the first few of its reports' tags. A tag is written as its first report writes it.
 *
 * @param tagsByReport the tags of each report, in order of publication
 */
export function storyTags(tagsByReport: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, { tag: string; reports: number }>();
  for (const tags of tagsByReport)
    for (const key of new Set(tags.map(tagKey))) {
      const tag = tags.find((each) => tagKey(each) === key) ?? key;
      const known = counts.get(key) ?? { tag, reports: 0 };
      counts.set(key, { ...known, reports: known.reports + 1 });
    }
  const shared = [...counts.values()].filter(({ reports }) => reports > 1);
  const chosen =
    shared.length > 0
      ? shared.sort((a, b) => b.reports - a.reports).slice(0, MAX_SHARED)
      : [...counts.values()].slice(0, MAX_OTHERS);
  return chosen.map(({ tag }) => tag);
}
