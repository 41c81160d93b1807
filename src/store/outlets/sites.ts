/** Which outlet an address belongs to. Pure. */

/** How many of an outlet's reports are on which host, without `www.`. The key "" counts all of them. */
export type HostCounts = Readonly<Record<string, number>>;

/** What is known of an outlet's addresses. */
export interface OutletSite {
  id: string;
  /** URL of its home page. */
  home: string;
  hosts: HostCounts;
}

/** Hosts on which anyone may publish. An outlet owns only what is below its home page there. */
const SHARED_HOSTS = new Set(
  "apple.news bsky.app docs.google.com facebook.com github.com instagram.com linkedin.com medium.com msn.com news.google.com news.yahoo.com reddit.com t.me threads.net tiktok.com twitter.com vimeo.com x.com youtu.be youtube.com".split(
    " ",
  ),
);

/** Prefixes of hosts that serve the same site. */
const SITE_PREFIX = /^(?:www|m|mobile|amp)\.(?=[^.]+\.)/;

/** Number of reports on a host from which on it counts as shown by a feed. */
const MIN_SHOWN = 3;
/** Maximum number of hosts stored per outlet: those with most of its reports. */
const MAX_HOSTS = 12;

/** The host of an address, without `www.` and the like. */
export function hostOf(address: string): string {
  const host = URL.parse(address)?.host.replace(/\.+(?=$|:)/, "") ?? "";
  return host.replace(SITE_PREFIX, "");
}

/** Finds the outlets to which an address belongs. */
export class SiteIndex {
  readonly #byHome: ReadonlyMap<string, readonly OutletSite[]>;
  /** By the host on which most of an outlet's reports are. */
  readonly #byMainHost: ReadonlyMap<string, readonly OutletSite[]>;

  constructor(outlets: readonly OutletSite[]) {
    this.#byHome = Map.groupBy(outlets, ({ home }) => hostOf(home));
    this.#byMainHost = Map.groupBy(
      outlets.filter(({ hosts }) => mainHost(hosts) !== null),
      ({ hosts }) => mainHost(hosts) ?? "",
    );
  }

  /**
   * Ids of the outlets to which an address belongs: those whose home page is on its host, or on the closest parent
   * domain; or else the only outlet whose feed has mainly shown that host. Empty if it belongs to none.
   */
  ownersOf(address: string): readonly string[] {
    const host = hostOf(address);
    if (host === "") return [];
    if (SHARED_HOSTS.has(host))
      return ids((this.#byHome.get(host) ?? []).filter(({ home }) => isBelow(address, home)));
    for (let site = host; site !== ""; site = site.split(".").slice(1).join(".")) {
      const owners = this.#byHome.get(site);
      if (owners) return ids(owners);
    }
    const shownBy = this.#byMainHost.get(host) ?? [];
    return shownBy.length === 1 ? ids(shownBy) : [];
  }
}

const ids = (outlets: readonly OutletSite[]): string[] => outlets.map(({ id }) => id);

/** The host of most of an outlet's reports; null if there is none yet. */
function mainHost({ "": all = 0, ...hosts }: HostCounts): string | null {
  const main = Object.entries(hosts).find(([, count]) => count >= MIN_SHOWN && 2 * count > all);
  return main?.[0] ?? null;
}

/** Whether the path of an address begins with that of a home page. */
function isBelow(address: string, home: string): boolean {
  const path = (url: string): string => (URL.parse(url)?.pathname ?? "").replace(/\/+$/, "");
  return `${path(address)}/`.startsWith(`${path(home)}/`);
}

/** The counts with one more report at an address. */
export function withAddress(hosts: HostCounts, address: string): HostCounts {
  const host = hostOf(address);
  const { "": all = 0, ...others } = hosts;
  // A host may have the name of a member of every object, such as "constructor".
  const before = Object.hasOwn(others, host) ? (others[host] ?? 0) : 0;
  const counts = Object.entries({ ...others, [host]: before + 1 });
  // The stored hosts are those of the most reports; the new one replaces the last of them.
  const kept =
    counts.length <= MAX_HOSTS
      ? counts
      : counts
          .filter(([name]) => name !== host)
          .toSorted((a, b) => b[1] - a[1])
          .slice(0, MAX_HOSTS - 1)
          .concat(counts.filter(([name]) => name === host));
  return { "": all + 1, ...Object.fromEntries(kept) };
}
