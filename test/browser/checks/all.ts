import { accessible } from "./accessibility.ts";
import type { Check } from "./check.ts";
import { headings, noScript, reducedMotion, withoutJavaScript } from "./document.ts";
import { skips, tabs } from "./keyboard.ts";
import { fits, grows, prints, reflows, zooms } from "./layout.ts";
import { picture, quiet, still, weight } from "./loading.ts";

export const CHECKS: readonly Check[] = [
  quiet,
  noScript,
  withoutJavaScript,
  still,
  weight,
  fits,
  reflows,
  zooms,
  grows,
  headings,
  tabs,
  skips,
  reducedMotion,
  accessible,
  prints,
  picture,
];
