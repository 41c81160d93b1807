import { whyRefused } from "./ssrf-guard.ts";

/** Where the redirects ended. */
export interface Arrival {
  response: Response;
  address: string;
  /** Behind the redirects that are for good, up to the first that is not. */
  url: string;
}

/** Redirects in a row. Browsers take 20; feeds that need more than a few are broken. */
const MAX_REDIRECTS = 5;
const FOR_GOOD = new Set([301, 308]);
const FOR_NOW = new Set([302, 303, 307]);

/**
 * Follows redirects by hand, since each may lead where none should go.
 *
 * @param ask fetches one address, and follows nothing
 * @param loopback this computer is allowed
 * @throws what `ask` throws.
 */
export async function followRedirects(
  start: string,
  ask: (address: string) => Promise<Response>,
  loopback: boolean,
): Promise<Arrival | { error: string }> {
  let url = start;
  let address = start;
  let forGood = true;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const refused = whyRefused(address, loopback);
    if (refused !== null) return { error: `${describeUrl(start, address)} ${refused}.` };
    const response = await ask(address);
    const { status } = response;
    if (!FOR_GOOD.has(status) && !FOR_NOW.has(status)) return { response, address, url };

    await response.body?.cancel();
    const location = response.headers.get("Location");
    const target = location === null ? null : URL.parse(location, address);
    if (target === null) {
      const to = location === null ? "nowhere" : `"${location}", which is no address`;
      return { error: `${describeUrl(start, address)} redirects (${status}) to ${to}.` };
    }
    target.hash = "";
    forGood &&= FOR_GOOD.has(status);
    address = target.href;
    if (forGood) url = address;
  }
  return { error: `${start} redirects more than ${MAX_REDIRECTS} times.` };
}

/** Where a redirect led is named too, since nobody would find it in content. */
export const describeUrl = (start: string, address: string): string =>
  start === address ? start : `${address}, to which ${start} redirects,`;
