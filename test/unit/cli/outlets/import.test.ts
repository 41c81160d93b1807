import { join } from "node:path";
import { expect, test } from "vitest";
import { readContentFolder } from "../../../../src/content/directory.ts";
import { importOutlets } from "../../../../src/cli/outlets/import.ts";
import { freeId } from "../../../../src/cli/outlets/outlet-draft.ts";
import { siteOf } from "../../../../src/cli/outlets/sites.ts";
import { CommandError } from "../../../../src/cli/run-command.ts";
import { SAMPLE, sample } from "../../content/sample-content.ts";
import { contentsOf, temporary } from "../../../support/temporary-folder.ts";

const opml = (outlines: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${outlines}</body></opml>`;

/** Imports these outlines. @returns the command's output, outlets.yaml afterwards, and the content folder */
async function runImport(
  outlines: string,
  outlets = SAMPLE["outlets.yaml"] ?? "",
): Promise<{ output: string; yaml: string; folder: string }> {
  const folder = await temporary(sample({ "outlets.yaml": outlets }));
  const files = await temporary([["mine.opml", opml(outlines)]]);
  const output = await importOutlets([join(files, "mine.opml")], folder);
  const yaml = (await contentsOf(folder))["outlets.yaml"] ?? "";
  return { output: output.replaceAll(folder, "content"), yaml, folder };
}

test("subscriptions in folders become outlets with tags, after the existing outlets", async () => {
  const outlets = `# Who publishes.\n${SAMPLE["outlets.yaml"]}# The end.\n`;
  const { output, yaml, folder } = await runImport(
    `<outline text="World"><outline text="Asia &amp; Pacific">
       <outline type="rss" text="Añb Times" xmlUrl="https://anb.example/rss?a=1&amp;b=2" htmlUrl="https://anb.example/" language="ja"/>
     </outline></outline>
     <outline type="rss" text="" xmlUrl="https://www.plain.example/atom.xml"/>
     <outline type="link" text="A link" url="https://link.example/"/>`,
    outlets,
  );
  expect(yaml).toBe(`${outlets}
- id: anb
  name: Añb Times
  home: https://anb.example/
  feed:
    url: https://anb.example/rss?a=1&b=2
    language: ja
    tags:
      - World
      - Asia & Pacific

- id: plain
  name: plain.example
  home: https://www.plain.example/
  feed: https://www.plain.example/atom.xml
`);
  expect(output).toBe(`content/outlets.yaml: 2 added
  anb    Añb Times  https://anb.example/rss?a=1&b=2
  plain  plain.example  https://www.plain.example/atom.xml
Next: add a line "about: …" on who is behind each outlet, then run "npm run check".`);
  expect(await readContentFolder(folder)).not.toHaveProperty("mistakes");
});

test("known outlets, known feeds and invalid URLs are left out with a reason", async () => {
  const outlets = `${SAMPLE["outlets.yaml"]}- id: third\n  name: Third\n  home: https://third.example/\n  feed: https://third.example/rss\n`;
  const { output, yaml } = await runImport(
    `<outline text="RT" xmlUrl="https://www.rt.com/rss/" htmlUrl="https://www.rt.com"/>
     <outline text="Third" xmlUrl="https://third.example:443/rss"/>
     <outline text="Local" xmlUrl="file:///home/me/feed.xml"/>`,
    outlets,
  );
  expect(yaml).toBe(outlets);
  expect(output).toBe(`content/outlets.yaml: 0 added
3 skipped:
  https://www.rt.com/rss/: the outlet rt is on that site. Add it as "feed: https://www.rt.com/rss/".
  https://third.example/rss: already a feed of the outlet third.
  file:///home/me/feed.xml: "file:///home/me/feed.xml" is not an absolute http(s) URL.`);
});

test("a feed in two folders is one feed, and two feeds of a site are one outlet", async () => {
  const feed = (name: string, path: string): string =>
    `<outline text="${name}" xmlUrl="https://feeds.a.co.uk/${path}" htmlUrl="https://www.a.co.uk/${name.length}${path}"/>`;
  const { yaml, output, folder } = await runImport(
    `<outline text="One">${feed("A News - World", "1")}</outline><outline text="Two">${feed("A News - World", "1")}${feed("A News - Sport", "2")}</outline>`,
    "  - id: a\n    name: The first A\n    home: https://a.example/\n  - {id: rt, name: RT, home: https://www.rt.com/}\n  - {id: uawire, name: UAWire, home: https://uawire.org/}\n",
  );
  expect(yaml).toContain(`
  - id: a-2
    name: A News
    home: https://www.a.co.uk/
    feeds:
      - url: https://feeds.a.co.uk/1
        tags:
          - One
          - Two
      - url: https://feeds.a.co.uk/2
        tags:
          - Two
`);
  expect(output).toContain("outlets.yaml: 1 added");
  expect(await readContentFolder(folder)).not.toHaveProperty("mistakes");
});

test.each<[name: string, outline: string, feed: string | null, reason?: string]>([
  ["feed:// is https", 'xmlUrl="feed://a.example/f"', "https://a.example/f"],
  ["feed:https:// is https", 'xmlUrl="feed:https://a.example/f"', "https://a.example/f"],
  ["feed:http:// is http", 'xmlUrl="feed:http://a.example/f"', "http://a.example/f"],
  ["feed://https:// is https", 'xmlUrl="feed://https://a.example/f"', "https://a.example/f"],
  [
    "a page that is scraped",
    'type="HTML+XPath" xmlUrl="https://a.example/page"',
    null,
    "it is scraped from a page",
  ],
  ["a private host", 'xmlUrl="http://192.168.1.5/f"', null, "it leads to a private network"],
  ["this computer", 'xmlUrl="http://localhost:8080/f"', null, "it leads to localhost"],
])("a subscription at %s", async (_name, outline, feed, reason) => {
  const { yaml, output } = await runImport(`<outline text="A" ${outline}/>`);
  if (feed === null) expect(output).toContain(reason);
  else expect(yaml).toContain(`feed: ${feed}\n`);
});

test.each([
  ["https://www.theguardian.com/uk", "guardian"],
  ["https://feeds.bbci.co.uk/", "bbci"],
  ["https://www.bbc.co.uk/news", "bbc"],
  ["https://news.ycombinator.com/", "ycombinator"],
  ["https://www.abc.net.au/", "abc"],
  ["https://jane.substack.com/", "jane"],
  ["https://jane.github.io/blog/", "jane"],
  ["https://www.youtube.com/@tides", "tide-tables-of-the"],
  ["https://the.example/", "the"],
])("the id of an outlet at %s is %s", (home, id) => {
  expect(freeId("Tide tables of the Northern Isles", home, () => false)).toBe(id);
});

test.each([
  ["https://www.bbc.co.uk/news/world", "https://feeds.bbc.co.uk/", true],
  ["https://www.a.example/", "http://a.example/sport", true],
  ["https://a.blogspot.com/", "https://b.blogspot.com/", false],
  ["https://medium.com/@a", "https://medium.com/@b", false],
  ["https://www.youtube.com/channel/1", "https://www.youtube.com/channel/2", false],
  ["https://social.example/@a", "https://social.example/@b", false],
  ["https://a.co.uk/", "https://b.co.uk/", false],
])("%s and %s are one site: %s", (one, other, same) => {
  expect(siteOf(one) === siteOf(other)).toBe(same);
});

const refusal = (args: string[], outlets: string | undefined): Promise<unknown> =>
  temporary(sample(outlets === undefined ? {} : { "outlets.yaml": outlets }))
    .then((folder) => importOutlets(args, folder))
    .catch((error: unknown) => error);

test.each<[string, string | null, string | undefined, RegExp]>([
  [
    "a missing file argument",
    null,
    undefined,
    /^The file is missing\.\nUsage: npm run outlets:import -- FILE\.opml$/,
  ],
  [
    "a feed instead of OPML",
    '<rss version="2.0"><channel/></rss>',
    undefined,
    /mine\.opml is not OPML\. Export your subscriptions/,
  ],
  ["content with mistakes", opml(""), "rt: RT\n", /Fix this first, then import\.$/],
  [
    "a YAML list in brackets",
    opml('<outline text="A" xmlUrl="https://a.example/1"/>'),
    "[{id: rt, name: RT, home: https://www.rt.com/}, {id: uawire, name: UAWire, home: https://uawire.org/}]\n",
    /outlets\.yaml must be a list with one "- " item per outlet\. Rewrite it that way, then import\.$/,
  ],
])("outlets:import rejects %s", async (_name, source, outlets, message) => {
  const files = await temporary([["mine.opml", source ?? ""]]);
  const error = await refusal(source === null ? [] : [join(files, "mine.opml")], outlets);
  expect(error).toBeInstanceOf(CommandError);
  expect((error as CommandError).message).toMatch(message);
});
