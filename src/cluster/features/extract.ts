/** Extracts the features of a report: words, names and numbers as term vectors, dates, outlet and language. */
import { termPriorsOf } from "../text/term-priors.ts";
import { weekdays } from "../text/weekdays.ts";
import { hash } from "../text/hash.ts";
import { Vectorizer, termOf, type TermWeight } from "./vectorizer.ts";
import { settings } from "../hyperparameters.ts";
import { languageOf } from "../text/language.ts";
import { urlDay } from "../text/url-signals.ts";
import { byBucket } from "./time-buckets.ts";
import { urlWords } from "../text/url-signals.ts";
import { stemLength } from "../text/truncate-stem.ts";
import type { ReportInput } from "../types.ts";
import { bytesOf, PART, PARTS, type Vectors, views } from "./sparse-vectors.ts";
import { tokenize, FLAG, type Tokens } from "../text/tokenize.ts";

/** A report as the pair model sees it. This is stored with the text. */
export interface Features extends Vectors {
  /** Time of publication in days since 1970, with a fraction; NaN if unknown. */
  day: number;
  /** Whether times of day were informative in the stream when the report was filed. If not, only its date is used. */
  hasHour: boolean;
  /** Date in its URL, in days since 1970; NaN if there is none. */
  urlDay: number;
  /** Days of the week that it mentions, as bits; Monday is bit 0. */
  weekdays: number;
  /** Hash of the outlet; 0 if unknown. */
  outlet: number;
  /** Primary language subtag; "" if unknown. */
  language: string;
  /** Prior log odds that a pair is about one event, for each time bucket. Updated while the report is open. */
  priorLogOdds: Float32Array;
  /** Amount by which the report raises the document frequency of its terms: less with each report of its story. */
  documentFrequency: number;
}

/** Replaces the features of evicted reports. */
export const NO_FEATURES: Features = {
  ...views(new ArrayBuffer(bytesOf(new Uint16Array(PARTS + 1)))),
  day: Number.NaN,
  hasHour: true,
  urlDay: Number.NaN,
  weekdays: 0,
  outlet: 0,
  language: "",
  priorLogOdds: byBucket(settings.initialLogOdds),
  documentFrequency: 1,
};

/** Corpus statistics at the time of filing. */
export interface TermStatistics {
  weigh: TermWeight;
  /** Inverse document frequency of a term among the latest reports. Its weight stands in where there are too few. */
  rarity: (term: number, weight: number) => number;
  /** The most frequent language; "" if there are no reports yet. */
  usualLanguage: () => string;
}

/** Maximum number of words read from the headline, and from the URL. */
const TITLE_WORDS = 60;
/** Maximum number of words read from the text. */
const TEXT_WORDS = 160;
/** Maximum number of words for language detection. */
const LANGUAGE_WORDS = 100;

/** The features of a report, and the words that they were extracted from. */
export interface Extracted {
  features: Features;
  title: Tokens;
  text: Tokens;
  titleTerms: number[];
  textTerms: number[];
}

/** Shared, because reports are extracted one after another. */
const vectorizer = new Vectorizer();

/** Extracts a report's features. */
export function extract(
  item: ReportInput,
  { weigh, rarity, usualLanguage }: TermStatistics,
): Extracted {
  const title = tokenize(item.title, TITLE_WORDS);
  const text = tokenize(item.text, TEXT_WORDS);
  const unstemmed = [...termsOf(title), ...termsOf(text)];
  const language = languageOf(item.language, unstemmed.slice(0, LANGUAGE_WORDS), usualLanguage());
  const letters = stemLength(language);
  const isUnstemmed = letters === Number.POSITIVE_INFINITY;
  const titleTerms = isUnstemmed
    ? unstemmed.slice(0, title.folded.length)
    : termsOf(title, letters);
  const textTerms = isUnstemmed ? unstemmed.slice(title.folded.length) : termsOf(text, letters);
  vectorizer.start(weigh, termPriorsOf(language), hasCapitals(title) || hasCapitals(text));
  vectorizer.add(title, titleTerms, true);
  vectorizer.add(text, textTerms, false);
  vectorizer.addUrlWords(tokenize(urlWords(item.url), TITLE_WORDS));
  const vectors = vectorizer.pack();
  const body = vectors.terms.subarray(vectors.starts[PART.body], vectors.starts[PART.body + 1]);
  for (const [i, term] of body.entries())
    vectors.rarity[i] = rarity(term, vectorizer.weightOf(term));
  const features: Features = {
    ...vectors,
    day: item.time === null ? Number.NaN : item.time / 86_400_000,
    hasHour: true,
    urlDay: urlDay(item.url),
    weekdays: mentionedWeekdays(titleTerms, language) | mentionedWeekdays(textTerms, language),
    outlet: item.outlet ? hash(item.outlet.toLowerCase()) : 0,
    language,
    priorLogOdds: NO_FEATURES.priorLogOdds,
    documentFrequency: 1,
  };
  return { features, title, text, titleTerms, textTerms };
}

/** Only this many words of the text are searched for weekdays. Later ones are often about other events. */
const WEEKDAY_WORDS = 120;

/** The days of the week among the first words, as bits. */
function mentionedWeekdays(terms: readonly number[], language: string): number {
  const days = weekdays(language);
  let bits = 0;
  for (const term of terms.slice(0, WEEKDAY_WORDS)) bits |= days.get(term) ?? 0;
  return bits;
}

function termsOf({ folded, flags }: Tokens, letters = Number.POSITIVE_INFINITY): number[] {
  return folded.map((word, i) => termOf(word, flags[i] as number, letters));
}

function hasCapitals({ flags }: Tokens): boolean {
  return flags.some((wordFlags) => (wordFlags & FLAG.capital) !== 0);
}
