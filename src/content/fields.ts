import type { Document, Scalar, YAMLMap } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Mistake } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { fieldMeant } from "./field-names.ts";
import type { Reader } from "../text/field-values.ts";

/** A parsed YAML file. */
export interface Yaml {
  /** Its path, for mistakes. */
  file: string;
  document: Document.Parsed;
  /** The line of a character offset, counted from 1. */
  lineAt(offset: number): number;
  /** Where mistakes in the file are collected. */
  mistakes: Mistake[];
}

/** A value and the line it is on. */
export interface AtLine<T> {
  value: T;
  line: number;
}

/**
 * The fields of one YAML mapping. A caller reads each field by name, with a reader for its value. A wrong value becomes
 * a mistake with its line and reads as undefined, so that one run finds all mistakes. Fields that nobody read are
 * unknown.
 */
export class Fields {
  readonly #yaml: Yaml;
  readonly #map: YAMLMap;
  /** Names of the fields that have been read. */
  readonly #known = new Set<string>();
  /** Required fields that are missing, each with an example value. */
  readonly #missing = new Map<string, string>();
  /** The line of mistakes about a missing field. */
  readonly #line: number;
  /** Path of the field that contains these fields: "feed.". */
  readonly #prefix: string;

  constructor(yaml: Yaml, map: YAMLMap, line: number, prefix = "") {
    this.#yaml = yaml;
    this.#map = map;
    this.#line = line;
    this.#prefix = prefix;
  }

  /** The value of a required field. `example` is an example value for the mistake if it is missing. */
  required<T>(field: string, read: Reader<T>, example: string): T | undefined {
    const value = this.optional(field, read);
    if (this.isEmpty(field)) this.#missing.set(field, example);
    return value;
  }

  /** The value of an optional field; undefined if it is left out or empty. */
  optional<T>(field: string, read: Reader<T>): T | undefined {
    this.#known.add(field);
    if (this.isEmpty(field)) return undefined;
    return this.#scalar(field, this.#map.get(field, true), read);
  }

  /** The items of a list that must have one. `example` is an example list for the mistake if it is missing. */
  requiredList<T>(field: string, read: Reader<T>, example: string): AtLine<T>[] {
    if (this.isEmpty(field)) this.#missing.set(field, example);
    return this.list(field, read);
  }

  /** The items of an optional list; empty if it is left out. */
  list<T>(field: string, read: Reader<T>): AtLine<T>[] {
    this.#known.add(field);
    if (this.isEmpty(field)) return [];
    const node = this.#resolved(this.#map.get(field, true));
    if (!isSeq(node)) {
      this.mistake(
        field,
        "is not a list.",
        `Write "${field}: [one, two]", or one item per line after "- ".`,
      );
      return [];
    }
    return node.items.flatMap((item) => {
      const value = this.#scalar(field, item, read);
      return value === undefined ? [] : [{ value, line: this.#lineOf(item) ?? this.line(field) }];
    });
  }

  /** The fields of a nested mapping. Null if the field is left out or is not a mapping. */
  within(field: string): Fields | null {
    this.#known.add(field);
    const node = this.#resolved(this.#map.get(field, true));
    if (!isMap(node)) return null;
    return new Fields(this.#yaml, node, this.line(field), `${this.#prefix}${field}.`);
  }

  /** Whether a field is missing or has no value. */
  isEmpty(field: string): boolean {
    const node = this.#map.get(field, true);
    if (isSeq(node)) return node.items.length === 0;
    return node === undefined || (isScalar(node) && written(node).trim() === "");
  }

  /** The line of a field, or of the mapping if the field is missing. */
  line(field: string): number {
    const pair = this.#map.items.find(({ key }) => isScalar(key) && key.value === field);
    return this.#lineOf(pair?.key) ?? this.#line;
  }

  /** Reports a mistake in a field. */
  mistake(field: string, problem: string, fix: string, line = this.line(field)): void {
    const name = this.#prefix + field;
    this.#yaml.mistakes.push({ file: this.#yaml.file, line, field: name, problem, fix });
  }

  /**
   * Reports missing and unknown fields. To be called last. A field that is missing under its name, but is there under
   * another, is one mistake.
   *
   * @param elsewhere what to do about fields that belong somewhere else, by name.
   */
  end(elsewhere: Readonly<Record<string, string>> = {}): void {
    const free = [...this.#missing.keys(), ...this.#known].filter((field) => this.isEmpty(field));
    for (const { key } of this.#map.items) {
      const field = isScalar(key) ? written(key) : String(key);
      if (this.#known.has(field)) continue;
      const line = this.#lineOf(key) ?? this.#line;
      const fix = Object.hasOwn(elsewhere, field) ? elsewhere[field] : undefined;
      if (fix !== undefined) {
        this.mistake(field, "does not belong here.", fix, line);
        continue;
      }
      const meant = fieldMeant(field, free);
      if (meant !== undefined) this.#missing.delete(meant);
      const known = `Known fields: ${[...this.#known].join(", ")}.`;
      this.mistake(
        field,
        "is not a known field.",
        meant === undefined ? known : `Did you mean ${quote(meant)}?`,
        line,
      );
    }
    for (const [field, example] of this.#missing)
      this.mistake(field, "is missing.", `Add a line "${field}: ${example}".`);
  }

  #scalar<T>(field: string, item: unknown, read: Reader<T>): T | undefined {
    const node = this.#resolved(item);
    const line = this.#lineOf(item) ?? this.line(field);
    if (!isScalar(node)) {
      // YAML reads a value that begins with "*" as an alias.
      const problem = isMap(node) || isSeq(node) ? "is a list or a mapping." : 'begins with "*".';
      this.mistake(
        field,
        problem,
        "Write a single value, between double quotes if it contains special characters.",
        line,
      );
      return undefined;
    }
    // "We're #1" would silently lose its end. An intended comment has a space after the "#".
    if (typeof node.comment === "string" && /^\S/.test(node.comment)) {
      const problem = `"#${node.comment}" was read as a comment.`;
      const fix =
        'Put the whole value between double quotes, or add a space after the "#" if it is a comment.';
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

/**
 * The value of a scalar as a string. The failsafe schema keeps it one, unless the file gives it another type by a tag.
 */
function written({ value, source = "" }: Scalar): string {
  return typeof value === "string" ? value : source;
}
