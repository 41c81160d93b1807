/** The one configuration, for every edition and every file. */
export const settings = {
  /** Log odds that a link must reach; below the odds' own zero, since the average of a story's pairs is asked. */
  threshold: -0.85,
  /** Part of the strongest pair in a link. */
  bestPairShare: 0.1,
  /** Score of a pair that shares nothing telling. */
  uncomparedScore: -2.7,
  /** Pair scores are cut here, so that no single pair decides a story. */
  maxScore: 5,
  /**
   * What the link of a report and the settled part of its story gains, and that with another story loses: the price of
   * changing what was read.
   */
  switchCost: 1.3,
  /** The same between two open reports, which were not read for long. */
  switchCostOpen: 0.85,
  /** The gain is less by this in a story of one report, by an nth of it in one of n: a small story is the likelier mistake. */
  switchDiscountSmall: 1.25,
  /** What the link of two published stories loses. */
  mergeCost: 0.75,
  /**
   * The score of a pair is this, and so much of its likeness. From a regression on pairs that the pair model was not
   * learned from; the three files agree on it within a fifth.
   */
  scoreIntercept: 0.79,
  likenessWeight: 0.61,
  /** What likeness has over either's best rival counts so much, up to the most that it may have. */
  marginWeight: 0.22,
  maxMargin: 4,
  /** Log odds that two reports which are compared tell of one event, in a new edition. */
  initialLogOdds: -1.7,
  /** Reports that these odds weigh as much as. */
  initialLogOddsWeight: 40,
  /** How far the odds go from those of a new edition, of the way that the scores say. */
  priorStepSize: 1.05,
  /** Reports that the usual pace of stories weighs as much as. */
  timeGapPriorWeight: 60,
  /** Stories that the mean growth of stories weighs as much as. */
  clusterSizePriorWeight: 15,
  /** What stays with each report of what the stream has shown: its odds, its stories' growth, its rhythm. */
  decay: 0.999,
  /** Rivals that a report may have. */
  maxNeighbors: 8,
  /** What is this alike is of one event: no rival. */
  sameEventLikeness: 3,
  /** Likeness below which a report is no rival. */
  minLikeness: -2,
  /** Likeness from which a link is scored again as rivals come; what is less alike is seldom near the threshold. */
  rescoreAbove: 0,
  /** Reports, counted from the latest, whose place can still change. */
  openWindow: 100,
  /** Reports that a new one is compared with. */
  candidates: 28,
  /** Of a story's settled reports so many stand for those not compared. */
  settledSample: 3,
  /** Of each of two stories that may be one so many are compared. */
  clusterSample: 5,
  /** Two stories whose pairs have this score on average, as far as they were compared, are not compared any further. */
  stopComparingBelow: -1.1,
  /** A story's settled part weighs at most as much as this many reports. */
  maxClusterWeight: 40,
  /** Stories looked at for one report. */
  clustersPerReport: 3,
  /** The archive is asked when nothing in memory reaches this score. */
  recallBelow: 0,
  /** Terms by which the archive finds a report. */
  keyTerms: 8,
  /** Reports taken from the archive for one report. */
  recallLimit: 8,
  /** Reports in memory. */
  workingSetSize: 12_000,
};
