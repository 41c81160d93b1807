/** The hyperparameters, which are the same for every edition and every benchmark file. Scores are in log odds. */
export const settings = {
  /** Share of the highest pair score in a link. */
  bestPairShare: 0.1,
  /** Score of pairs that are not compared, because they share no heavy terms. */
  missingScore: -3,
  /** Maximum number of such pairs that count in a link. */
  maxMissing: 12,
  /** Pair scores are clamped to this absolute value, so that no single pair decides a story. */
  maxScore: 4,
  /** Log odds that a compared pair is about one event, in the files that the pair model was learned from. */
  learnedLogOdds: -1.9,
  /** Number of reports that they are worth as pseudo-counts when a stream's own log odds are estimated. */
  learnedLogOddsWeight: 40,
  /** Share of the difference by which a stream's estimate changes scores, and limits of the difference. */
  priorGain: 0.5,
  priorLow: -1.5,
  priorHigh: 3,
  /** Factor by which past counts of the estimate decay with each report. */
  decay: 0.999,
  /**
   * Bonus of the link between two published reports of one story, and penalty of links with other stories. It is the
   * price of changing what people have read.
   */
  switchCost: 1,
  /** Stories are reconsidered if a new report has at least this score with one of their reports. */
  considerAbove: -1,
  /** Maximum number of stories that are reconsidered for one report. */
  clustersPerReport: 3,
  /** A report that could join either of two stories whose link is below this joins neither. */
  unlikeBelow: -1.5,
  /** Two stories do not merge if their link is below this without their closest report. */
  bridgedBelow: -1,
  /** Reports may be reassigned for this many hours after publication. */
  openHours: 48,
  /** Maximum number of reports that may be reassigned. */
  openReports: 3_000,
  /** The same for one story: each batch that reaches a story reconsiders all of them. */
  openReportsPerStory: 30,
  /** Maximum number of reports that a new report is compared with. */
  candidates: 28,
  /** Maximum number of reports in memory. */
  workingSetSize: 12_000,
};
