import { describe, expect, test } from "vitest";
import {
  clockAfter,
  TRUSTED,
  type ClockFault,
  type FeedClock,
} from "../../../src/store/feeds/feed-clock.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22);

/** A poll every half hour. `late` is how many hours after its date a new report appears; null: nothing is new. */
function after(
  polls: readonly (readonly number[] | null)[],
  clock: FeedClock = TRUSTED,
): FeedClock {
  for (const [index, late] of polls.entries()) {
    const now = START + index * (HOUR / 2);
    const fresh = (late ?? []).map((hours) => now - hours * HOUR);
    const old = [START - 20 * HOUR, START - 10 * HOUR, START - 9 * HOUR];
    clock = clockAfter(clock, { before: now - HOUR / 2, now, fresh, all: [...fresh, ...old] });
  }
  return clock;
}

const of = (late: number, polls: number, reports = 1): number[][] =>
  Array.from({ length: polls }, () => Array.from({ length: reports }, () => late));

describe("dates of new reports", () => {
  test.each<[name: string, polls: (readonly number[] | null)[], fault: ClockFault | null]>([
    ["just before the poll are right", of(0.2, 20), null],
    ["two hours before the last poll are right: a slow feed", of(2.4, 20), null],
    ["twelve hours early, five in a row, are wrong", of(12, 5), "behind"],
    ["twelve hours early, four in a row, may be chance", of(12, 4), null],
    ["twelve hours early in two polls may be a batch of old reports", of(12, 2, 9), null],
    ["twelve hours early in three polls are wrong", of(12, 3, 2), "behind"],
    ["early at every other poll are right", [...of(12, 4), ...of(0.1, 1), ...of(12, 4)], null],
    ["early together with right ones are right", [...of(12, 4), [0.1, 12], ...of(12, 4)], null],
    ["early, with quiet polls in between, are wrong", [...of(12, 2), null, ...of(12, 3)], "behind"],
    ["an hour in the future are wrong", of(-1, 5), "ahead"],
    ["ten minutes in the future are right: clocks differ", of(-0.15, 20), null],
    ["wrong, then right five times in a row, are right again", [...of(12, 5), ...of(0.1, 5)], null],
    [
      "wrong, then right four times in a row, are still wrong",
      [...of(12, 5), ...of(0.1, 4)],
      "behind",
    ],
    ["none: nothing is known", Array.from({ length: 20 }, () => null), null],
  ])("%s", (_name, polls, fault) => {
    expect(after(polls).fault).toBe(fault);
  });

  test("that say nothing new leave the object as it is, so that nothing is stored", () => {
    expect(after(of(0.2, 5))).toBe(TRUSTED);
  });
});

describe("a feed that dates every report when it is requested", () => {
  const poll = (clock: FeedClock, n: number, offsets: readonly number[]): FeedClock => {
    const now = START + n * HOUR;
    const all = offsets.map((offset) => now + offset);
    return clockAfter(clock, { before: now - HOUR, now, fresh: [], all });
  };

  test("is recognized at the third poll, and trusted again after three with old dates", () => {
    let clock = TRUSTED;
    const faults: (ClockFault | null)[] = [];
    for (let n = 0; n < 4; n++) faults.push((clock = poll(clock, n, [0, -1000, -2000])).fault);
    for (let n = 4; n < 8; n++)
      faults.push((clock = poll(clock, n, [0, -5 * HOUR, -9 * HOUR])).fault);
    expect(faults).toEqual([
      null,
      null,
      "always now",
      "always now",
      "always now",
      "always now",
      null,
      null,
    ]);
  });

  test("is not one whose reports are all new", () => {
    let clock = TRUSTED;
    for (let n = 0; n < 9; n++) {
      const now = START + n * HOUR;
      const all = [now - 60_000, now - 120_000, now - 180_000];
      clock = clockAfter(clock, { before: now - HOUR, now, fresh: all, all });
    }
    expect(clock.fault).toBeNull();
  });
});
