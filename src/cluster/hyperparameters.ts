/** The hyperparameters, which are the same for every edition and every benchmark file. Scores are in log odds. */
export const settings = {
  /** Minimum link of two groups that merge. It is below 0, because it applies to the average over all pairs. */
  threshold: -0.85,
  /** Share of the highest pair score in a link. */
  bestPairShare: 0.1,
  /** Score of pairs that are not compared, because they share no heavy terms. */
  uncomparedScore: -2.7,
  /** Pair scores are clamped to this absolute value, so that no single pair decides a story. */
  maxScore: 5,
  /**
   * Bonus of the link between a published report and the settled part of its own story, and penalty of its links with
   * other stories. It is the price of changing what people have read.
   */
  switchCost: 1.3,
  /** The same between two open reports, which have been public for a shorter time. */
  switchCostOpen: 0.85,
  /** The bonus is smaller by this, divided by the size of the story: small stories are more often wrong. */
  switchDiscountSmall: 1.25,
  /** Penalty of the link between two published stories. */
  mergeCost: 0.75,
  /**
   * Intercept and slope of the score of a pair as a function of its likeness. From a regression on pairs that the
   * pair model was not trained on. The three files agree on them within a fifth.
   */
  scoreIntercept: 0.79,
  likenessWeight: 0.61,
  /** Weight of the margin over each report's best rival, and the maximum of that margin. */
  marginWeight: 0.22,
  maxMargin: 4,
  /** Prior log odds that a compared pair is about one event, in a new edition. */
  initialLogOdds: -1.7,
  /** Number of reports that this initial prior is worth as pseudo-counts. */
  initialLogOddsWeight: 40,
  /** Step size of the prior's update, as a share of its estimated difference from the initial prior. */
  priorStepSize: 1.05,
  /** Number of reports that the trained time gap prior is worth as pseudo-counts, in each time bucket. */
  timeGapPriorWeight: 60,
  /** Number of stories that the mean growth rate is worth as pseudo-counts, at each size. */
  clusterSizePriorWeight: 15,
  /** Factor by which past counts decay with each report, in every estimate from the stream. */
  decay: 0.999,
  /** Maximum number of nearest neighbours kept for each report. Its rivals are among them. */
  maxNeighbors: 8,
  /** Minimum likeness of reports that are surely about one event, and therefore not rivals. */
  sameEventLikeness: 3,
  /** Minimum likeness of a neighbour. */
  minLikeness: -2,
  /** Minimum likeness of links that are rescored as rivals arrive. Weaker ones are seldom near the threshold. */
  rescoreAbove: 0,
  /** Maximum number of reports that may still be reassigned. */
  openWindow: 100,
  /** Maximum number of reports that a new report is compared with. */
  candidates: 28,
  /** Settled reports sampled per story in place of comparing all of them. */
  settledSample: 3,
  /** Reports sampled from each of two stories that may be merged. */
  clusterSample: 5,
  /** Two stories are not compared any further once their average score is below this. */
  stopComparingBelow: -1.1,
  /** Maximum number of reports that the settled part of a story counts as in averages. */
  maxClusterWeight: 40,
  /** Maximum number of stories that a report is linked with, besides its own. */
  clustersPerReport: 3,
  /** The archive is queried if no report in memory reaches this score. */
  recallBelow: 0,
  /** Number of terms stored for finding a report in the archive. */
  keyTerms: 8,
  /** Maximum number of reports recalled from the archive for one report. */
  recallLimit: 8,
  /** Maximum number of reports in memory. */
  workingSetSize: 12_000,
};
