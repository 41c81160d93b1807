/** The one configuration, for every edition and every file. */
export const settings = {
  /** Log odds that a link must reach; below the odds' own zero, since the average of a story's pairs is asked. */
  threshold: -0.65,
  /** Part of the strongest pair in a link. */
  nearest: 0.1,
  /** Score of a pair that shares nothing telling. */
  missing: -4,
  /** Pair scores are cut here, so that no single pair decides a story. */
  ceiling: 5,
  /** What a link gains inside a published story, and loses between two: the price of changing what was read. */
  loyalty: 1.5,
  /** What the link of two published stories loses. */
  mergePrice: 0.75,
  /** Log odds that two reports which are compared tell of one event, in a new edition. */
  odds: -1.5,
  /** Reports that these odds weigh as much as. */
  oddsWeight: 40,
  /** What stays of the odds with each report. */
  oddsKept: 0.999,
  /** How far the odds go from those of a new edition, of the way that the scores say. */
  oddsStretch: 1.1,
  /** Rivals that a report may have. */
  near: 8,
  /** Likeness below which a report is no rival. */
  leastAlike: -2,
  /** Reports, counted from the latest, whose place can still change. */
  open: 100,
  /** Reports that a new one is compared with. */
  compared: 28,
  /** Of a story's settled reports so many stand for those not compared. */
  sampled: 3,
  /** Of each of two stories that may be one so many are compared. */
  sampledOfTwo: 5,
  /** A story's settled part weighs at most as much as this many reports. */
  heaviest: 24,
  /** Stories looked at for one report. */
  stories: 3,
  /** The archive is asked when nothing in memory reaches this score. */
  recallBelow: 0,
  /** Terms by which the archive finds a report. */
  keyTerms: 8,
  /** Reports taken from the archive for one report. */
  recalled: 8,
  /** Reports in memory. */
  memory: 12_000,
};
