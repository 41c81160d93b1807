import type { Forest } from "./boosted-trees.ts";
export const version = 0;
export const threshold = 0.25;
export const forest: Forest = { base: 0, inputs: [], thresholds: [], leaves: [] };
