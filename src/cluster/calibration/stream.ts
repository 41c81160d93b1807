/** Online calibration: everything that is estimated from the stream of reports itself. */
import { HourUniformity } from "./hour-uniformity.ts";
import type { ReportNode } from "../state/cluster.ts";
import type { Features } from "../features/extract.ts";
import { ClusterSizePrior } from "./cluster-size-prior.ts";
import { MatchPrior } from "./match-prior.ts";
import { TimeGapPrior } from "./time-gap-prior.ts";
import { priorWithoutDates } from "../features/time-gap.ts";

export class StreamCalibration {
  readonly clusterSizePrior = new ClusterSizePrior();
  readonly #matchPrior = new MatchPrior();
  readonly #timeGapPrior = new TimeGapPrior();
  readonly #hourUniformity = new HourUniformity();

  /** Prior log odds that two reports are about one event, for each time bucket. */
  get priorLogOdds(): Float32Array {
    return this.#timeGapPrior.logOdds(this.#matchPrior.value);
  }

  /** The current estimates, which are stored with each report. */
  snapshot(): Pick<Features, "priorLogOdds" | "hasHour"> {
    return { priorLogOdds: this.priorLogOdds, hasHour: this.#hourUniformity.isInformative };
  }

  /** Learns from a report's time, and from its likeness with the reports that it was compared with. */
  learnFromLikeness(report: Features, links: ReadonlyMap<ReportNode, number>): void {
    this.#hourUniformity.learn(report.day);
    this.#timeGapPrior.learn(report, links);
  }

  /** Learns from a report's scores with the reports that it was compared with. */
  learnFromScores({ features, links }: ReportNode): void {
    this.#matchPrior.learn(links.values(), priorWithoutDates(features));
  }

  /** Learns from the growth of the clusters that new reports joined. */
  learnFromDecisions(fresh: readonly ReportNode[]): void {
    this.clusterSizePrior.fade(fresh.length);
    for (const { cluster } of fresh) {
      if (!cluster || cluster.members.length <= cluster.size) continue;
      this.clusterSizePrior.learn(cluster.size, cluster.members.length);
      cluster.size = cluster.members.length;
    }
  }

  /** Learns from a restored report. Restored reports must be passed in filing order. */
  learnFromRestored(report: ReportNode): void {
    this.#hourUniformity.learn(report.features.day);
    this.learnFromDecisions([report]);
  }

  /** Starts again from the estimates that are stored with the last restored report. */
  resume({ features }: ReportNode): void {
    this.#matchPrior.resume(priorWithoutDates(features));
    this.#timeGapPrior.resume(features);
  }
}
