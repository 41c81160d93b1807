/** Totals over the words of a report, for the inputs of the pair model. */
import { FREQUENCY_FACTOR, NATS, type ReportTerms, ROLE } from "../features/report-terms.ts";

/** Weights are in nats. */
export class Totals {
  /** Sum of squared importances: weights with their term frequency. */
  squares = 0;
  titleSquares = 0;
  title = 0;
  titleEdition = 0;
  titleWords = 0;
  titleNames = 0;
  /** Headline words that are neither names nor numbers. */
  titlePlain = 0;
  titleNumbers = 0;
  names = 0;

  clear(): this {
    this.squares = this.titleSquares = this.title = this.titleEdition = this.titleWords = 0;
    this.titleNames = this.titlePlain = this.titleNumbers = this.names = 0;
    return this;
  }

  /** Adds the i-th word of a report. */
  add({ weights, editionWeights, frequencies, roles }: ReportTerms, i: number): void {
    const weight = NATS[weights[i] as number] as number;
    const role = roles[i] as number;
    const importance = weight * (FREQUENCY_FACTOR[frequencies[i] as number] as number);
    this.squares += importance * importance;
    if (role & ROLE.name) this.names += weight;
    if (!(role & ROLE.title)) return;
    this.titleSquares += weight * weight;
    this.title += weight;
    this.titleEdition += NATS[editionWeights[i] as number] as number;
    this.titleWords++;
    if (role & ROLE.number) this.titleNumbers++;
    else if (role & ROLE.name) this.titleNames += weight;
    else this.titlePlain += weight;
  }
}
