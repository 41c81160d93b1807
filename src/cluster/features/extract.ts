/** What is compared of a report: words, names and numbers as sparse vectors. */
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

/** A report as numbers: what the pair model sees, and all that needs storing beside the text. */
export interface Features extends Vectors {
  /** Days since 1970, with fraction; NaN if not known. */
  day: number;
  /** Whether its hour said anything in the stream when it was filed; else only its date does. */
  hasHour: boolean;
  /** The day in its URL, counted from 1970; NaN if there is none. */
  urlDay: number;
  /** Days of the week that it names, as bits. */
  weekdays: number;
  /** Number of the outlet; 0 if not known. */
  outlet: number;
  /** Primary language; "" if not known. */
  language: string;
  /** Log odds that a pair was of one event, when the report was filed, for each span of days apart. */
  priorLogOdds: Float32Array;
  /** How much the report counts in the statistics of terms: less with each report of its story. */
  documentFrequency: number;
}

/** What is left of a report that memory let go. */
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

/** What is known of terms at the time of filing. */
export interface TermStatistics {
  weigh: TermWeight;
  /** How rare a term of this weight is in the latest stories. */
  rarity: (term: number, weight: number) => number;
  /** The language of most reports; "" if there are none yet. */
  usualLanguage: () => string;
}

const TITLE_WORDS = 60;
const TEXT_WORDS = 160;
/** Words by which a report's language is told. */
const TELLING_WORDS = 100;

/** A report taken apart: its features, and the words that they came from. */
export interface Extracted {
  features: Features;
  title: Tokens;
  text: Tokens;
  titleTerms: number[];
  textTerms: number[];
}

/** One for all: reports are taken apart one after another. */
const vectorizer = new Vectorizer();

/** Takes a report apart. */
export function extract(
  item: ReportInput,
  { weigh, rarity, usualLanguage }: TermStatistics,
): Extracted {
  const title = tokenize(item.title, TITLE_WORDS);
  const text = tokenize(item.text, TEXT_WORDS);
  const whole = [...numbered(title), ...numbered(text)];
  const language = languageOf(item.language, whole.slice(0, TELLING_WORDS), usualLanguage());
  const letters = stemLength(language);
  const isWhole = letters === Number.POSITIVE_INFINITY;
  const titleTerms = isWhole ? whole.slice(0, title.folded.length) : numbered(title, letters);
  const textTerms = isWhole ? whole.slice(title.folded.length) : numbered(text, letters);
  vectorizer.start(weigh, termPriorsOf(language), hasCapitals(title) || hasCapitals(text));
  vectorizer.add(title, titleTerms, true);
  vectorizer.add(text, textTerms, false);
  vectorizer.addAddress(tokenize(urlWords(item.url), TITLE_WORDS));
  const vectors = vectorizer.pack();
  const body = vectors.terms.subarray(vectors.starts[PART.body], vectors.starts[PART.body + 1]);
  for (const [i, term] of body.entries())
    vectors.rarity[i] = rarity(term, vectorizer.weightOf(term));
  const features: Features = {
    ...vectors,
    day: item.time === null ? Number.NaN : item.time / 86_400_000,
    hasHour: true,
    urlDay: urlDay(item.url),
    weekdays: namedDays(titleTerms, language) | namedDays(textTerms, language),
    outlet: item.outlet ? hash(item.outlet.toLowerCase()) : 0,
    language,
    priorLogOdds: NO_FEATURES.priorLogOdds,
    documentFrequency: 1,
  };
  return { features, title, text, titleTerms, textTerms };
}

/** Words beyond this place tell of other days. */
const DAYS_WITHIN = 120;

/** Days of the week among the first words, as bits. */
function namedDays(terms: readonly number[], language: string): number {
  const days = weekdays(language);
  let bits = 0;
  for (const term of terms.slice(0, DAYS_WITHIN)) bits |= days.get(term) ?? 0;
  return bits;
}

function numbered({ folded, flags }: Tokens, letters = Number.POSITIVE_INFINITY): number[] {
  return folded.map((word, i) => termOf(word, flags[i] as number, letters));
}

function hasCapitals({ flags }: Tokens): boolean {
  return flags.some((own) => (own & FLAG.capital) !== 0);
}
