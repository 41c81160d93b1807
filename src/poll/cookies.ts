/**
 * The cookies that redirects set, for the one round in which a server checks that they come back. Only names and values
 * matter, since they live no longer than one poll.
 */
export class Cookies {
  /** By host, then by name. */
  readonly #values = new Map<string, Map<string, string>>();

  /** Takes the cookies of a response (RFC 6265, 5.2). They go back to the same host only. */
  take(address: string, headers: Headers): void {
    const { host } = new URL(address);
    const cookies = this.#values.get(host) ?? new Map<string, string>();
    this.#values.set(host, cookies);
    for (const field of headers.getSetCookie()) {
      const [, name, value] = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(field) ?? [];
      if (name === undefined || value === undefined || cookies.size >= MAX_COOKIES) continue;
      if (name.length + value.length <= MAX_COOKIE_LENGTH) cookies.set(name, value.trim());
    }
  }

  /** The Cookie header for an address; null if there is none. */
  headerFor(address: string): string | null {
    const cookies = this.#values.get(new URL(address).host);
    if (!cookies || cookies.size === 0) return null;
    return Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** Maximum number of cookies per host, and of characters in each: what browsers keep at least (RFC 6265, 6.1). */
const MAX_COOKIES = 50;
const MAX_COOKIE_LENGTH = 4_096;
