/** Maximum length of a document type declaration in UTF-16 units. Declaring all entities of HTML takes 20,000. */
const MAX_LENGTH = 65_536;

/** A declaration of an entity, or of a parameter entity, that contains other entities. */
const NESTED = /<!ENTITY\s+(?:%\s+)?[^\s"'<>]+\s+(?:"[^"&%]*[&%](?!#)|'[^'&%]*[&%](?!#))/i;
const DECLARES = /<!ENTITY\s/i;

/**
 * Skips the declaration at `at` ("<!DOCTYPE …>" or similar). The entities that it declares are never expanded: names
 * that HTML defines are read as in HTML, and others stay as they are written.
 *
 * @returns where the text continues, or why the document is rejected. Nested entities can expand a small file into a
 * huge one, and no feed needs them.
 */
export function withoutDoctype(
  text: string,
  at: number,
): { end: number; declares: boolean } | { end: number; reason: string } {
  let subset = false;
  let index = at;
  const limit = Math.min(text.length, at + MAX_LENGTH);
  for (; index < limit; index++) {
    const char = text[index];
    if (char === "[") subset = true;
    else if (char === "]") subset = false;
    else if (char === ">" && !subset) break;
    else if (char === '"' || char === "'") {
      const close = text.indexOf(char, index + 1);
      if (close === -1 || close >= limit) break;
      index = close;
    }
  }
  if (index >= limit && limit < text.length) {
    return { end: text.length, reason: `its DOCTYPE is longer than ${MAX_LENGTH} characters` };
  }
  const declaration = text.slice(at, index);
  if (NESTED.test(declaration)) {
    return { end: text.length, reason: "it declares entities that contain other entities" };
  }
  return { end: index + 1, declares: DECLARES.test(declaration) };
}
