import type { BrowserContextOptions } from "playwright-core";
import type { View } from "../views.ts";
import type { Visit } from "../visit.ts";

/** The result of a check. It passes when there are no problems. */
export interface Findings {
  problems: string[];
  /** A figure for the table, also when the check passes. */
  note?: string;
}

/** A check of one page. */
export interface Check {
  name: string;
  views: readonly View[];
  /** Whether the check changes the page or its window. It then gets its own page, since no other check could use it. */
  changesPage?: true;
  /** Options of the browser context. A check with options gets its own page too. */
  options?: BrowserContextOptions;
  run: (visit: Visit) => Promise<Findings>;
}
