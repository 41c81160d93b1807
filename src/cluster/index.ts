/** The folding engine's outer face. */
export { decode, encode, version } from "./blob.ts";
export { explain, type Explanation } from "./explain.ts";
export { Folder, type Options, type Stored } from "./folder.ts";
export type { Archive, Bond, Decision, Evidence, Filed, Item, Ruling } from "./types.ts";
