/** A sample of up to `limit` items, evenly spaced over the list. The limit must be at least 2. */
export function evenSample<T>(list: readonly T[], limit: number): T[] {
  if (list.length <= limit) return [...list];
  const out: T[] = [];
  const step = (list.length - 1) / (limit - 1);
  for (let i = 0; i < limit; i++) out.push(list[Math.round(i * step)] as T);
  return out;
}
