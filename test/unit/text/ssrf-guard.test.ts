import fc from "fast-check";
import { expect, test } from "vitest";
import { whyRefused } from "../../../src/text/ssrf-guard.ts";

test.each([
  "https://example.com/feed.xml",
  "http://example.com:80/feed.xml",
  "https://example.com:443/",
  "http://example.com:8080/rss",
  "https://EXAMPLE.com./feed",
  "https://internal.example.com/",
  "https://xn--bcher-kva.example/",
  "http://8.8.8.8/feed",
  "http://172.32.0.1/",
  "http://100.63.255.255/",
  "http://[2606:4700::1111]/",
  "http://[2a00:1450:4001:81b::200e]:8080/",
])("%s is allowed", (address) => {
  expect(whyRefused(address, false)).toBeNull();
});

test.each([
  ["file:///etc/passwd", "is not http or https"],
  ["ftp://example.com/", "is not http or https"],
  ["javascript:alert(1)", "is not http or https"],
  ["data:text/xml,<rss/>", "is not http or https"],
  ["/feed.xml", "is not an absolute URL"],
  ["http://", "is not an absolute URL"],
  ["https://user@example.com/", "contains a user name or password"],
  ["https://:word@example.com/", "contains a user name or password"],
  ["http://example.com:22/", "uses port 22, which is not a web port"],
  ["http://example.com:25/", "uses port 25, which is not a web port"],
  // Names.
  ["http://localhost/", "localhost"],
  ["http://LOCALHOST:8787/", "localhost"],
  ["http://localhost./", "localhost"],
  ["http://localhost.../", "localhost"],
  ["http://10.0.0.1../", "private network"],
  ["http://metadata.google.internal../", "local network"],
  ["http://api.default.svc/", "local network"],
  ["http://api.default.svc.cluster.local./", "local network"],
  ["http://payroll../", "a name without a domain"],
  ["http://a.localhost/", "local network"],
  ["http://printer.local/", "local network"],
  ["http://metadata.google.internal/computeMetadata/v1/", "local network"],
  ["http://nas.lan/", "local network"],
  ["http://router.home.arpa/", "local network"],
  ["http://metadata/", "without a domain"],
  // IPv4 in dotted and other spellings.
  ["http://127.0.0.1/", "this computer"],
  ["http://127.1/", "this computer"],
  ["http://2130706433/", "this computer"],
  ["http://0x7f000001/", "this computer"],
  ["http://0x7f.0.0.1/", "this computer"],
  ["http://0177.0.0.1/", "this computer"],
  ["http://127.0.0.1./", "this computer"],
  ["http://１２７.0.0.1/", "this computer"],
  ["http://0.0.0.0/", "the current network"],
  ["http://0/", "the current network"],
  ["http://10.0.0.1/", "private"],
  ["http://172.16.0.1/", "private"],
  ["http://172.31.255.255/", "private"],
  ["http://192.168.1.1/", "private"],
  ["http://100.64.0.1/", "provider"],
  ["http://169.254.169.254/latest/meta-data/", "metadata"],
  ["http://2852039166/", "metadata"],
  ["http://100.100.100.200/", "provider"],
  ["http://192.0.0.192/", "protocols"],
  ["http://198.18.0.1/", "benchmarks"],
  ["http://203.0.113.7/", "example"],
  ["http://224.0.0.1/", "multicast"],
  ["http://255.255.255.255/", "reserved"],
  // IPv6.
  ["http://[::]/", "non-public"],
  ["http://[::1]/", "non-public"],
  ["http://[0:0:0:0:0:0:0:1]/", "non-public"],
  ["http://[::ffff:127.0.0.1]/", "non-public"],
  ["http://[::ffff:7f00:1]/", "non-public"],
  ["http://[::127.0.0.1]/", "non-public"],
  ["http://[64:ff9b::7f00:1]/", "non-public"],
  ["http://[64:ff9b:1::a00:1]/", "non-public"],
  ["http://[fc00::1]/", "non-public"],
  ["http://[fd00:ec2::254]/", "non-public"],
  ["http://[fe80::1]/", "non-public"],
  ["http://[ff02::1]/", "non-public"],
  ["http://[100::1]/", "non-public"],
  ["http://[2001::1]/", "protocols"],
  ["http://[2001:db8::1]/", "example"],
  ["http://[2002:7f00:1::]/", "6to4"],
  ["http://[3fff::1]/", "example"],
])("%s is refused: %s", (address, why) => {
  expect(whyRefused(address, false)).toContain(why);
});

test.each([
  ["http://127.0.0.1:8840/feed", null],
  ["http://localhost:8840/feed", null],
  ["http://[::1]:8840/feed", null],
  ["http://127.0.0.1:22/", null],
  ["http://10.0.0.1/", "leads to a private network, not to the public internet"],
  [
    "http://169.254.169.254/",
    "leads to a link-local address, where clouds serve metadata, not to the public internet",
  ],
  ["file:///etc/passwd", "is not http or https"],
])("with loopback allowed, %s: %s", (address, why) => {
  expect(whyRefused(address, true)).toBe(why);
});

test("every spelling of a private IPv4 address is refused", () => {
  const privates = fc.oneof(
    fc.integer({ min: 0x0a000000, max: 0x0affffff }),
    fc.integer({ min: 0x7f000000, max: 0x7fffffff }),
    fc.integer({ min: 0xa9fe0000, max: 0xa9feffff }),
    fc.integer({ min: 0xac100000, max: 0xac1fffff }),
    fc.integer({ min: 0xc0a80000, max: 0xc0a8ffff }),
  );
  const spelling = fc.constantFrom<(address: number) => string>(
    (n) => `${n}`,
    (n) => `0x${n.toString(16)}`,
    (n) => `0${n.toString(8)}`,
    (n) => [n >>> 24, n & 0xffffff].join("."),
    (n) => [n >>> 24, (n >>> 16) & 255, n & 0xffff].join("."),
    (n) => [24, 16, 8, 0].map((bits) => `0x${((n >>> bits) & 255).toString(16)}`).join("."),
    (n) => [24, 16, 8, 0].map((bits) => `0${((n >>> bits) & 255).toString(8)}`).join("."),
    (n) => `[::ffff:${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}]`,
    (n) => `[64:ff9b::${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}]`,
  );
  fc.assert(
    fc.property(privates, spelling, (address, write) => {
      expect(whyRefused(`http://${write(address)}/`, false)).not.toBeNull();
    }),
  );
});

test.each([
  ["https://edition.example/rss.xml", true],
  ["http://www.edition.example./", true],
  ["https://edition.example:8443/", false],
  ["https://edition.example.org/", false],
  ["https://other.example/edition.example", false],
])("an address of the edition itself, %s: refused %s", (address, refused) => {
  expect(whyRefused(address, false, "https://edition.example")).toBe(
    refused ? "is an address of this edition itself" : null,
  );
});
