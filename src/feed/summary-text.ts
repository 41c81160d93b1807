import { sharedSentences, withoutSentences } from "./boilerplate.ts";
import type { FeedItem } from "./parsed-feed.ts";
import { withoutTrailingLinks } from "./trailing-links.ts";

/** The summaries of a feed's items, without what is no news. */
export interface Summaries {
  of: ReadonlyMap<FeedItem, string>;
  /** Sentences of this feed that were learned to be boilerplate, as keys. */
  learned: ReadonlySet<string>;
}

/**
 * Removes from the summaries what is no news: links to the article, "appeared first on", photo credits, and sentences
 * that many items of the outlet share.
 *
 * @param names names of the outlet, as they may occur in a footer
 * @param isKnown whether a sentence was learned before, from items that the feed no longer has
 */
export function summariesOf(
  items: readonly FeedItem[],
  names: readonly string[],
  isKnown: (key: string) => boolean,
): Summaries {
  const bare = items.map((item) => ({
    item,
    headline: item.title,
    summary: withoutCredit(
      withoutTrailingLinks(withoutFooter(item.summary, item.title, names)),
      item.credits,
    ),
  }));
  const learned = sharedSentences(bare);
  const isShared = (key: string): boolean => learned.has(key) || isKnown(key);
  return {
    of: new Map(
      bare.map(({ item, summary }) => [
        item,
        withoutTrailingLinks(withoutSentences(summary, isShared)),
      ]),
    ),
    learned,
  };
}

/** Minimum length of a headline, and maximum length of the words around it, in a footer that repeats it. */
const FOOTER = { headline: 8, before: 40, after: 200 };

/**
 * Removes a last sentence that repeats the headline and names the outlet, such as WordPress's "The post … appeared first
 * on …" in any language.
 */
function withoutFooter(summary: string, headline: string, names: readonly string[]): string {
  const at = summary.lastIndexOf(headline);
  if (headline.length >= FOOTER.headline && at !== -1) {
    const before = summary.slice(0, at);
    const start = Math.max(0, ...Array.from(before.matchAll(/\n\n|[.!?…。]\s+/g), endOf));
    const after = summary.slice(at + headline.length).toLowerCase();
    const isFooter =
      at - start <= FOOTER.before &&
      after.length <= FOOTER.after &&
      names.some((name) => name !== "" && after.includes(name.toLowerCase()));
    if (isFooter) return summary.slice(0, start).trimEnd();
  }
  return summary.replace(YOAST, "").trimEnd();
}

const endOf = ({ 0: text, index }: RegExpExecArray): number => index + text.length;

/** The sentence that the WordPress plugin Yoast SEO adds to every summary, if the site has another name than the outlet. */
const YOAST = /(?<!\S)The post .{1,600} (?:appeared first on|first appeared on) [^\n]{1,200}$/;

/** A line or a last sentence that names who took the photo. */
const CREDIT =
  /(?:^|\n\n|(?<=[.!?…。]\s))[([]?(?:(?:photo|photograph|image|picture)s?|fotos?|bild(?:er)?|aufnahme|cr[ée]dits? photos?|imagen|immagine|zdjęcie|фото(?:графия)?|kuva|fotó|φωτογραφία|fotoğraf|写真|사진|图片|صورة)\s*(?:credits?|courtesy(?: of)?|by|via|von|par|de|di)?\s*[:：©/|][^\n]{1,120}(?=\n\n|$)/giu;

/** Removes photo credits, unless nothing else is left. */
function withoutCredit(summary: string, credits: readonly string[]): string {
  const isCredit = (paragraph: string): boolean =>
    credits.some((credit) => paragraph.length <= credit.length + 20 && paragraph.includes(credit));
  const rest = summary
    .replace(CREDIT, "")
    .split("\n\n")
    .filter((paragraph) => paragraph.trim() !== "" && !isCredit(paragraph))
    .join("\n\n")
    .trim();
  return rest === "" ? summary : rest;
}
