import { expect, test } from "vitest";
import { SiteIndex, withAddress, type HostCounts } from "../../../../src/store/outlets/sites.ts";

const shown = (...addresses: string[]): HostCounts => addresses.reduce<HostCounts>(withAddress, {});

const OUTLETS = [
  { id: "herald", home: "https://www.herald.example/", hosts: {} },
  { id: "sport", home: "https://sport.herald.example/", hosts: {} },
  { id: "world", home: "https://times.example/world", hosts: {} },
  { id: "local", home: "https://times.example/local", hosts: {} },
  { id: "channel", home: "https://www.youtube.com/@channel", hosts: {} },
  {
    id: "gazette",
    home: "https://gazette.example/",
    hosts: shown(...Array<string>(5).fill("https://stories.gazette-media.example/1")),
  },
  {
    id: "blog",
    home: "https://blog.example/",
    hosts: shown(
      ...Array<string>(5).fill("https://linked.example/1"),
      ...Array<string>(9).fill("https://blog.example/1"),
    ),
  },
];

test.each<[address: string, owners: string[]]>([
  ["https://herald.example/1", ["herald"]],
  ["http://m.herald.example/1", ["herald"]],
  ["https://www.herald.example./1", ["herald"]],
  ["https://news.herald.example/1", ["herald"]],
  ["https://sport.herald.example/1", ["sport"]],
  ["https://notherald.example/1", []],
  ["https://herald.example.evil.example/1", []],
  ["https://times.example/any", ["world", "local"]],
  ["https://www.youtube.com/@channel/1", ["channel"]],
  ["https://www.youtube.com/@channels/1", []],
  ["https://www.youtube.com/watch?v=1", []],
  // Where most of its reports are.
  ["https://stories.gazette-media.example/2", ["gazette"]],
  // Where a minority of its reports are.
  ["https://linked.example/2", []],
  ["https://nobody.example/", []],
  ["not an address", []],
])("%s belongs to %j", (address, owners) => {
  expect(new SiteIndex(OUTLETS).ownersOf(address)).toEqual(owners);
});

test("a host that two outlets mainly show belongs to neither", () => {
  const hosts = shown(...Array<string>(3).fill("https://shared.example/1"));
  const both = ["a", "b"].map((id) => ({ id, home: `https://${id}.example/`, hosts }));
  expect(new SiteIndex(both).ownersOf("https://shared.example/2")).toEqual([]);
});

test.each(["constructor", "__proto__", "tostring"])("a host named %s is counted", (host) => {
  const hosts = shown(`https://${host}/1`, `https://${host}/2`, `https://${host}/3`);
  expect(Object.entries(hosts)).toEqual([
    ["", 3],
    [host, 3],
  ]);
});

test("the number of hosts stored is bounded, and the main one stays", () => {
  const hosts = shown(
    ...Array<string>(40).fill("https://main.example/"),
    ...Array.from({ length: 50 }, (_, n) => `https://host-${n}.example/`),
  );
  expect(Object.keys(hosts).length).toBeLessThan(20);
  expect(hosts["main.example"]).toBe(40);
  expect(hosts[""]).toBe(90);
});
