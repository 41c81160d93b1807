/** The folding engine's outer face. */
export { decode, encode, version } from "./features/codec.ts";
export { explain, type Explanation } from "./decisions/explain.ts";
export { Engine, type EngineOptions, type StoredFeatures } from "./engine.ts";
export type {
  Archive,
  ClusterEvidence,
  Decision,
  PairEvidence,
  Filed,
  Item,
  Ruling,
} from "./types.ts";
