/** The folding engine's outer face. */
export { decode, encode, version } from "./blob.ts";
export { explain, type Explanation } from "./explain.ts";
export { Folder, type Options } from "./folder.ts";
export type { Archive, Decision, Evidence, Filed, Item, Ruling } from "./types.ts";
