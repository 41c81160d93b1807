/** The most of a document type declaration that is looked at, in UTF-16 units. HTML's own entities take 20,000. */
const MOST = 65_536;

/** An entity, or a parameter entity, made of others. */
const NESTED = /<!ENTITY\s+(?:%\s+)?[^\s"'<>]+\s+(?:"[^"&%]*[&%](?!#)|'[^'&%]*[&%](?!#))/i;
const DECLARES = /<!ENTITY\s/i;

/**
 * Skips the declaration at `at` ("<!DOCTYPE …>" and its like). What it declares is never expanded: names that HTML
 * knows are read as HTML's, others stay as they are written.
 *
 * @returns where the text goes on, or why the document is refused: entities made of entities are how a small file
 * becomes a large one, and no feed has a use for them.
 */
export function withoutDoctype(
  text: string,
  at: number,
): { end: number; declares: boolean } | { end: number; reason: string } {
  let subset = false;
  let here = at;
  const last = Math.min(text.length, at + MOST);
  for (; here < last; here++) {
    const sign = text[here];
    if (sign === "[") subset = true;
    else if (sign === "]") subset = false;
    else if (sign === ">" && !subset) break;
    else if (sign === '"' || sign === "'") {
      const close = text.indexOf(sign, here + 1);
      if (close === -1 || close >= last) break;
      here = close;
    }
  }
  if (here >= last && last < text.length) {
    return { end: text.length, reason: `it has a declaration of more than ${MOST} characters` };
  }
  const declaration = text.slice(at, here);
  if (NESTED.test(declaration)) {
    return { end: text.length, reason: "it declares entities made of other entities" };
  }
  return { end: here + 1, declares: DECLARES.test(declaration) };
}
