/** At most `most` of a list, evenly spread. */
export function evenSample<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const out: T[] = [];
  const step = (list.length - 1) / (most - 1);
  for (let k = 0; k < most; k++) out.push(list[Math.round(k * step)] as T);
  return out;
}
