import { Cookies } from "./cookies.ts";
import { whyRefused } from "../text/ssrf-guard.ts";

/** The response at the end of the redirects, and its URL. */
export interface Arrival {
  response: Response;
  address: string;
  /** The URL to poll from now on: the target of the permanent redirects before the first temporary one. */
  url: string;
}

/** Maximum number of redirects in a row. Browsers allow 20, but a feed that needs more than a few is broken. */
const MAX_REDIRECTS = 5;
const PERMANENT = new Set([301, 308]);
const TEMPORARY = new Set([302, 303, 307]);

/**
 * Fetches a URL and follows redirects, after checking each target with the SSRF guard. A redirect back to an address that
 * was requested before is followed with the cookies that were set, since some servers check for them.
 *
 * @param request fetches one URL without following redirects
 * @param loopback allows addresses of this computer
 * @param site the edition's own address
 * @throws what `request` throws
 */
export async function followRedirects(
  start: string,
  request: (address: string, cookie: string | null) => Promise<Response>,
  loopback: boolean,
  site: string,
): Promise<Arrival | { error: string }> {
  let url = start;
  let address = start;
  let permanent = true;
  const cookies = new Cookies();
  const requested = new Set<string>();
  let isBack = false;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const refused = whyRefused(address, loopback, site);
    if (refused !== null) return { error: `${describeUrl(start, address)} ${refused}.` };
    isBack ||= requested.has(address);
    requested.add(address);
    const response = await request(address, isBack ? cookies.headerFor(address) : null);
    const { status } = response;
    if (!PERMANENT.has(status) && !TEMPORARY.has(status)) return { response, address, url };

    await response.body?.cancel();
    cookies.take(address, response.headers);
    const location = response.headers.get("Location");
    const target = location === null ? null : URL.parse(location, address);
    if (target === null) {
      const reason =
        location === null
          ? `redirects (${status}) without a Location header`
          : `redirects (${status}) to "${location}", which is not a valid URL`;
      return { error: `${describeUrl(start, address)} ${reason}.` };
    }
    target.hash = "";
    permanent &&= PERMANENT.has(status);
    address = target.href;
    if (permanent) url = address;
  }
  return { error: `${start} redirects more than ${MAX_REDIRECTS} times.` };
}

/** A URL for error messages. A redirect's target comes with the URL in content, by which people find the outlet. */
export const describeUrl = (start: string, address: string): string =>
  start === address ? start : `${address} (redirected from ${start})`;
