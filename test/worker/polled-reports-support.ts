import { items } from "./support.ts";
import { MINUTE, NOON } from "./feed-state-support.ts";

export const A = "https://a.example/news/1";
export const B = "https://a.example/news/2";
export const at = (minutes: number): number => NOON + minutes * MINUTE;
export const iso = (moment: number): string => new Date(moment).toISOString();

export const published = (moment: number) => ({ value: iso(moment), estimated: false });

/** The address and headline of each report, grouped by story. */
export const shown = async (): Promise<string[][]> =>
  (await items()).map(({ _storyfold }) =>
    _storyfold.reports.map(({ url, title }) => `${url} ${title}`),
  );

export const addresses = async (): Promise<string[]> =>
  (await items()).flatMap(({ _storyfold }) => _storyfold.reports.map(({ url }) => url)).toSorted();
