import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SAME_HOST } from "../../../src/text/tracking-parameters.ts";
import { canonicalUrl } from "../../../src/text/canonical-url.ts";

test.each([
  // Unchanged
  ["https://example.com/a?id=1&b=%20x+y", "https://example.com/a?id=1&b=%20x+y"],
  ["http://example.com/a", "http://example.com/a"],
  ["https://example.com/a?ref=front&source=x", "https://example.com/a?ref=front&source=x"],
  ["https://m.example.com/a", "https://m.example.com/a"],
  ["https://amp.example.com/a", "https://amp.example.com/a"],
  ["https://example.com/amp", "https://example.com/amp"],
  ["https://example.com/amp/a", "https://example.com/amp/a"],
  ["https://example.com/camp", "https://example.com/camp"],
  ["https://example.com/a?amp=volts", "https://example.com/a?amp=volts"],
  ["https://example.com/#!/a/1", "https://example.com/#!/a/1"],
  // Tracking parameters
  ["https://example.com/a?utm_source=rss&id=1&UTM_Medium=x&fbclid=y", "https://example.com/a?id=1"],
  ["https://example.com/a?utm_source=rss", "https://example.com/a"],
  [
    "https://example.com/a?mc_cid=1&mc_eid=2&gclid=3&yclid=4&at_medium=RSS",
    "https://example.com/a",
  ],
  // Different spellings of one URL
  ["HTTPS://Example.COM:443/a#comments", "https://example.com/a"],
  ["https://example.com./a", "https://example.com/a"],
  ["https://example.com/a?", "https://example.com/a"],
  ["https://example.com/a?&id=1&&", "https://example.com/a?id=1"],
  // AMP
  ["https://example.com/a/amp", "https://example.com/a"],
  ["https://example.com/a/amp/", "https://example.com/a/"],
  ["https://example.com/a.amp", "https://example.com/a"],
  ["https://example.com/a.amp.html?amp=1&outputType=amp", "https://example.com/a.html"],
  ["https://amp.theguardian.com/world/a", "https://www.theguardian.com/world/a"],
  ["https://www.google.com/amp/s/www.example.com/a/amp/", "https://www.example.com/a/"],
  ["https://www.google.co.uk/amp/www.example.com/a", "http://www.example.com/a"],
  [
    "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a?utm_source=x",
    "https://www.example.com/a",
  ],
  ["https://cdn.ampproject.org/v/s/example.com/a", "https://example.com/a"],
  // Mobile sites
  ["https://mobile.nytimes.com/2018/08/04/a.html", "https://www.nytimes.com/2018/08/04/a.html"],
])("%s becomes %s", (address, canonical) => {
  expect(canonicalUrl(address)).toBe(canonical);
});

describe("for any address", () => {
  const part = fc.constantFrom(
    "a",
    "amp",
    "amp.html",
    "a.amp",
    "A%20b",
    "s",
    "c",
    "example.com",
    "",
    ".",
    "..",
  );
  const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("/"));
  const query = fc.array(
    fc.tuple(
      fc.constantFrom("id", "utm_x", "amp", "fbclid", "q", ""),
      fc.constantFrom("1", "amp", "", "a=b", "%26"),
    ),
    { maxLength: 4 },
  );
  const host = fc.constantFrom(
    "example.com",
    "www.example.com.",
    "m.example.com",
    "EXAMPLE.com:8080",
    ...SAME_HOST.keys(),
    "[::1]",
  );
  const address = fc
    .tuple(fc.constantFrom("http", "https"), host, path, query, fc.constantFrom("", "#a", "#!/a"))
    .map(
      ([scheme, name, rest, pairs, hash]) =>
        `${scheme}://${name}/${rest}?${pairs.map((pair) => pair.join("=")).join("&")}${hash}`,
    );

  test("the result is idempotent, and a host changes only as SAME_HOST lists", () => {
    fc.assert(
      fc.property(address, (text) => {
        const canonical = canonicalUrl(text);
        expect(canonicalUrl(canonical)).toBe(canonical);
        const before = new URL(text);
        const name = before.hostname.replace(/\.$/, "");
        expect(new URL(canonical).hostname).toBe(SAME_HOST.get(name) ?? name);
        expect(new URL(canonical).protocol).toBe(before.protocol);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the result is idempotent for any characters", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const canonical = canonicalUrl(`https://example.com/${before}?${after}`);
        expect(canonicalUrl(canonical)).toBe(canonical);
      }),
      { numRuns: 1_000 },
    );
  });
});
