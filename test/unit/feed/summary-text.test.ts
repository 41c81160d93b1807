import { describe, expect, test } from "vitest";
import { readFeed } from "../../../src/feed/read-feed.ts";
import { summariesOf } from "../../../src/feed/summary-text.ts";
import { withoutTrailingLinks } from "../../../src/feed/trailing-links.ts";
import type { FeedItem } from "../../../src/feed/parsed-feed.ts";

const item = (title: string, summary: string, credits: string[] = []): FeedItem => ({
  guid: null,
  link: null,
  title,
  summary,
  credits,
  dates: [],
  language: null,
  categories: [],
  topics: [],
  source: null,
  image: null,
});

/** The summaries of items with these headlines and texts. */
const cleaned = (
  items: readonly FeedItem[],
  names: readonly string[] = ["The Skerry Post", "skerrypost"],
): string[] => {
  const { of } = summariesOf(items, names, () => false);
  return items.map((each) => of.get(each) ?? "");
};

describe("a link at the end of a summary", () => {
  const TEXT = "The pier at Skerry is closed until May.";
  test.each([
    "Continue reading",
    "Continue reading…",
    "Read more »",
    "Read the full story: https://post.example/pier",
    "Continue reading Pier closed until May →",
    "[Read more]",
    "Weiterlesen",
    "Lees verder",
    "Läs mer",
    "Les mer",
    "Læs mere",
    "Lire la suite",
    "Leer más",
    "Seguir leyendo.",
    "Leggi tutto",
    "Leia mais",
    "Citește mai mult",
    "Llegir més",
    "Читать далее",
    "Подробнее →",
    "Читати далі",
    "Czytaj więcej",
    "Číst dále",
    "Čítať ďalej",
    "Pročitajte više",
    "Прочетете още",
    "Lasīt vairāk",
    "Skaityti daugiau",
    "Lue lisää",
    "Loe edasi",
    "Tovább olvasom",
    "Διαβάστε περισσότερα",
    "Devamını oku",
    "اقرأ المزيد",
    "קרא עוד",
    "ادامه مطلب",
    "और पढ़ें",
    "อ่านต่อ",
    "Đọc tiếp",
    "Baca selengkapnya",
    "続きを読む",
    "더보기",
    "阅读全文",
    "繼續閱讀",
  ])("is removed: %s", (link) => {
    for (const joint of [" ", "\n\n"]) expect(withoutTrailingLinks(TEXT + joint + link)).toBe(TEXT);
  });

  test.each([
    [
      "an excerpt that was cut is marked as such",
      "The pier at Skerry is […] Continue reading",
      "The pier at Skerry is…",
    ],
    ["two links", "The pier is closed. Read more. Continue reading →", "The pier is closed."],
    [
      "an excerpt without an end",
      "The pier at Skerry is closed until Read more",
      "The pier at Skerry is closed until",
    ],
    [
      "a sentence that continues",
      "Read more books, the librarian of Skerry told pupils. They did.",
      "Read more books, the librarian of Skerry told pupils. They did.",
    ],
    [
      "words within a sentence",
      "Pupils will continue reading at home. The school is closed.",
      "Pupils will continue reading at home. The school is closed.",
    ],
    [
      "words at the end of a sentence",
      "In spring the pupils may continue reading.",
      "In spring the pupils may continue reading.",
    ],
    ["a text that is only the link", "Read more", ""],
  ])("%s", (_name, text, expected) => {
    expect(withoutTrailingLinks(text)).toBe(expected);
  });
});

describe("a footer with the headline and the outlet's name is removed", () => {
  test.each([
    "The post Pier closed until May appeared first on The Skerry Post.",
    "Der Beitrag Pier closed until May erschien zuerst auf The Skerry Post.",
    "L’article Pier closed until May est apparu en premier sur SkerryPost.",
    "投稿 Pier closed until May は The Skerry Post に最初に表示されました。",
    "The post Something else altogether appeared first on Another Name.",
  ])("%s", (footer) => {
    const summary = `Waves broke two pillars.\n\n${footer}`;
    expect(cleaned([item("Pier closed until May", summary)])).toEqual(["Waves broke two pillars."]);
  });

  test("but not a sentence of the news that does the same", () => {
    const summary =
      "Pier closed until May: The Skerry Post has seen the order, signed by the harbour master on Monday, that explains to residents, traders, anglers and the ferry company how long they will have to use the old slipway on the far side of the bay instead of it.";
    expect(cleaned([item("Pier closed until May", summary)])).toEqual([summary]);
  });
});

describe("photo credits are removed", () => {
  test.each<[summary: string, expected: string, credits?: string[]]>([
    ["Photo: Ann Lee/Agency\n\nWaves broke two pillars.", "Waves broke two pillars."],
    ["Waves broke two pillars. (Photo by: Ann Lee)", "Waves broke two pillars."],
    ["Waves broke two pillars.\n\nFoto: Ann Lee", "Waves broke two pillars."],
    ["Waves broke two pillars.\n\nAnn Lee / Agency", "Waves broke two pillars.", ["Ann Lee"]],
    ["Photo: Ann Lee", "Photo: Ann Lee"],
    ["Photographs of the storm are on show.", "Photographs of the storm are on show."],
    [
      "Ann Lee of the agency took pictures of the broken pillars.",
      "Ann Lee of the agency took pictures of the broken pillars.",
      ["Ann Lee"],
    ],
  ])("%j", (summary, expected, credits = []) => {
    expect(cleaned([item("Pier closed", summary, credits)])).toEqual([expected]);
  });
});

describe("what many items share", () => {
  const HEADLINES = [
    "Ferry fares rise",
    "Bus strike called off",
    "New hall for Nairn",
    "Otter seen in Perth",
  ];
  const all = (text: (n: number) => string) =>
    HEADLINES.map((headline, n) => item(headline, text(n)));

  test("is removed where the news comes first", () => {
    const letter = "Sign up for our morning letter and never miss a thing.";
    expect(
      cleaned(all((n) => `Story number ${"abcd"[n]} has words of its own. ${letter}`)),
    ).toEqual([..."abcd"].map((letterOf) => `Story number ${letterOf} has words of its own.`));
  });

  test("is removed though nothing is left, if it is about none of the items", () => {
    expect(
      cleaned(all(() => "You have reached your limit of free pages. Already registered? Log in.")),
    ).toEqual(["", "", "", ""]);
  });

  test("is removed from link sites, whose numbers and addresses differ", () => {
    const fields = (n: number) =>
      `Article URL: https://s${n}.example/post\n\nComments URL: https://links.example/${n}\n\nPoints: ${n + 3}\n\n# Comments: ${n}`;
    expect(cleaned(all(fields))).toEqual(["", "", "", ""]);
  });

  test("stays if it is about the items", () => {
    const summary = "The strike of the bus drivers in Perth began on Monday.";
    const items = [
      "Strike in Perth: what we know",
      "Bus drivers walk out",
      "Perth without buses",
    ].map((headline) => item(headline, summary));
    expect(cleaned(items)).toEqual([summary, summary, summary]);
  });

  test("stays if only two items share it, or one item is listed three times", () => {
    const two = all((n) =>
      n < 2 ? "The harbour office is closed today." : `Words of item ${n} only.`,
    );
    expect(cleaned(two)).toEqual(two.map(({ summary }) => summary));
    const thrice = [1, 2, 3].map(() => item("Ferry fares rise", "A ticket costs two pounds more."));
    expect(cleaned(thrice)).toEqual(thrice.map(({ summary }) => summary));
  });

  test("stays if it is an abbreviation", () => {
    const summaries = all((n) => `At 5 p.m. Mr. Vane of ${HEADLINES[n]} left. He will return.`);
    expect(cleaned(summaries).every((text) => text.includes("5 p.m. Mr. Vane"))).toBe(true);
  });

  test("is removed from a single item, if earlier items of the feed taught it", () => {
    const paywall = "You have reached your limit of free pages.";
    const { learned } = summariesOf(
      all(() => paywall),
      [],
      () => false,
    );
    const last = item("Storm warning for Islay", `Gusts are expected. ${paywall}`);
    const { of } = summariesOf([last], [], (key) => learned.has(key));
    expect(of.get(last)).toBe("Gusts are expected.");
  });
});

test("a summary's markup does not hide its last link", () => {
  const html = `<rss><channel><item><title>A</title><description>&lt;p&gt;Waves broke two pillars.&lt;/p&gt;&lt;p&gt;&lt;a href="#"&gt;Continue reading&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>`;
  const read = readFeed(new TextEncoder().encode(html), null, "https://a.example/");
  if (read.kind === "broken") throw new Error(read.reason);
  expect(cleaned(read.feed.items)).toEqual(["Waves broke two pillars."]);
});
