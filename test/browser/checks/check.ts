import type { BrowserContextOptions } from "playwright-core";
import type { View } from "../views.ts";
import type { Visit } from "../visit.ts";

/** What is right when no problem is found. */
export interface Findings {
  problems: string[];
  /** Worth a word even if all is well. */
  note?: string;
}

/** Something to see for oneself in a page. */
export interface Check {
  name: string;
  views: readonly View[];
  /** It changes the page or its window, and gets a page of its own, for nobody else could rely on it afterwards. */
  touches?: true;
  /** Of the browser that the page is opened in; with these too it gets a page of its own. */
  options?: BrowserContextOptions;
  run: (visit: Visit) => Promise<Findings>;
}
