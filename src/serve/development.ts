import type { Content } from "../model/edition.ts";

/** Hosts of this computer: a site there is one in development. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The content for a request. In development, links lead to the address that was asked, so that any port and host works.
 * Everywhere else they lead to the site that content names, whatever host a request claims.
 *
 * The address is part of the build: the newsroom does not give one address the documents of another.
 */
export function contentAt(content: Content, requested: string): Content {
  const { edition, build } = content;
  const { origin } = new URL(requested);
  const site = URL.parse(edition.site);
  if (!site || !LOOPBACK.test(site.hostname) || site.origin === origin) return content;
  const path = site.pathname.replace(/\/+$/, "");
  return { ...content, build: `${build}@${origin}`, edition: { ...edition, site: origin + path } };
}
