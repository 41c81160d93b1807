import type { Edits } from "../support/server.ts";
import { reportFile } from "./report-file.ts";
import { BEFORE } from "./changed-story.ts";

/** Outlets with names of many languages and lengths. */
const OUTLETS: Readonly<Record<string, string>> = {
  courier: "Harbour Courier",
  gazette: "The Gazette",
  wire: "Northern Wire Agency",
  rundschau: "Süddeutsche Abendrundschau für Stadt und Land",
  matin: "Le Matin",
  jarida: "الجريدة العربية",
  shimbun: "東都新聞",
  radio: "Radio 5",
  ledger: "Daily Ledger",
};

/** Feeds of some outlets: one waits for its first poll, the other is paused. */
const FEEDS: Readonly<Record<string, string>> = {
  courier: "https://courier.example/rss.xml",
  jarida: "{ url: https://jarida.example/feed, paused: true }",
};

/** The stories other than the ones about the ship and the bridge. */
const EVENTS: readonly [headline: string, body: string][] = [
  ["Ferry with ninety aboard runs aground off Skagen", "Tugs wait for the tide before they pull."],
  ["Parliament in Riga approves the budget for 2027", "Teachers get more, theatres less."],
  ["Volcano on Kyushu throws ash over three towns", "Schools close and trains stand still."],
  ["Cyclists block the bridge at Mostar for an hour", "They ask for lanes of their own."],
  ["Museum in Porto returns eleven bronzes to Benin", "A ship takes the crates in January."],
  ["Frost destroys half of the apricots around Yerevan", "Growers burnt straw all night."],
  ["Court in Nairobi stops the sale of Karura forest", "The judge doubts the deed of 1996."],
  ["Tram line to the airport of Tallinn opens early", "The mayor drove the first car herself."],
  ["Divers find the bell of the steamer Wilhelmina", "It lay under mud near Den Helder."],
  ["Strike of controllers closes the skies over Lisbon", "Two unions want shorter shifts."],
  ["Baker in Lyon wins back the name of his bread", "The mill had registered it as a brand."],
  ["Wolves seen again in the hills above Trieste", "Shepherds ask for dogs and fences."],
  ["Chess federation bars a referee after Batumi", "He had sold the clocks."],
  ["Salmon return to the Elwha in record numbers", "Biologists counted them by sonar."],
  ["Opera in Brno plays by candlelight after a blackout", "Nobody left before the end."],
  ["Dam near Sivas leaks, two villages are cleared", "Engineers lower the lake by a metre a day."],
  ["Mumps keeps half of a hockey league at home", "Matches in Turku move to spring."],
  ["Monks on Athos put twelve thousand letters online", "Scanning took nine winters."],
  ["Harvest of saffron in Kozani is the best since 1988", "Pickers came from as far as Albania."],
  ["Satellite of students from Graz answers after a year", "Its battery had frozen."],
  ["Umbrella makers of Naples march in the rain", "A tariff on silk ruins them, they say."],
  ["Library in Timbuktu reopens its reading room", "Manuscripts had been hidden in wells."],
  ["Avalanche cuts off Zermatt for a second day", "Helicopters bring milk and nurses."],
  ["Quito bans horns on Sundays", "Drivers pay forty dollars if they hoot."],
  ["Old mine at Kiruna is to become a school", "The town itself has moved already."],
  ["Pearl divers of Mikata retire at eighty", "Three sisters did it for sixty years."],
  ["Goats eat the ballots of Lesbos", "The council votes again on Friday."],
  ["Clock of Strasbourg stops at noon", "A cog of 1843 broke."],
  ["Puppeteers of Palermo get a theatre of their own", "It seats ninety, and smells of varnish."],
];

/** The agency report that three outlets copy. */
const AGENCY_TEXT =
  "The cargo ship Meridian lost power near the Strait of Hormuz early on Tuesday, and 23 sailors were taken off by helicopter, the coast guard of Oman said. The ship carried 14,000 tonnes of grain from Odesa to Mombasa. Nobody was hurt.";

/** Eight reports about one event: copies of an agency report, four languages (one right to left), and a follow-up. */
const SHIP_REPORTS = [
  reportFile(
    "wire",
    "meridian",
    "2026-11-17T04:12Z",
    "Cargo ship Meridian loses power near Hormuz, crew of 23 airlifted",
    AGENCY_TEXT,
    "tags: [Shipping, Oman]\n",
  ),
  reportFile(
    "courier",
    "meridian",
    "2026-11-17T05:30+01:00",
    "Crew of 23 airlifted from cargo ship Meridian near Hormuz",
    AGENCY_TEXT,
    "via: Northern Wire Agency\ntags: [Shipping]\n",
  ),
  reportFile(
    "radio",
    "meridian",
    "2026-11-17T05:02Z",
    "Cargo ship Meridian loses power, 23 sailors airlifted",
    AGENCY_TEXT,
    "via: Northern Wire Agency\n",
  ),
  reportFile(
    "gazette",
    "meridian",
    "2026-11-17T08:45Z",
    "Grain freighter adrift off Oman after engine fire, owner says",
    "The owner of the freighter Meridian, Aldgate Shipping, says that a fire in the engine room stopped the ship near the Strait of Hormuz on Tuesday. A helicopter of the coast guard of Oman took off the 23 sailors. Two of them have burns, the owner says.",
    "tags: [Oman, Accidents]\n",
  ),
  reportFile(
    "rundschau",
    "meridian",
    "2026-11-17T10:20+01:00",
    "Frachter Meridian treibt vor Oman, 23 Seeleute gerettet",
    "Der Frachter Meridian treibt nach einem Maschinenausfall vor der Straße von Hormus. Ein Hubschrauber der Küstenwache von Oman brachte 23 Seeleute an Land.",
    "language: de\n",
  ),
  reportFile(
    "jarida",
    "meridian",
    "2026-11-17T09:05Z",
    "خفر السواحل العماني ينقذ 23 بحارا من السفينة ميريديان قرب مضيق هرمز",
    "قال خفر السواحل في سلطنة عمان إن مروحية نقلت 23 بحارا من سفينة الشحن ميريديان بعد تعطل محركها قرب مضيق هرمز.",
    "language: ar\n",
  ),
  reportFile(
    "shimbun",
    "meridian",
    "2026-11-17",
    "貨物船メリディアン、ホルムズ海峡付近で漂流 乗組員23人救助",
    "オマーン沿岸警備隊によると、ホルムズ海峡付近で貨物船メリディアンが動力を失い、乗組員23人がヘリコプターで救助された。",
    "language: ja\n",
  ),
  reportFile(
    "ledger",
    "meridian",
    null,
    "Meridian towed to Sohar with its 14,000 tonnes of grain",
    "Two tugs brought the freighter Meridian to Sohar on Wednesday. Its 14,000 tonnes of grain for Mombasa are dry, the harbour master says.",
  ),
];

const SHIP_STORY: [path: string, text: string] = [
  "stories/meridian.md",
  `---\nheadline: Freighter Meridian adrift near Hormuz, 23 sailors safe\ntags: [Shipping, Oman, Accidents]\nreports: [${SHIP_REPORTS.map(([path]) => path.slice("reports/".length, -".md".length)).join(", ")}]\ndisagreements:\n  - "Whether anyone was hurt. The agency says nobody; the owner, in The Gazette, says that two sailors have burns."\n---\n\nThe freighter Meridian lost power near the Strait of Hormuz on 17 November 2026. A helicopter took its 23 sailors off.\n`,
];

/** Number of stories: those above, the ship, and two about the bridge. */
export const STORIES = EVENTS.length + 3;

const files = new Map<string, string>([...SHIP_REPORTS, SHIP_STORY, ...BEFORE]);
for (const [place, [headline, body]] of EVENTS.entries()) {
  const ids = Object.keys(OUTLETS).slice(0, 1 + (place % 6));
  const slug = `event-${place + 1}`;
  const day = String(16 - (place % 14)).padStart(2, "0");
  for (const [hour, outlet] of ids.entries()) {
    const at = `2026-11-${day}T${String(6 + hour).padStart(2, "0")}:15Z`;
    const text = `${headline}, says ${OUTLETS[outlet]}. ${body}`;
    files.set(...reportFile(outlet, slug, at, headline, text));
  }
  files.set(
    `stories/${slug}.md`,
    `---\nheadline: ${JSON.stringify(headline)}\ntags: [Europe, Transport, Weather]\nreports: [${ids.map((id) => `${id}-${slug}`).join(", ")}]\n---\n\n${headline}. ${body} Officials on the spot confirm what the first reports said, and expect to know more in the evening.\n`,
  );
}

export const REPORTS = [...files.keys()].filter((path) => path.startsWith("reports/")).length;

/** An edition on a busy day: some thirty stories, most with several outlets, so that pages are as full as in daily use. */
export const BUSY: Edits = {
  reports: null,
  stories: null,
  "outlets.yaml": Object.entries(OUTLETS)
    .map(
      ([id, name]) =>
        `- id: ${id}\n  name: ${JSON.stringify(name)}\n  home: https://${id}.example/\n  about: ${JSON.stringify(`${name} is invented, to test how pages show such names.`)}\n${id in FEEDS ? `  feed: ${FEEDS[id]}\n` : ""}`,
    )
    .join(""),
  ...Object.fromEntries(files),
};
