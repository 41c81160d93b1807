import { accessible } from "./accessibility.ts";
import type { Check } from "./check.ts";
import { foreignTexts } from "./languages.ts";
import { headings, localTimes, oneScript, reducedMotion, withoutJavaScript } from "./document.ts";
import { skips, tabs } from "./keyboard.ts";
import { fits, grows, prints, reflows, zooms } from "./layout.ts";
import { picture, quiet, still, weight } from "./loading.ts";

export const CHECKS: readonly Check[] = [
  quiet,
  oneScript,
  withoutJavaScript,
  localTimes,
  foreignTexts,
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
