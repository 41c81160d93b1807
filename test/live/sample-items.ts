import type { Item } from "../support/outlets/outlet-feed.ts";

const HOUR = 3_600_000;
/** A date relative to the time of the test run, so that the items are as recent as in a real feed. */
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toUTCString();

/** The feeds of three outlets, by outlet id. Each outlet reports on the same two events. All invented. */
export const SIX_ITEMS: Readonly<Record<string, readonly Item[]>> = {
  courier: [
    {
      title: "Volcano erupts near Hirtshals, 400 leave their homes",
      text: "The volcano above the fishing village of Hirtshals erupted on Friday night. About 400 people left their homes, mayor Inge Dahl said.",
      link: "https://courier.example/2026/hirtshals-volcano?utm_source=rss",
      date: ago(6),
      guid: "courier-1",
    },
    {
      title: "Kestrel Bank buys rival Norrland Savings for 2.1 billion",
      text: "Kestrel Bank will buy Norrland Savings for 2.1 billion crowns, chief executive Petra Lindqvist said on Friday.",
      link: "https://courier.example/2026/kestrel-norrland",
      date: ago(5),
      guid: "courier-2",
    },
  ],
  herald: [
    {
      title: "Hirtshals evacuated as volcano erupts",
      text: "Ash from the volcano fell on Hirtshals harbour; 400 residents were evacuated on Friday night, according to mayor Inge Dahl.",
      link: "https://herald.example/news/881",
      date: ago(4),
      guid: "herald-881",
    },
    {
      title: "Norrland Savings sold to Kestrel Bank in 2.1 billion deal",
      text: "Norrland Savings is sold to Kestrel Bank for 2.1 billion crowns. Petra Lindqvist, chief executive of Kestrel Bank, announced the deal.",
      link: "https://herald.example/news/882",
      date: ago(3),
      guid: "herald-882",
    },
  ],
  tribune: [
    {
      title: "Volcano near Hirtshals: mayor Inge Dahl orders 400 people out",
      text: "Inge Dahl, mayor of Hirtshals, ordered 400 people to leave after the volcano erupted on Friday night.",
      link: "https://tribune.example/a/volcano-hirtshals",
      date: ago(2.5),
      guid: "t:1",
    },
    {
      title: "Kestrel Bank takes over Norrland Savings",
      text: "Petra Lindqvist's Kestrel Bank takes over Norrland Savings for 2.1 billion crowns, the two banks said.",
      link: "https://tribune.example/a/kestrel-norrland-savings",
      date: ago(2),
      guid: "t:2",
    },
  ],
};

/** A second report of the herald on the first event. */
export const SEVENTH_ITEM: Item = {
  title: "Hirtshals volcano: 400 people may return home, mayor Inge Dahl says",
  text: "The 400 people who left Hirtshals when the volcano erupted on Friday night may return, mayor Inge Dahl said.",
  link: "https://herald.example/news/890",
  date: ago(1),
  guid: "herald-890",
};
