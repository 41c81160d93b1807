export { Folder, keyTerms, type Options } from "./folder.ts";
export type { Features } from "./features.ts";
export type { Archive, Decision, Evidence, Filed, Item, Ruling } from "./types.ts";
