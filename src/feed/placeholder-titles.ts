/**
 * What publishing systems write where an author gave no title, as WordPress, Blogger and office programs translate it,
 * and what programs print for a missing value.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  [
    "untitled, no title, no subject, untitled post, untitled document, untitled page, untitled article, title",
    "null, undefined, none, nil, nan",
    // Germanic
    "kein titel, ohne titel, unbenannt, kein betreff, geen titel, zonder titel, naamloos, titelloos",
    "ingen rubrik, utan titel, namnlös, ingen titel, uden titel, unavngivet, uten tittel, uten navn, án titils, ónefnt",
    // Romance
    "sans titre, sin título, senza titolo, sem título, fără titlu, sense títol, sen título",
    // Slavic and Baltic
    "bez tytułu, brak tytułu, bez názvu, brez naslova, bez naslova, nema naslova, без наслова, без наслов",
    "без заглавие, без названия, без заголовка, без темы, без назви, без назвы, без загалоўка",
    "bez nosaukuma, bez virsraksta, be pavadinimo",
    // Other European languages
    "ei otsikkoa, nimetön, pealkiri puudub, pealkirjata, nincs cím, cím nélkül, névtelen, χωρίς τίτλο, άτιτλο",
    "pa titull, izenbururik gabe, dim teitl, gan teideal, başlıksız, başlık yok, adsız, başlıqsız",
    "უსათაურო, անվերնագիր",
    // Asia and Africa
    "بدون عنوان, بلا عنوان, بغیر عنوان, ללא כותרת, शीर्षकहीन, शीर्षक रहित, कोई शीर्षक नहीं, শিরোনামহীন, শিরোনাম নেই",
    "தலைப்பு இல்லை, ไม่มีชื่อ, ไม่มีหัวข้อ, ไม่มีชื่อเรื่อง, không có tiêu đề, không tiêu đề, chưa có tiêu đề",
    "tanpa judul, tak berjudul, tiada tajuk, hakuna kichwa, geen titel, walang pamagat",
    "제목 없음, 제목없음, 무제, タイトルなし, 無題, 无标题, 无题, 無標題, 未命名",
  ].flatMap((line) => line.split(", ").map(folded)),
);

/** Whether a title only says that there is none: "Untitled", "[no title]". */
export const isPlaceholder = (title: string): boolean => PLACEHOLDERS.has(folded(title));

/** Letters and single spaces, in lower case, without a number at the end: "Untitled-1". */
function folded(title: string): string {
  const words =
    title
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const numbered = words.length > 1 && /^\p{N}+$/u.test(words.at(-1) ?? "");
  return (numbered ? words.slice(0, -1) : words).join(" ");
}
