import { isMap, LineCounter, parseDocument } from "yaml";
import type { Yaml } from "./fields.ts";
import { Fields } from "./fields.ts";
import type { Mistake } from "../text/mistake.ts";
import { syntaxMistake } from "./yaml-syntax.ts";

/**
 * Parses YAML and reports the first syntax error as a mistake. The failsafe schema keeps all scalars as
 * strings: a date does not become a timestamp, the headline `1984` a number, or the language `no` a boolean.
 *
 * @returns null if it is not valid. The reason is then in `mistakes`.
 */
export function readYaml(file: string, source: string, mistakes: Mistake[]): Yaml | null {
  const lines = new LineCounter();
  const document = parseDocument(source, {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
  });
  const lineAt = (offset: number): number =>
    lines.linePos(Math.min(offset, source.trimEnd().length)).line;
  // What the parser says after its first error usually follows from it.
  const problems = [...document.errors, ...document.warnings];
  const syntax = problems.filter(({ code }) => code !== "DUPLICATE_KEY");
  const [first] = (syntax.length > 0 ? syntax : problems).toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return { file, document, lineAt, mistakes };
  const mistake =
    first.code === "DUPLICATE_KEY"
      ? duplicate(source, first.pos[0], lineAt)
      : { field: null, ...syntaxMistake(source, first, lineAt) };
  mistakes.push({ file, ...mistake });
  return null;
}

function duplicate(source: string, offset: number, lineAt: Yaml["lineAt"]): Omit<Mistake, "file"> {
  const [field = ""] = /^[^:\n]+/.exec(source.slice(offset)) ?? [];
  const inList = source.slice(0, offset).includes(`- ${field}:`);
  const fix = inList
    ? `Remove one of the two, or write "- ${field}:" if another item begins here.`
    : "Remove one of the two.";
  return { line: lineAt(offset), field, problem: "is given twice.", fix };
}

/**
 * The fields of a YAML document that is a mapping. Null if it is something else, which is then reported as a mistake.
 */
export function fieldsOf(yaml: Yaml, line: number): Fields | null {
  const node = yaml.document.contents;
  if (isMap(node)) return new Fields(yaml, node, line);
  yaml.mistakes.push({
    file: yaml.file,
    line,
    field: null,
    problem: node === null ? "contains no fields." : "is not a list of fields.",
    fix: 'Write one field per line, as "name: value".',
  });
  return null;
}
