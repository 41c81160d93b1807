/** What the stream of reports says of itself: what is to be expected of those that come. */
import { HourUniformity } from "./hour-uniformity.ts";
import type { ReportNode } from "../state/cluster.ts";
import type { Features } from "../features/extract.ts";
import { ClusterSizePrior } from "./cluster-size-prior.ts";
import { MatchPrior } from "./match-prior.ts";
import { TimeGapPrior } from "./time-gap-prior.ts";
import { priorWithoutDates } from "../features/time-gap.ts";

export class StreamCalibration {
  readonly clusterSizePrior = new ClusterSizePrior();
  readonly #odds = new MatchPrior();
  readonly #pace = new TimeGapPrior();
  readonly #clock = new HourUniformity();

  /** Log odds, for each span of days apart, that two reports are of one event. */
  get priorLogOdds(): Float32Array {
    return this.#pace.logOdds(this.#odds.value);
  }

  /** What is to be expected of a report that is filed now. */
  expect(): Pick<Features, "priorLogOdds" | "hasHour"> {
    return { priorLogOdds: this.priorLogOdds, hasHour: this.#clock.isInformative };
  }

  /** Learns from a report's time, and from how alike it is to those that it was compared with. */
  learnFromLikeness(report: Features, links: ReadonlyMap<ReportNode, number>): void {
    this.#clock.learn(report.day);
    this.#pace.learn(report, links);
  }

  /** Learns from the scores of a report with those that it was compared with. */
  learnFromScores({ features, links }: ReportNode): void {
    this.#odds.learn(links.values(), priorWithoutDates(features));
  }

  /** Learns from the stories that new reports were put into. */
  learnFromDecisions(fresh: readonly ReportNode[]): void {
    this.clusterSizePrior.fade(fresh.length);
    for (const { cluster } of fresh) {
      if (!cluster || cluster.members.length <= cluster.size) continue;
      this.clusterSizePrior.learn(cluster.size, cluster.members.length);
      cluster.size = cluster.members.length;
    }
  }

  /** Learns again from a report that was filed before; they are told in their order. */
  learnFromRestored(report: ReportNode): void {
    this.#clock.learn(report.features.day);
    this.learnFromDecisions([report]);
  }

  /** Goes on from what was expected of the last of them. */
  resume({ features }: ReportNode): void {
    this.#odds.resume(priorWithoutDates(features));
    this.#pace.resume(features);
  }
}
