/** What the stream of reports says of itself: what is to be expected of those that come. */
import { Clock } from "./hour-uniformity.ts";
import type { Entry } from "../state/cluster.ts";
import type { Features } from "../features/extract.ts";
import { Growth } from "./cluster-size-prior.ts";
import { Odds } from "./match-prior.ts";
import { Pace } from "./time-gap-prior.ts";
import { oddsOfAny } from "../features/time-gap.ts";

export class Stream {
  readonly growth = new Growth();
  readonly #odds = new Odds();
  readonly #pace = new Pace();
  readonly #clock = new Clock();

  /** Log odds, for each span of days apart, that two reports are of one event. */
  get odds(): Float32Array {
    return this.#pace.odds(this.#odds.value);
  }

  /** What is to be expected of a report that is filed now. */
  expect(): Pick<Features, "odds" | "timed"> {
    return { odds: this.odds, timed: this.#clock.tells };
  }

  /** Learns from a report's time, and from how alike it is to those that it was compared with. */
  met(report: Features, links: ReadonlyMap<Entry, number>): void {
    this.#clock.learn(report.day);
    this.#pace.learn(report, links);
  }

  /** Learns from the scores of a report with those that it was compared with. */
  compared({ features, links }: Entry): void {
    this.#odds.learn(links.values(), oddsOfAny(features));
  }

  /** Learns from the stories that new reports were put into. */
  decided(fresh: readonly Entry[]): void {
    this.growth.fade(fresh.length);
    for (const { story } of fresh) {
      if (!story || story.members.length <= story.size) continue;
      this.growth.learn(story.size, story.members.length);
      story.size = story.members.length;
    }
  }

  /** Learns again from a report that was filed before; they are told in their order. */
  refiled(entry: Entry): void {
    this.#clock.learn(entry.features.day);
    this.decided([entry]);
  }

  /** Goes on from what was expected of the last of them. */
  resume({ features }: Entry): void {
    this.#odds.resume(oddsOfAny(features));
    this.#pace.resume(features);
  }
}
