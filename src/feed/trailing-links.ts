/**
 * The text of links with which publishing systems end an excerpt, by language. Folded to lower case; the typographic
 * apostrophe is written as a plain one.
 */
const LINKS: readonly string[] = [
  // English
  "continue reading|read more|read the full (?:article|story|post|text)|read full (?:article|story)|keep reading",
  "full story|more…|click here to (?:read|continue)|view (?:article|post)|watch (?:now|the video)|listen now",
  // German, Dutch, Scandinavian, Icelandic
  "weiterlesen|mehr lesen|lesen sie (?:mehr|weiter)|zum artikel|den ganzen artikel lesen|lees (?:meer|verder)",
  "verder lezen|läs (?:mer|vidare|hela)|fortsätt läsa|læs (?:mere|videre)|les (?:mer|videre|hele)|fortsett å lese|lesa (?:meira|áfram)",
  // Romance
  "lire la suite|continuer la lecture|lire (?:plus|l'article)|en savoir plus|leer más|seguir leyendo|continuar leyendo",
  "sigue leyendo|leggi (?:tutto|di più|anche|l'articolo)|continua a leggere|continua la lettura|leia mais|continue lendo",
  "continuar a ler|ler mais|saiba mais|citește (?:mai mult|mai departe|tot|articolul)|continuă să citești|llegir més|continua llegint",
  "seguir lendo|ler máis",
  // Slavic and Baltic
  "читать (?:далее|дальше|полностью)|подробнее|продолжить чтение|читати (?:далі|повністю)|докладніше|чытаць далей",
  "czytaj (?:więcej|dalej)|przeczytaj (?:więcej|całość)|číst (?:dále|více|dál)|celý článek|pokračovat ve čtení|čítať ďalej",
  "viac informácií|preberi več|beri naprej|pročitaj(?:te)? više|opširnije|pročitaj još|прочитај(?:те)? (?:више|повеќе)|опширније",
  "прочетете (?:още|повече|цялата)|виж (?:още|повече)|lasīt (?:vairāk|tālāk)|skaityti (?:daugiau|toliau|plačiau)|skaitykite daugiau",
  // Other European languages
  "lue (?:lisää|koko)|jatka lukemista|loe (?:edasi|lähemalt)|tovább olvas\\w*|bővebben|olvass tovább|tovább a cikkre",
  "διαβάστε (?:περισσότερα|τη συνέχεια|ακόμη)|συνεχίστε την ανάγνωση|περισσότερα|devamını (?:oku\\w*|gör)|devamı|daha fazla oku",
  "ətraflı|ardını oxu|lexo (?:më shumë|më tej)|irakurri gehiago|darllen (?:mwy|rhagor)|léigh (?:níos mó|tuilleadh)",
  // Asia and Africa
  "اقرأ (?:المزيد|أيضا|أيضًا)|تابع القراءة|المزيد|קרא עוד|קראו עוד|המשך קריאה|ادامه (?:مطلب|خواندن)|مزید پڑھیں|और पढ़ें|आगे पढ़ें",
  "আরও পড়ুন|বিস্তারিত পড়ুন|மேலும் (?:படிக்க|வாசிக்க)|อ่าน(?:ต่อ|เพิ่มเติม)|đọc (?:tiếp|thêm)|xem (?:thêm|tiếp)|baca (?:selengkapnya|juga|lebih lanjut)",
  "selengkapnya|soma zaidi|続きを読む|もっと(?:見る|読む)|更に読む|계속 읽기|더 ?보기|기사 더보기|阅读(?:更多|全文)|继续阅读|查看更多|閱讀(?:更多|全文)|繼續閱讀",
];

/** What may surround the link: brackets, arrows, quotation marks, ellipses. */
const DECORATION = "[\\s\\[\\](){}<>«»“”\"'→➔➜►▶›‹…·•|.:!-]*";
const PHRASE = LINKS.join("|");
/** Maximum length of what follows the phrase, which is usually the headline or an address. */
const MAX_REST = 200;

/** A link at the end of the text, on a line of its own or after the end of a sentence. */
const AT_END = new RegExp(
  `(?:^|\\n\\n|(?<=[.!?…。！？»”"'\\])])(?!\\]))${DECORATION}(?:${PHRASE})(?:(?<![\\p{L}\\p{M}])|(?![\\p{L}\\p{M}]))(?:[^\\n.!?。！？]|[.!?](?=\\S)){0,${MAX_REST}}[.!?。！？]?${DECORATION}$`,
  "iu",
);
/** The same without the end of a sentence before it, if nothing but arrows follows. */
const ARROWS = "[\\s\\])}>»→➔➜►▶›…·•|:-]*";
const BARE = new RegExp(`\\s${DECORATION}(${PHRASE})(${ARROWS})$`, "iu");
/** WordPress's sign that an excerpt was cut: "[…]". */
const CUT = /\s*\[(?:…|\.{3})\]\s*$/;
/** Characters of the end of the text that are searched. */
const WINDOW = 400;

/** A link within a sentence. In lower case and without an arrow, the words may be the sentence's own. */
function bareLink(text: string): RegExpExecArray | null {
  const match = BARE.exec(text);
  const [, phrase = "", arrows = ""] = match ?? [];
  const first = phrase.charAt(0);
  const isSmall = first !== first.toUpperCase();
  return isSmall && arrows.trim() === "" ? null : match;
}

/** Removes links to the article from the end of an excerpt, such as "Continue reading". The cut itself stays visible. */
export function withoutTrailingLinks(text: string): string {
  let rest = text;
  for (let round = 0; round < 3; round++) {
    const start = Math.max(0, rest.length - WINDOW);
    const end = rest.slice(start).replaceAll("’", "'");
    const match = AT_END.exec(end) ?? bareLink(end);
    if (match === null) break;
    rest = rest.slice(0, start + match.index).trimEnd();
  }
  return rest.replace(CUT, "…");
}
