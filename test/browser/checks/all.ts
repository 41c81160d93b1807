import { accessible } from "./accessibility.ts";
import type { Check } from "./check.ts";
import { textDirection } from "./languages.ts";
import { headings, localTimes, oneScript, reducedMotion, withoutJavaScript } from "./document.ts";
import { skipLink, tabOrder } from "./keyboard.ts";
import { largeText, noOverflow, print, reflow, zoom } from "./layout.ts";
import { layoutShift, noComplaints, screenshot, weight } from "./loading.ts";

export const CHECKS: readonly Check[] = [
  noComplaints,
  oneScript,
  withoutJavaScript,
  localTimes,
  textDirection,
  layoutShift,
  weight,
  noOverflow,
  reflow,
  zoom,
  largeText,
  headings,
  tabOrder,
  skipLink,
  reducedMotion,
  accessible,
  print,
  screenshot,
];
