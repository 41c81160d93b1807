/** The public interface of the folding engine. */
export { logistic } from "./scoring/logistic.ts";
export { explain, type Against, type Explanation } from "./decisions/explain.ts";
export type { SharedTerms } from "./decisions/pair-evidence.ts";
export { Engine, type EngineOptions } from "./engine.ts";
export { version } from "./features/codec.ts";
export type { FiledReport } from "./state/filed-report.ts";
export { PairModel } from "./scoring/pair-model.ts";
export { hash } from "./text/hash.ts";
export type { ClusterEvidence, Decision, ReportInput, PairEvidence, Ruling } from "./types.ts";
