import { isMap, LineCounter, parseDocument } from "yaml";
import type { Yaml } from "./fields.ts";
import { Fields } from "./fields.ts";
import type { Mistake } from "../text/mistake.ts";

/**
 * Parses YAML and reports the parser's errors and warnings as mistakes. The failsafe schema keeps all scalars as
 * strings: a date does not become a timestamp, the headline `1984` a number, or the language `no` a boolean.
 *
 * @returns null if it is not valid. The reasons are then in `mistakes`.
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
  const problems = [...document.errors, ...document.warnings];
  for (const { code, message, pos } of problems) {
    const line = lineAt(pos[0]);
    if (code === "DUPLICATE_KEY") {
      const [field = null] = /^[^:\n]+/.exec(source.slice(pos[0])) ?? [];
      mistakes.push({
        file,
        line,
        field,
        problem: "is given twice.",
        fix: "Remove one of the two.",
      });
    } else {
      const fix =
        'Put text that contains ": " or begins with a special character between double quotes.';
      mistakes.push({ file, line, field: null, problem: `is not valid YAML: ${message}.`, fix });
    }
  }
  return problems.length === 0 ? { file, document, lineAt, mistakes } : null;
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
