/** The folding engine's outer face. */
export { decode, encode, version } from "./features/codec.ts";
export { explain, type Explanation } from "./decisions/explain.ts";
export { Folder, type Options, type Stored } from "./engine.ts";
export type { Archive, Bond, Decision, Evidence, Filed, Item, Ruling } from "./types.ts";
