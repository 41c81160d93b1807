/**
 * Genres whose headline is about the coverage, not the event. English, German, French, Spanish, Italian, Portuguese, Dutch,
 * Turkish and Russian words, as outlets' headlines and addresses have them.
 */
const TITLES: readonly RegExp[] = [
  // Live coverage.
  /\blive\s*(?:[:|–—-]|updates?|blog|ticker|coverage|stream)|^live\b|[|–—-]\s*live\s*$|\bas it happened\b/iu,
  /\b(?:en direct|en vivo|en directo|in diretta|ao vivo|minuto a minuto|liveticker|newsblog|newsticker|canlı)\b/iu,
  // Video and sound.
  /^(?:watch|video|vidéo|vídeo|podcast|listen|видео)\b\s*[:|–—-]|[[(](?:watch|video|vidéo|vídeo|видео)[\])]/iu,
  /[|–—-]\s*(?:video|vidéo|vídeo|podcast|видео)\s*$/iu,
  // Opinion and analysis.
  /^(?:opinion|analysis|comment(?:ary)?|editorial|column|letters?|essay|perspective|kommentar|meinung|analyse|leitartikel|gastbeitrag|glosse|opinión|análisis|tribuna|tribune|chronique|édito(?:rial)?|opinione|analisi|opinião|opinie|мнение|yorum)\b\s*[:|–—-]/iu,
  /[|–—-]\s*(?:opinion|analysis|comment|editorial|kommentar|meinung|opinión|chronique|tribune)\s*$/iu,
  // A question. U+037E and U+061F are the Greek and the Arabic question mark.
  /[?？؟\u037e]["”’»)\]]*\s*$/u,
  // Round-ups, explainers and lists.
  /^(?:the\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\p{L}+\s+){0,2}(?:things|takeaways|ways|reasons|facts|questions|photos|moments|charts|lessons|dinge|fakten|gründe|choses|raisons|cosas|claves|razones)\b/iu,
  /\b(?:things to know|what (?:to|we|you need to) know|what (?:happened|we've learned)|takeaways|explained|explainer|at a glance|in pictures|in photos|photos:|timeline:|fact[ -]check|round-?up|recap|(?:morning|evening|daily|news|world|weekly) (?:briefing|digest|update|brief)|newsletter|quiz|best of)\b/iu,
  /\b(?:was wir wissen|das wissen wir|überblick|im faktencheck|ce que l['’]on sait|ce qu['’]il faut (?:savoir|retenir)|lo que (?:se sabe|sabemos)|qué se sabe|cosa sappiamo|o que se sabe|wat we weten)\b/iu,
];

const ADDRESSES =
  /\/(?:live|live-?blog|live-news|live-updates|liveticker|en-direct|en-vivo|directo|videos?|watch|av|podcasts?|audio|opinions?|commentisfree|comment|commentary|editorials?|blogs?|meinung|kommentare?|debatte|idees|tribunes?|columns?|columnists|letters|analysis|newsletters?|quiz|gallery|pictures|photos|slideshow)(?:\/|$)/i;

/** Whether a headline is that of live coverage, a video, an opinion, a question or a round-up. */
export function isSecondary(title: string, url: string): boolean {
  const path = URL.parse(url)?.pathname ?? "";
  return TITLES.some((pattern) => pattern.test(title)) || ADDRESSES.test(path);
}
