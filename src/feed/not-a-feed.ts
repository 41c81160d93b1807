/**
 * Says what a text is that does not contain a feed.
 *
 * @param first its first element, if there is one.
 * @returns the reason, and its character offset in the text.
 */
export function whyNotAFeed(
  text: string,
  first: { name: string; at: number } | null,
): { reason: string; at: number } {
  if (first === null) {
    return { reason: text.trim() === "" ? "it is empty" : "it is text, not a feed", at: 0 };
  }
  const { name, at } = first;
  const page = name === "html" || /<html[\s>]/i.test(text);
  const kind = page ? "a web page" : `XML that begins with <${name.slice(0, 40)}>`;
  return { reason: `it is ${kind}, not a feed`, at };
}
