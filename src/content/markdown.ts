import type { Token } from "markdown-it";
import MarkdownIt from "markdown-it";
import type { Prose } from "../model/story.ts";
import type { TextLimits } from "../text/plain-text.ts";
import { cleanCharacters, plainText, withoutTags } from "../text/plain-text.ts";

// HTML in the source is not passed through: the parser treats it as text, and tags in text are removed as everywhere.
const markdown = new MarkdownIt({ html: false });
markdown.core.ruler.push("without_tags", ({ tokens }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    // Within a line of text, the end of a block is only a space.
    if (token.type === "text") token.content = withoutTags(token.content).replace(/\n+/g, " ");
  }
});
markdown.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url);
// An external image would tell its host who reads the page. Only its description is kept.
markdown.renderer.rules["image"] = (tokens, index) =>
  markdown.utils.escapeHtml(textOf(tokens[index]?.children ?? []));

/** Markdown as plain text, with one paragraph per block. */
export function markdownText(source: string, limits: TextLimits): string {
  const blocks = markdown.parse(cleanCharacters(source), {}).flatMap((token) => {
    if (token.type === "inline") return [textOf(token.children ?? [])];
    return token.type === "fence" || token.type === "code_block" ? [token.content] : [];
  });
  // Each block is cleaned separately, so that an unclosed tag in one does not swallow the next.
  return plainText(blocks.map((block) => plainText(block, limits)).join("\n\n"), limits);
}

/** Markdown as text and HTML. The HTML contains only elements that Markdown produces, and http(s) and mailto links. */
export function markdownProse(source: string, limits: TextLimits): Prose {
  return {
    text: markdownText(source, limits),
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
