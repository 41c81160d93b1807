/** The one configuration, for every edition and every file. */
export const settings = {
  /** Log odds that a link must reach; below the odds' own zero, since the average of a story's pairs is asked. */
  threshold: -0.65,
  /** Part of the strongest pair in a link. */
  nearest: 0.15,
  /** Score of a pair that shares nothing telling. */
  missing: -4,
  /** Pair scores are cut here, so that no single pair decides a story. */
  ceiling: 5,
  /** What a link gains inside a published story, and loses between two: the price of changing what was read. */
  loyalty: 1.5,
  /** Reports, counted from the latest, whose place can still change. */
  open: 100,
  /** Reports that the index is asked for, to be compared with a new one. */
  compared: 16,
  /** Of one story so many of them at most. */
  comparedOfOne: 8,
  /** Of a story's settled reports so many stand for those not compared. */
  sampled: 3,
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
