/** An engine as it runs at the edge, where a newsroom hibernates between polls and forgets its memory. */
import {
  Engine,
  type EngineOptions,
  type FiledReport,
  type ReportInput,
} from "../../src/cluster/index.ts";
import { settings } from "../../src/cluster/hyperparameters.ts";
import type { Contender } from "./run.ts";

/** Number of reports that a poll files. */
const PER_POLL = 5;

/** Files a few reports at a time, each time with a new engine that is given what the newsroom stores. */
export function restarting(options: EngineOptions): Contender {
  const items = new Map<string, ReportInput>();
  const start = (filed: readonly FiledReport[]): Engine => {
    const engine = new Engine({ ...options, textOf: (id) => items.get(id) });
    engine.restore(filed);
    return engine;
  };
  let engine = start([]);
  return {
    file: (batch) => {
      const decisions = [];
      for (let i = 0; i < batch.length; i += PER_POLL) {
        const poll = batch.slice(i, i + PER_POLL);
        const latest = [...items.keys()].slice(-settings.workingSetSize);
        engine = start(latest.flatMap((id) => engine.stored(id) ?? []));
        for (const item of poll) items.set(item.id, item);
        decisions.push(...engine.file(poll));
      }
      return decisions;
    },
  };
}
