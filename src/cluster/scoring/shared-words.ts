/** What two reports share word by word: sums, counts and the highest weights, for the inputs of the pair model. */
import { FREQUENCY_FACTOR, NATS, ROLE } from "../features/report-terms.ts";
import type { ReportTerms } from "../features/report-terms.ts";
import { Totals } from "./word-totals.ts";

/** Weights of specific words, in nats: one report in 150, and one in 500. */
const SPECIFIC = { some: 5, very: 6.2 };

export const TITLE_NAME = ROLE.title | ROLE.name;

export class SharedWords {
  /** The same words as the later and as the earlier report weighs them. */
  readonly own = new Totals();
  readonly other = new Totals();
  /** The heaviest shared weights, and the highest rarities of shared words. */
  readonly topWeights = new Float64Array(3);
  readonly topRarities = new Float64Array(2);
  /** Products of importances: of all words, of those of both headlines, and weighted by recent rarity. */
  product = 0;
  titleProduct = 0;
  rarityProduct = 0;
  /** Sums and highest values of weights in nats. */
  weight = 0;
  editionWeight = 0;
  editionTop = 0;
  titleWeight = 0;
  titleTop = 0;
  nameWeight = 0;
  nameTop = 0;
  plainWeight = 0;
  titlePlainWeight = 0;
  /** Numbers of words. */
  specific = 0;
  verySpecific = 0;
  names = 0;
  numbers = 0;
  ownTitleNames = 0;
  otherTitleNames = 0;
  bothTitleNames = 0;

  clear(): this {
    this.own.clear();
    this.other.clear();
    this.topWeights.fill(0);
    this.topRarities.fill(0);
    this.product = this.titleProduct = this.rarityProduct = 0;
    this.weight = this.editionWeight = this.editionTop = 0;
    this.titleWeight = this.titleTop = this.nameWeight = this.nameTop = 0;
    this.plainWeight = this.titlePlainWeight = 0;
    this.specific = this.verySpecific = this.names = this.numbers = 0;
    this.ownTitleNames = this.otherTitleNames = this.bothTitleNames = 0;
    return this;
  }

  /** Adds a word that both reports have, at these positions of theirs. */
  add(own: ReportTerms, position: number, other: ReportTerms, i: number): void {
    this.own.add(own, position);
    this.other.add(other, i);
    const ownRole = own.roles[position] as number;
    const role = other.roles[i] as number;
    const ownWeight = NATS[own.weights[position] as number] as number;
    const otherWeight = NATS[other.weights[i] as number] as number;
    const weight = Math.min(ownWeight, otherWeight);
    const editionWeight = NATS[
      Math.min(own.editionWeights[position] as number, other.editionWeights[i] as number)
    ] as number;
    const rarity = NATS[
      Math.min(own.rarities[position] as number, other.rarities[i] as number)
    ] as number;
    const importances =
      ownWeight *
      (FREQUENCY_FACTOR[own.frequencies[position] as number] as number) *
      otherWeight *
      (FREQUENCY_FACTOR[other.frequencies[i] as number] as number);
    this.product += importances;
    this.rarityProduct += importances * rarity;
    this.weight += weight;
    this.editionWeight += editionWeight;
    this.editionTop = Math.max(this.editionTop, editionWeight);
    offer(this.topWeights, weight);
    offer(this.topRarities, rarity);
    if (weight > SPECIFIC.some) this.specific++;
    if (weight > SPECIFIC.very) this.verySpecific++;
    const isName = (ownRole & role & ROLE.name) !== 0;
    if (isName) {
      this.names++;
      this.nameWeight += weight;
      this.nameTop = Math.max(this.nameTop, weight);
    }
    if (role & ROLE.number) this.numbers++;
    const inBothTitles = (ownRole & role & ROLE.title) !== 0;
    if (!((ownRole | role) & (ROLE.name | ROLE.number))) {
      this.plainWeight += weight;
      if (inBothTitles) this.titlePlainWeight += weight;
    }
    if (inBothTitles) {
      this.titleWeight += weight;
      this.titleTop = Math.max(this.titleTop, weight);
      this.titleProduct += ownWeight * otherWeight;
      if (isName) this.bothTitleNames++;
    }
    if ((ownRole & TITLE_NAME) === TITLE_NAME) this.ownTitleNames++;
    if ((role & TITLE_NAME) === TITLE_NAME) this.otherTitleNames++;
  }
}

/** Inserts a value into a list of the highest few, highest first. */
function offer(highest: Float64Array, value: number): void {
  for (let i = 0; i < highest.length; i++) {
    const held = highest[i] as number;
    if (value <= held) continue;
    highest[i] = value;
    value = held;
  }
}
