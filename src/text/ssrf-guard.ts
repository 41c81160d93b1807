/**
 * SSRF guard: decides which URLs may be fetched. URLs come from content and from redirects, which anyone can send. None
 * may lead into a network that is not public.
 *
 * A Worker cannot see what a host name resolves to. On Cloudflare this is safe, since its network does not route a
 * Worker's requests to private addresses.
 */

import { isPartOfSite } from "./url.ts";

/** IPv4 blocks that are not global unicast (IANA IPv4 Special-Purpose Address Registry; multicast is RFC 5771). */
const IPV4_SPECIAL = [
  ["0.0.0.0", 8, "the current network"],
  ["10.0.0.0", 8, "a private network"],
  ["100.64.0.0", 10, "a provider's shared address space"],
  ["127.0.0.0", 8, "this computer"],
  ["169.254.0.0", 16, "a link-local address, where clouds serve metadata"],
  ["172.16.0.0", 12, "a private network"],
  ["192.0.0.0", 24, "a range for IETF protocols"],
  ["192.0.2.0", 24, "a range for examples in documentation"],
  ["192.88.99.0", 24, "the deprecated 6to4 relays"],
  ["192.168.0.0", 16, "a private network"],
  ["198.18.0.0", 15, "a range for benchmarks"],
  ["198.51.100.0", 24, "a range for examples in documentation"],
  ["203.0.113.0", 24, "a range for examples in documentation"],
  ["224.0.0.0", 4, "a multicast address"],
  ["240.0.0.0", 4, "a reserved address"],
] as const;

/**
 * Blocks inside 2000::/3 that are not global unicast, or embed an IPv4 address that is not checked (IANA IPv6
 * Special-Purpose Address Registry). All others are refused anyway, including loopback, mapped and NAT64 addresses.
 */
const IPV6_SPECIAL = [
  [[0x2001], 23, "a range for IETF protocols"],
  [[0x2001, 0xdb8], 32, "a range for examples in documentation"],
  [[0x2002], 16, "an IPv4 address embedded by 6to4"],
  [[0x3fff], 20, "a range for examples in documentation"],
] as const;

/**
 * Suffixes of names that exist on a local network only (RFC 6761, RFC 6762, RFC 8375; ICANN reserved .internal; Kubernetes
 * resolves .svc and .cluster).
 */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|private|localdomain|svc|cluster|home\.arpa)$/;

/**
 * Says why a URL may not be fetched, as the end of a sentence that begins with the URL; null if it may.
 *
 * @param loopback allows addresses of this computer, for local development only
 * @param site the edition's own address: its feeds would come back as reports
 */
export function whyRefused(address: string, loopback: boolean, site = ""): string | null {
  const url = URL.parse(address);
  if (url === null) return "is not an absolute URL";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "is not http or https";
  if (url.username !== "" || url.password !== "") return "contains a user name or password";
  // The URL parser turns every spelling of an IPv4 address (2130706433, 0x7f.1, 0177.0.0.1) into dotted decimal.
  const host = url.hostname.replace(/\.+$/, "");
  if (isPartOfSite(address, site)) return "is an address of this edition itself";
  if (loopback && isLoopback(host)) return null;
  // Other ports below 1024 belong to other protocols, some of which a crafted HTTP request can talk to.
  if (url.port !== "" && url.port !== "443" && url.port !== "80" && Number(url.port) < 1024)
    return `uses port ${url.port}, which is not a web port`;
  const where = host.startsWith("[")
    ? describeIpv6(host.slice(1, -1))
    : /^\d+(?:\.\d+){3}$/.test(host)
      ? describeIpv4(host)
      : describeName(host);
  return where === null ? null : `leads to ${where}, not to the public internet`;
}

const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127\.\d+\.\d+\.\d+$/.test(host);

/** The special-purpose block that an address is in; null for a public address. */
function describeIpv4(host: string): string | null {
  const special = IPV4_SPECIAL.find(
    ([block, bits]) => number(host) >>> (32 - bits) === number(block) >>> (32 - bits),
  );
  return special?.[2] ?? null;
}

const number = (host: string): number =>
  host.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** The same for an IPv6 address. */
function describeIpv6(host: string): string | null {
  const groups = groupsOf(host);
  if (groups[0] === undefined || groups[0] >>> 13 !== 1) return "a non-public IPv6 address";
  const bitsOf = (parts: readonly number[]): string =>
    parts.map((part) => part.toString(2).padStart(16, "0")).join("");
  const all = bitsOf(groups);
  const special = IPV6_SPECIAL.find(([block, bits]) => {
    const start = bitsOf(block).padEnd(128, "0").slice(0, bits);
    return all.startsWith(start);
  });
  return special?.[2] ?? null;
}

/** The eight groups of an address as the URL parser writes it, with at most one "::". */
function groupsOf(host: string): number[] {
  const [front = [], back = []] = host.split("::").map((half) =>
    half
      .split(":")
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16)),
  );
  return [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
}

/** Why a host name is not public; null if it may be. */
function describeName(host: string): string | null {
  if (LOCAL_NAME.test(host)) return `${host}, a name on a local network`;
  return host.includes(".") ? null : `${host}, a name without a domain`;
}
