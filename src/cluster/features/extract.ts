/** Extracts the features of a report: words, names and numbers with their weights, dates, outlet and language. */
import { settings } from "../hyperparameters.ts";
import { termPriorsOf } from "../text/term-priors.ts";
import { hash } from "../text/hash.ts";
import { languageOf } from "../text/language.ts";
import { toLatin } from "../text/serbian.ts";
import { section, urlDay, urlWords } from "../text/url-signals.ts";
import { hashPrefix, stemLength } from "../text/truncate-stem.ts";
import { tokenize, FLAG, type Tokens } from "../text/tokenize.ts";
import type { ReportInput } from "../types.ts";
import { NO_TERMS, type ReportTerms } from "./report-terms.ts";
import type { TermStatistics } from "./term-statistics.ts";
import { TermCollector } from "./term-collector.ts";

/** A report as the pair model sees it. This is stored with the text. */
export interface Features extends ReportTerms {
  /** Time of publication in days since 1970, with a fraction; NaN if unknown. */
  day: number;
  /** Date in its URL, in days since 1970; NaN if there is none. */
  urlDay: number;
  /** Hash of the outlet; 0 if unknown. */
  outlet: number;
  /** Hash of the first directory of its URL, which is often the section of the paper; 0 if there is none. */
  section: number;
  /** Primary language subtag; "" if unknown. */
  language: string;
  /** Amount by which the report raises the document frequency of its terms: less with each report of its story. */
  documentFrequency: number;
  /** The stream's estimated log odds that a compared pair is about one event, when the report was filed. */
  matchLogOdds: number;
}

/** Replaces the features of evicted reports. */
export const NO_FEATURES: Features = {
  ...NO_TERMS,
  day: Number.NaN,
  urlDay: Number.NaN,
  outlet: 0,
  section: 0,
  language: "",
  documentFrequency: 1,
  matchLogOdds: settings.learnedLogOdds,
};

/** Maximum number of words read from the headline, and from the URL. */
const TITLE_WORDS = 60;
/** Maximum number of words read from the text. */
const TEXT_WORDS = 160;

/** The words of a report, with their terms. */
export interface Tokenized {
  title: Tokens;
  text: Tokens;
  titleTerms: number[];
  textTerms: number[];
  language: string;
  outlet: number;
}

/** The features of a report, and the words that they were extracted from. */
export interface Extracted extends Tokenized {
  features: Features;
}

/** Splits a report into words, and tells its language. */
export function tokenizeReport(item: ReportInput, usualLanguage: string): Tokenized {
  const language = languageOf(item.language, `${item.title} ${item.text}`, usualLanguage);
  const spell = language === "sr" ? toLatin : (written: string) => written;
  const title = tokenize(spell(item.title), TITLE_WORDS);
  const text = tokenize(spell(item.text), TEXT_WORDS);
  const letters = stemLength(language);
  return {
    title,
    text,
    titleTerms: termsOf(title, letters),
    textTerms: termsOf(text, letters),
    language,
    outlet: item.outlet ? hash(item.outlet.toLowerCase()) : 0,
  };
}

/** Extracts a report's features. */
export function extract(
  item: ReportInput,
  statistics: TermStatistics,
  tokenized = tokenizeReport(item, statistics.usualLanguage()),
): Extracted {
  const { title, text, titleTerms, textTerms, language, outlet } = tokenized;
  const collector = new TermCollector(statistics, termPriorsOf(language), outlet);
  const hasCapitals = [title, text].some(({ flags }) => flags.some((flag) => flag & FLAG.capital));
  collector.add(title, titleTerms, { inTitle: true, hasCapitals });
  collector.add(text, textTerms, { inTitle: false, hasCapitals });
  const slug = tokenize(urlWords(item.url), TITLE_WORDS);
  collector.addUrlWords(slug, termsOf(slug, stemLength(language)));
  const features: Features = {
    ...collector.pack(),
    day: item.time === null ? Number.NaN : item.time / 86_400_000,
    urlDay: urlDay(item.url),
    outlet,
    section: section(item.url),
    language,
    documentFrequency: 1,
    matchLogOdds: settings.learnedLogOdds,
  };
  return { ...tokenized, features };
}

/** Hash seed that keeps numbers apart from words. */
const NUMBER_SEED = 0x52;

/** Terms of words: the hash of the first `letters` letters of each, or of all digits of a number. */
function termsOf({ folded, flags }: Tokens, letters: number): number[] {
  return folded.map((word, i) =>
    (flags[i] as number) & FLAG.number ? hash(word, NUMBER_SEED) : hashPrefix(word, letters),
  );
}
