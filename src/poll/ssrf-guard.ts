/**
 * Where an outlet's feed may be. Addresses come from content, and from redirects, which anyone can write: none may lead
 * into a network that only this program can reach.
 *
 * What a name resolves to cannot be seen from a Worker. That is no hole on Cloudflare, whose network does not route a
 * Worker's requests to private addresses.
 */

/** IPv4 blocks that are not global unicast (IANA IPv4 Special-Purpose Address Registry; multicast is RFC 5771). */
const IPV4_SPECIAL = [
  ["0.0.0.0", 8, "this network"],
  ["10.0.0.0", 8, "a private network"],
  ["100.64.0.0", 10, "a provider's own network"],
  ["127.0.0.0", 8, "this computer"],
  ["169.254.0.0", 16, "the local link, where clouds keep their metadata"],
  ["172.16.0.0", 12, "a private network"],
  ["192.0.0.0", 24, "a network for protocols"],
  ["192.0.2.0", 24, "an example"],
  ["192.88.99.0", 24, "a relay that was given up"],
  ["192.168.0.0", 16, "a private network"],
  ["198.18.0.0", 15, "a network for benchmarks"],
  ["198.51.100.0", 24, "an example"],
  ["203.0.113.0", 24, "an example"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved"],
] as const;

/**
 * Blocks inside 2000::/3 that are not global unicast, or carry an IPv4 address that is not looked at (IANA IPv6
 * Special-Purpose Address Registry). All outside of 2000::/3 is refused: loopback, mapped and NAT64 addresses among it.
 */
const IPV6_SPECIAL = [
  [[0x2001], 23, "a network for protocols"],
  [[0x2001, 0xdb8], 32, "an example"],
  [[0x2002], 16, "an IPv4 address in 6to4"],
  [[0x3fff], 20, "an example"],
] as const;

/** Ends of names that mean something on one network only (RFC 6761, RFC 6762, RFC 8375; .internal is ICANN's). */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|private|localdomain|home\.arpa)$/;

/**
 * Says why the address may not be fetched, as the end of a sentence; null if it may.
 *
 * @param loopback this computer is allowed, for local development and nothing else
 */
export function whyRefused(address: string, loopback: boolean): string | null {
  const url = URL.parse(address);
  if (url === null) return "is not an absolute URL";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "is not http or https";
  if (url.username !== "" || url.password !== "") return "holds a user name or password";
  // The parser has turned every spelling of an IPv4 address (2130706433, 0x7f.1, 0177.0.0.1) into four decimal numbers.
  const host = url.hostname.replace(/\.$/, "");
  if (loopback && isLoopback(host)) return null;
  // Ports below 1024 belong to other protocols, and a request can be made to talk to some of them.
  if (url.port !== "" && url.port !== "443" && url.port !== "80" && Number(url.port) < 1024)
    return `asks for port ${url.port}, which is not for the web`;
  const where = host.startsWith("[")
    ? ipv6Place(host.slice(1, -1))
    : /^\d+(?:\.\d+){3}$/.test(host)
      ? ipv4Place(host)
      : namePlace(host);
  return where === null ? null : `leads to ${where}, not to the public internet`;
}

const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127\.\d+\.\d+\.\d+$/.test(host);

function ipv4Place(host: string): string | null {
  const found = IPV4_SPECIAL.find(
    ([block, bits]) => number(host) >>> (32 - bits) === number(block) >>> (32 - bits),
  );
  return found?.[2] ?? null;
}

const number = (host: string): number =>
  host.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

function ipv6Place(host: string): string | null {
  const groups = groupsOf(host);
  if (groups[0] === undefined || groups[0] >>> 13 !== 1) return "an address of no public network";
  const bitsOf = (parts: readonly number[]): string =>
    parts.map((part) => part.toString(2).padStart(16, "0")).join("");
  const all = bitsOf(groups);
  const found = IPV6_SPECIAL.find(([block, bits]) => {
    const start = bitsOf(block).padEnd(128, "0").slice(0, bits);
    return all.startsWith(start);
  });
  return found?.[2] ?? null;
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

function namePlace(host: string): string | null {
  if (LOCAL_NAME.test(host)) return `${host}, a name of a local network`;
  return host.includes(".") ? null : `${host}, a name without a domain`;
}
