import type { Context } from "hono";
import type { Edition } from "../model/edition.ts";
import { archivePath } from "../model/feed-archive.ts";
import { archiveChannel } from "../render/feeds/channel.ts";
import type { Format } from "../render/feeds/formats.ts";
import { archiveDefinition } from "./document-definitions.ts";
import { viewFor, viewHeaders } from "./feed-endpoints.ts";
import { CACHE_CONTROL, CACHE_FOREVER, COMMON_HEADERS } from "./headers.ts";
import { rejectParameters, type RejectedRequest } from "./query-parameters.ts";
import type { ResolvedRequest } from "./resolved-request.ts";

/** RFC 5005 archives exist for the XML formats only. */
export const ARCHIVE_FORMATS = ["rss", "atom"] as const;

/** With and without the version. */
export const ARCHIVE_PATHS = ["/archive/:number", "/archive/:number/:version"] as const;

/** Resolves a request for an archive document. Its version is made of the newsroom's part and the build's. */
export function resolveArchive(
  c: Context,
  edition: Edition,
  build: string,
  format: Format,
): ResolvedRequest | RejectedRequest {
  const upTo = archiveNumber(c.req.param("number"));
  if (upTo === null) return "not found";
  const errors = rejectParameters(new URL(c.req.url).searchParams);
  if (errors.length > 0) return { errors };

  const address = c.req.param("version") ?? "";
  const [newsroomVersion = null, buildVersion] =
    /^(\d+\.\d+)\.([0-9a-f]+)$/.exec(address)?.slice(1) ?? [];
  const version = buildVersion === shortBuild(build) ? newsroomVersion : null;
  const view = viewFor(c, format);
  return {
    definition: archiveDefinition(edition, upTo, version, address, view),
    headers: {
      ...viewHeaders(archiveChannel(edition, upTo, address), format, view, ""),
      "Cache-Control": CACHE_FOREVER,
    },
  };
}

/** Redirects to the current version of an archive document. */
export function redirectToVersion(
  c: Context,
  { site }: Edition,
  build: string,
  { upTo, version }: { upTo: number; version: string },
): Response {
  const feedPath = c.req.path.slice(c.req.path.lastIndexOf("/"));
  const path = archivePath(upTo, `${version}.${shortBuild(build)}`);
  return new Response(null, {
    status: 302,
    headers: {
      ...COMMON_HEADERS,
      "Cache-Control": CACHE_CONTROL,
      Location: `${site}${path}${feedPath}`,
    },
  });
}

/** Another build may render the same stories differently, so it is part of the version. */
const shortBuild = (build: string): string => build.slice(0, 8);

function archiveNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : null;
}
