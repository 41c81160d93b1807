import type { Token } from "markdown-it";
import MarkdownIt from "markdown-it";
import type { Prose } from "../model/story.ts";
import type { TextLimits } from "../text/plain-text.ts";
import { cleanCharacters, plainText, withoutTags } from "../text/plain-text.ts";

// No HTML of the author's own comes through: to the parser it is text, and in a text tags are removed, as everywhere.
const markdown = new MarkdownIt({ html: false });
markdown.core.ruler.push("without_tags", ({ tokens }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    // In a line of text, a block's end is no more than a blank.
    if (token.type === "text") token.content = withoutTags(token.content).replace(/\n+/g, " ");
  }
});
markdown.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url);
// A picture from elsewhere tells its host who reads. Its description is kept.
markdown.renderer.rules["image"] = (tokens, index) =>
  markdown.utils.escapeHtml(textOf(tokens[index]?.children ?? []));

/** What Markdown says, in plain text: a paragraph for each block. */
export function markdownText(source: string, shape: TextLimits): string {
  const blocks = markdown.parse(cleanCharacters(source), {}).flatMap((token) => {
    if (token.type === "inline") return [textOf(token.children ?? [])];
    return token.type === "fence" || token.type === "code_block" ? [token.content] : [];
  });
  // Each by itself, so that a tag never closed in one block does not swallow the next.
  return plainText(blocks.map((block) => plainText(block, shape)).join("\n\n"), shape);
}

/** Markdown in both forms. The HTML holds only elements that Markdown makes, and links to http(s) and mailto. */
export function markdownProse(source: string, shape: TextLimits): Prose {
  return {
    text: markdownText(source, shape),
    html: markdown.render(cleanCharacters(source)).trim(),
  };
}

function textOf(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "softbreak" || token.type === "hardbreak") return "\n";
      return token.type === "image" ? textOf(token.children ?? []) : token.content;
    })
    .join("");
}
