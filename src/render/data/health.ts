import type { Edition } from "../../model/edition.ts";
import type { Outlet } from "../../model/outlet.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";

/** How an outlet's feed fares: "waiting" was not polled yet, "files" has no feed. */
export type FeedStatus = "ok" | "failing" | "stopped" | "paused" | "waiting" | "files";

/** An outlet and how its feed fares, as the page and the JSON show it. */
export interface OutletHealth {
  outlet: Outlet;
  state: FeedStatus;
  /** Null where the outlet has no feed. */
  wire: FeedHealth | null;
}

/** Every outlet of the edition, in its order. */
export function healthOf(edition: Edition, wires: readonly FeedHealth[]): OutletHealth[] {
  const byOutlet = new Map(wires.map((wire) => [wire.outlet, wire]));
  return edition.outlets.map((outlet) => {
    const wire = byOutlet.get(outlet.id) ?? null;
    return { outlet, state: stateOf(wire), wire };
  });
}

function stateOf(wire: FeedHealth | null): FeedStatus {
  if (wire === null) return "files";
  if (wire.paused) return "paused";
  if (wire.stopped) return "stopped";
  if (wire.failures > 0) return "failing";
  return wire.lastPoll === null ? "waiting" : "ok";
}

/** When the feed is to be polled next: null where it is not to be. */
export const nextPoll = ({ wire, state }: OutletHealth): number | null =>
  wire === null || state === "paused" || state === "stopped" ? null : wire.due;

/** The same as data, for monitors. */
export function healthJson(edition: Edition, wires: readonly FeedHealth[]): string {
  const outlets = healthOf(edition, wires).map((health) => ({
    id: health.outlet.id,
    name: stripIllegal(health.outlet.name),
    url: webAddress(health.outlet.home),
    feed: health.wire && webAddress(health.wire.url),
    state: health.state,
    last_poll: time(health.wire?.lastPoll ?? null),
    last_good_poll: time(health.wire?.lastGood ?? null),
    next_poll: time(nextPoll(health)),
    failures: health.wire?.failures ?? 0,
    error: health.wire?.error == null ? null : stripIllegal(health.wire.error),
    reports_7_days: health.wire?.reports ?? null,
    shared_7_days: health.wire?.folded ?? null,
  }));
  return `${JSON.stringify({ edition: stripIllegal(edition.title), outlets }, null, 2)}\n`;
}

const time = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
