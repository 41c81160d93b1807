import type { Context } from "hono";
import { isDay } from "../model/day.ts";
import type { Edition } from "../model/edition.ts";
import { DAILY_PATH, dailyDayPath } from "../model/ids.ts";
import { DAILY_FEED_PATHS, dailyChannel } from "../render/feeds/daily-source.ts";
import { FORMAT_NAMES } from "../render/feeds/formats.ts";
import { dailyDefinition, dayDefinition } from "./daily-definitions.ts";
import { viewFor, viewHeaders } from "./feed-endpoints.ts";
import { pageHeaders, documentHeaders } from "./headers.ts";
import { rejectParameters, type RejectedRequest } from "./query-parameters.ts";
import type { ResolvedRequest } from "./resolved-request.ts";

/** An address of the daily feed or its pages, in Hono's pattern syntax. */
interface DailyRoute {
  path: string;
  resolve: (c: Context) => ResolvedRequest | RejectedRequest;
}

/** The daily feed, the page of all days, and the page of each. */
export function dailyRoutes(edition: Edition): DailyRoute[] {
  const channel = dailyChannel(edition);
  const page = { definition: dailyDefinition("page"), headers: pageHeaders(channel) };
  return [
    { path: DAILY_PATH, resolve: () => page },
    ...FORMAT_NAMES.map((format): DailyRoute => ({
      path: DAILY_FEED_PATHS[format],
      resolve: (c) => {
        const errors = rejectParameters(new URL(c.req.url).searchParams);
        if (errors.length > 0) return { errors };
        const view = viewFor(c, format);
        return {
          definition: dailyDefinition(view),
          headers: viewHeaders(channel, format, view, ""),
        };
      },
    })),
    {
      path: dailyDayPath(":day"),
      resolve: (c) => {
        const day = c.req.param("day") ?? "";
        return isDay(day)
          ? {
              definition: dayDefinition(day),
              headers: documentHeaders(edition, dailyDayPath(day)),
            }
          : "not found";
      },
    },
  ];
}
