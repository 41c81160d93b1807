/**
 * How alike the reports of a stream are, as moving means. The same similarity means less where outlets give headlines
 * without text, or one agency's texts, than where each writes its own.
 */
import { SAME_EVENT_COSINE } from "./document-frequency.ts";

export interface Likeness {
  /** Cosine of a report and the most similar one before it. */
  streamCosine: number;
  /** Number of earlier reports that are so similar that they are probably about its event. */
  streamSimilar: number;
}

/** What an edition starts with. */
export const TYPICAL: Likeness = { streamCosine: 0.25, streamSimilar: 1 };

/** Number of reports that the means are taken over. */
const HORIZON = 300;

export class StreamLikeness implements Likeness {
  streamCosine = TYPICAL.streamCosine;
  streamSimilar = TYPICAL.streamSimilar;

  /** Continues from what a report was filed with. */
  resume({ streamCosine, streamSimilar }: Likeness): void {
    this.streamCosine = streamCosine;
    this.streamSimilar = streamSimilar;
  }

  /** Learns from the cosines of a report and those that it was compared with. */
  learn(compared: readonly { cosine: number }[]): void {
    let best = 0;
    let similar = 0;
    for (const { cosine } of compared) {
      best = Math.max(best, cosine);
      if (cosine > SAME_EVENT_COSINE) similar++;
    }
    this.streamCosine += (best - this.streamCosine) / HORIZON;
    this.streamSimilar += (similar - this.streamSimilar) / HORIZON;
  }
}
