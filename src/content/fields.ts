import type { Document, Scalar, YAMLMap } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import type { Reader } from "../text/field-values.ts";

/** A YAML text that has been read, and where its lines are. */
export interface Yaml {
  /** For the mistakes in it. */
  file: string;
  document: Document.Parsed;
  lineAt(offset: number): number;
  mistakes: Mistake[];
}

/** A value and the line it is on. */
export interface AtLine<T> {
  value: T;
  line: number;
}

/**
 * The fields of one YAML mapping. Each question names a field and how to read it; what is wrong becomes a mistake with
 * its line, and the field reads as undefined, so that one run finds them all. Asked names are the known ones.
 */
export class Fields {
  readonly #yaml: Yaml;
  readonly #map: YAMLMap;
  readonly #asked = new Set<string>();
  /** Where mistakes about a missing field are shown. */
  readonly #line: number;
  /** Of the field that holds these: "feed.". */
  readonly #prefix: string;

  constructor(yaml: Yaml, map: YAMLMap, line: number, prefix = "") {
    this.#yaml = yaml;
    this.#map = map;
    this.#line = line;
    this.#prefix = prefix;
  }

  /** The value of a field that has to be there. `example` is how it could look. */
  required<T>(field: string, read: Reader<T>, example: string): T | undefined {
    const value = this.optional(field, read);
    if (this.isEmpty(field))
      this.mistake(field, "is missing.", `Add a line "${field}: ${example}".`);
    return value;
  }

  /** The value of a field that may be left out or empty. */
  optional<T>(field: string, read: Reader<T>): T | undefined {
    this.#asked.add(field);
    if (this.isEmpty(field)) return undefined;
    return this.#scalar(field, this.#map.get(field, true), read);
  }

  /** The values of a list. Empty when it is left out. */
  list<T>(field: string, read: Reader<T>): AtLine<T>[] {
    this.#asked.add(field);
    if (this.isEmpty(field)) return [];
    const node = this.#resolved(this.#map.get(field, true));
    if (!isSeq(node)) {
      this.mistake(
        field,
        "is not a list.",
        `Write "${field}: [one, two]", or one a line, each after "- ".`,
      );
      return [];
    }
    return node.items.flatMap((item) => {
      const value = this.#scalar(field, item, read);
      return value === undefined ? [] : [{ value, line: this.#lineOf(item) ?? this.line(field) }];
    });
  }

  /** The fields that a field holds. Null when it holds something else, or is left out. */
  within(field: string): Fields | null {
    this.#asked.add(field);
    const node = this.#resolved(this.#map.get(field, true));
    if (!isMap(node)) return null;
    return new Fields(this.#yaml, node, this.line(field), `${this.#prefix}${field}.`);
  }

  /** Whether a field is left out or has no value. */
  isEmpty(field: string): boolean {
    const node = this.#map.get(field, true);
    if (isSeq(node)) return node.items.length === 0;
    return node === undefined || (isScalar(node) && written(node).trim() === "");
  }

  /** Of a field, or where the mapping begins if it is left out. */
  line(field: string): number {
    const pair = this.#map.items.find(({ key }) => isScalar(key) && key.value === field);
    return this.#lineOf(pair?.key) ?? this.#line;
  }

  mistake(field: string, problem: string, fix: string, line = this.line(field)): void {
    const name = this.#prefix + field;
    this.#yaml.mistakes.push({ file: this.#yaml.file, line, field: name, problem, fix });
  }

  /** Call last: whatever was not asked for is unknown. */
  end(): void {
    for (const { key } of this.#map.items) {
      const field = isScalar(key) ? written(key) : String(key);
      if (this.#asked.has(field)) continue;
      const near = didYouMean(field, this.#asked);
      const fix =
        near === undefined
          ? `Known here: ${[...this.#asked].join(", ")}.`
          : `Did you mean ${quote(near)}?`;
      this.mistake(field, "is not a known field.", fix, this.#lineOf(key) ?? this.#line);
    }
  }

  #scalar<T>(field: string, item: unknown, read: Reader<T>): T | undefined {
    const node = this.#resolved(item);
    const line = this.#lineOf(item) ?? this.line(field);
    if (!isScalar(node)) {
      // An unknown alias is what YAML makes of a value that begins with "*".
      const problem = isMap(node) || isSeq(node) ? "holds a list or fields." : 'begins with "*".';
      this.mistake(
        field,
        problem,
        "Write one value, between double quotes if it has signs in it.",
        line,
      );
      return undefined;
    }
    // "We're #1" would lose its end without a word. A comment that is meant has a space after its sign.
    if (typeof node.comment === "string" && /^\S/.test(node.comment)) {
      const problem = `"#${node.comment}" was read as a comment.`;
      const fix =
        'Put the whole value between double quotes, or a blank after the "#" of a comment.';
      this.mistake(field, problem, fix, line);
      return undefined;
    }
    const result = read(written(node));
    if ("value" in result) return result.value;
    this.mistake(field, result.problem, result.fix, line);
    return undefined;
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#yaml.document) : node;
  }

  #lineOf(node: unknown): number | undefined {
    const offset = (node as { range?: [number, number, number] | null } | null | undefined)
      ?.range?.[0];
    return offset === undefined ? undefined : this.#yaml.lineAt(offset);
  }
}

/** The value of a scalar. The failsafe schema leaves it a string, unless the file tags it as something else. */
function written({ value, source = "" }: Scalar): string {
  return typeof value === "string" ? value : source;
}
