/** The inputs of the pair model. Weights are in nats. "Own" is the later report, "other" the earlier one. */
export const PAIR_INPUTS = [
  // Similarity of all words, of the headlines, weighted by recent rarity, and of the headlines' letters.
  "cosine",
  "titleCosine",
  "rarityCosine",
  "gramCosine",
  // Share of a headline that the other report contains anywhere.
  "titleCoveredMin",
  "titleCoveredMax",
  "titleCoveredEditionMin",
  "titlePlainCoveredMin",
  // What both contain: the heaviest words, the rarest ones, the sum, and how many are specific.
  "weight1",
  "weight2",
  "weight3",
  "rarity1",
  "rarity2",
  "weight",
  "specific",
  "verySpecific",
  "titleWeight",
  "titleWeight1",
  "plainWeight",
  "titlePlainWeight",
  "names",
  "nameWeight",
  "nameWeight1",
  "numbers",
  "ownTitleNames",
  "otherTitleNames",
  "bothTitleNames",
  "bigrams",
  "bigramWeight",
  "spellings",
  "spellingWeight",
  "skeletons",
  "skeletonWeight",
  // How much of it is furniture: what one outlet repeats weighs less than in the edition.
  "editionWeight1",
  "editionWeight",
  "furniture",
  "genericShare",
  // What only one of them contains.
  "namesMissingMin",
  "namesMissingMax",
  "titleNamesMissingMin",
  "titleNamesMissingMax",
  "titleMissingMin",
  "titleMissingMax",
  "titlePlainMissingMin",
  "titlePlainMissingMax",
  "numberClash",
  "slotClash",
  "sameFormat",
  "ownMissing1",
  "otherMissing1",
  // Sizes of the smaller report.
  "titleWords",
  "words",
  // When and where they were published. Unknown gaps are -1.
  "hours",
  "urlDays",
  "sameOutlet",
  "sameOutletSection",
  "sameSection",
  "sameLanguage",
] as const;

export type PairInput = (typeof PAIR_INPUTS)[number];

/** Index of each input. */
export const INPUT = Object.fromEntries(PAIR_INPUTS.map((name, index) => [name, index])) as Record<
  PairInput,
  number
>;
