/** Ends of sentences: a mark, perhaps a closing quote, then white space; marks of scripts without spaces need none. */
const SENTENCES = /^.*(?:[.!?…]["”’»)]*(?=\s)|[。！？۔।])/su;

/**
 * The beginning of a text, cut at the end of a sentence; or between words, where the sentences that fit would leave most
 * of the room empty. Paragraphs are kept.
 *
 * @param maxLength in UTF-16 code units
 */
export function excerpt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength + 1);
  const sentences = SENTENCES.exec(cut)?.[0] ?? "";
  if (sentences.length > maxLength / 3) return sentences;
  const room = cut.slice(0, maxLength - 1);
  const end = room.search(/\s\S*$/u);
  const words = end > maxLength / 2 ? room.slice(0, end) : wholeCharacters(room);
  return `${words.replace(/[\s.,;:–—-]+$/u, "")} …`;
}

/** Without a character that was cut in half at the end. */
function wholeCharacters(text: string): string {
  const { index } = new Intl.Segmenter().segment(text).containing(text.length - 1) ?? { index: 0 };
  return text.slice(0, index || text.length).replace(/[\ud800-\udbff]$/, "");
}
