/** An item of an outlet's feed. */
export interface Item {
  title: string;
  text: string;
  link: string;
  /** In the format of the feed, RFC 822. */
  date?: string;
  guid?: string;
}

/** An RSS 2.0 feed. @param channel more elements of the channel, in XML */
export function rss(items: readonly Item[], channel = ""): string {
  const all = items.map(({ title, text, link, date, guid }) =>
    [
      "<item>",
      `<title>${escaped(title)}</title>`,
      `<link>${escaped(link)}</link>`,
      `<description>${escaped(text)}</description>`,
      ...(date === undefined ? [] : [`<pubDate>${escaped(date)}</pubDate>`]),
      ...(guid === undefined ? [] : [`<guid isPermaLink="false">${escaped(guid)}</guid>`]),
      "</item>",
    ].join(""),
  );
  return [
    '<?xml version="1.0"?>',
    `<rss version="2.0"><channel><title>An outlet</title>${channel}`,
    ...all,
    "</channel></rss>",
  ].join("\n");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
