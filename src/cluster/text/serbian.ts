/** Serbian is written in two scripts, and outlets of one edition differ in theirs. */

const digraphs: Readonly<Record<string, string>> = { љ: "lj", њ: "nj", џ: "dž" };
const cyrillic = "абвгдђежзијклмнопрстћуфхцчш";
const latin = "abvgdđežzijklmnoprstćufhcčš";

const letter = /[\u0402-\u045f]/g;

/** A Serbian text in Latin letters. Letters that are not Serbian stay. */
export function toLatin(text: string): string {
  return text.replace(letter, (char) => {
    const lower = char.toLowerCase();
    const to = digraphs[lower] ?? latin[cyrillic.indexOf(lower)] ?? char;
    return char === lower ? to : to.charAt(0).toUpperCase() + to.slice(1);
  });
}
