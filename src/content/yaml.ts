import { isMap, LineCounter, parseDocument } from "yaml";
import type { Yaml } from "./fields.ts";
import { Fields } from "./fields.ts";
import type { Mistake } from "../text/mistake.ts";

/**
 * Reads YAML and files what the parser has against it. All scalars stay as written (the failsafe schema):
 * a day does not become a moment, nor the headline `1984` a number, nor the language `no` a refusal.
 *
 * @returns null when it cannot be used. The reason is then among `mistakes`.
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
      mistakes.push({ file, line, field, problem: "is given twice.", fix: "Remove one." });
    } else {
      const fix = 'Text that holds ": " or begins with a sign goes between double quotes.';
      mistakes.push({ file, line, field: null, problem: `is not valid YAML: ${message}.`, fix });
    }
  }
  return problems.length === 0 ? { file, document, lineAt, mistakes } : null;
}

/** The fields of a YAML text that is one mapping. Null when it is something else, which is then among the mistakes. */
export function fieldsOf(yaml: Yaml, line: number): Fields | null {
  const node = yaml.document.contents;
  if (isMap(node)) return new Fields(yaml, node, line);
  yaml.mistakes.push({
    file: yaml.file,
    line,
    field: null,
    problem: node === null ? "has no fields." : "is not a list of fields.",
    fix: 'Write one field a line, "name: value".',
  });
  return null;
}
