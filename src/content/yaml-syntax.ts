import type { YAMLError } from "yaml";
import { Lexer } from "yaml";
import { quote } from "../text/mistake.ts";

/** What is wrong with the syntax of a YAML file, for its author. */
export interface SyntaxMistake {
  line: number;
  problem: string;
  fix: string;
}

/** A line with a field and a value: `- name: RT`. */
const FIELD = /^(?<indent>[ ]*(?:- +)?)(?<key>[\w-]+):[ ]+(?<value>[^|>\s].*)$/;
/** A line that begins a field, also one that an unclosed quote has swallowed. */
const FIELD_START = /^[ ]*(?:- +)?[\w-]+:(?:\s|$)/m;
/** Lexemes that are not in the source: the lexer marks documents, flow errors and scalars with control characters. */
const LEXER_MARKS = new Set(["\u0002", "\u0018", "\u001F"]);
const QUOTE_IT = "Put the whole value between double quotes.";

/**
 * Puts the parser's first error into words. The parser names what it met when it gave up; an author needs the line
 * where the text went wrong, which may be earlier.
 *
 * @param lineAt the line of a character offset, counted from 1.
 */
export function syntaxMistake(
  source: string,
  { code, message, pos }: Pick<YAMLError, "code" | "message" | "pos">,
  lineAt: (offset: number) => number,
): SyntaxMistake {
  const lines = source.split("\n");
  const line = lineAt(pos[0]);
  const text = lines[line - 1] ?? "";
  const column = source.slice(0, pos[0]).split("\n").at(-1)?.length ?? 0;
  const unclosed = unclosedQuote(source, pos[1]);
  if (unclosed !== null) {
    const [offset, mark] = unclosed;
    const problem = `has a ${mark} that is not closed.`;
    const fix = `Add a ${mark} at the end of the value. A ${mark} within it is written as ${mark === '"' ? '\\"' : "''"}.`;
    return { line: lineAt(offset), problem, fix };
  }
  const [from, to] = [line - 1, lineAt(pos[1])];
  const tab = lines.slice(from, to).findIndex((each) => /^ *(?:- *)?\t/.test(each));
  if (tab !== -1) {
    const problem = "is indented with a tab, which YAML does not allow.";
    const fix = "Indent it with spaces, as many as its neighbours have.";
    return { line: from + tab + 1, problem, fix };
  }
  const bracket = /\bwith a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined) return unclosedBracket(lines, line, bracket);
  return (
    missingSpace(line, text) ??
    deeperLine(lines, line, code) ??
    wrongValue(line, text, code) ??
    misaligned(line, text, column) ?? {
      line,
      problem: `is not valid YAML: ${message}.`,
      fix: 'Put text that contains ": " or begins with a special character between double quotes.',
    }
  );
}

/**
 * The first quoted value, up to the offset `end`, that has no closing quote or runs over the beginning of another
 * field, with its quotation mark.
 */
function unclosedQuote(source: string, end: number): [offset: number, mark: string] | null {
  let offset = 0;
  for (const lexeme of new Lexer().lex(source)) {
    if (LEXER_MARKS.has(lexeme)) continue;
    if (offset > end) return null;
    const mark = lexeme.charAt(0);
    if (mark === '"' || mark === "'") {
      const closed = lexeme.length > 1 && lexeme.endsWith(mark);
      const [, ...further] = lexeme.split("\n");
      if (!closed || FIELD_START.test(further.join("\n"))) return [offset, mark];
    }
    offset += lexeme.length;
  }
  return null;
}

function unclosedBracket(lines: readonly string[], line: number, close: string): SyntaxMistake {
  const open = close === "]" ? "[" : "{";
  const before = lines
    .slice(0, line)
    .findLastIndex((text) => text.split(open).length > text.split(close).length);
  const problem = `has a "${open}" without its "${close}".`;
  return {
    line: before === -1 ? line : before + 1,
    problem,
    fix: `Add "${close}" at the end of the list.`,
  };
}

function missingSpace(line: number, text: string): SyntaxMistake | null {
  if (/^ *-[^\s-]/.test(text)) {
    return { line, problem: 'has no space after the "-".', fix: 'Write "- " before the field.' };
  }
  const key = /^ *(?:- +)?([a-z_]+):(?!\/\/)\S/i.exec(text)?.[1];
  if (key === undefined) return null;
  return {
    line,
    problem: `has no space after "${key}:".`,
    fix: `Write "${key}: " and then the value.`,
  };
}

/** A field that is indented below a field that already has a value. */
function deeperLine(lines: readonly string[], line: number, code: string): SyntaxMistake | null {
  const { indent = "", key = "", value = "" } = FIELD.exec(lines[line - 1] ?? "")?.groups ?? {};
  const next = lines.findIndex((text, index) => index >= line && text.trim() !== "");
  const nextText = lines[next] ?? "";
  const deeper = FIELD_START.test(nextText) && nextText.search(/\S/) > indent.length;
  if (key === "" || !deeper || !/IMPLICIT_KEY/.test(code)) return null;
  const problem = `is indented below "${key}", which has a value already.`;
  const fix =
    key === "feed"
      ? `Write "feed:" alone on line ${line}, and "url: ${value}" on a line of its own, aligned with this one.`
      : `Align it with "${key}".`;
  return { line: next + 1, problem, fix };
}

/** A value that YAML reads as something other than text. */
function wrongValue(line: number, text: string, code: string): SyntaxMistake | null {
  const value = FIELD.exec(text)?.groups?.["value"] ?? /^ *- +(.+)$/.exec(text)?.[1];
  if (value === undefined) return null;
  const mark = value.charAt(0);
  if (code === "BAD_SCALAR_START" || code === "TAG_RESOLVE_FAILED")
    return { line, problem: `has a value that begins with ${quote(mark)}.`, fix: QUOTE_IT };
  if (code === "BAD_DQ_ESCAPE")
    return {
      line,
      problem: 'has a "\\" between double quotes.',
      fix: 'Write "\\\\" for each "\\".',
    };
  if (mark === '"' || mark === "'") {
    const fix = `Put the whole value between one pair of quotes, and write quotes within it as ${mark === '"' ? '\\"' : "''"}.`;
    return { line, problem: `has text after the closing ${mark}.`, fix };
  }
  if (code === "BLOCK_AS_IMPLICIT_KEY" && value.includes(": "))
    return { line, problem: 'has a value that contains ": ".', fix: QUOTE_IT };
  return null;
}

/** A line that begins further left than the fields that it belongs to. */
function misaligned(line: number, text: string, column: number): SyntaxMistake | null {
  if (column > text.search(/\S/)) return null;
  if (/^---\s*$/.test(text))
    return { line, problem: 'is "---", which begins another document.', fix: "Remove this line." };
  if (!/^ *-|:/.test(text)) {
    const fix =
      'Write "name: value", or put the value above between double quotes and on one line.';
    return { line, problem: "is not a field, because it has no colon.", fix };
  }
  const problem = "is not aligned with the lines above.";
  const fix =
    'Indent every field of an item by the same number of spaces, and begin each item with "- ".';
  return { line, problem, fix };
}
