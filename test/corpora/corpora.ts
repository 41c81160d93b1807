import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Document, Expected } from "./document.ts";
import { fromGofeed } from "./gofeed.ts";
import { assertions } from "./assertions.ts";

/** A set of documents with the expectations of their authors. */
export interface Corpus {
  name: string;
  documents: Document[];
}

const BASE = "http://127.0.0.1:8097/";

/** Reads the corpora in a folder: a clone of gofeed, feedparser or the W3C validator, or any folder of feeds. */
export function corporaIn(folder: string): Corpus[] {
  if (existsSync(join(folder, "testdata/parser"))) return gofeed(join(folder, "testdata"));
  if (existsSync(join(folder, "tests/wellformed"))) return feedparser(join(folder, "tests"));
  const w3c = existsSync(join(folder, "testcases"));
  const root = w3c ? join(folder, "testcases") : folder;
  const paths = list(root, /\.(?:xml|rss|atom|rdf|json|feed)$/);
  const name = w3c ? "W3C test cases" : basename(folder);
  return [{ name, documents: paths.map((path) => document(root, path)) }];
}

function gofeed(folder: string): Corpus[] {
  return ["parser/rss", "parser/atom", "parser/json", "translator"].map((part) => ({
    name: `gofeed ${part}`,
    documents: list(join(folder, part), /\.(?:xml|json)$/).flatMap((path) => {
      const at = join(folder, part, path);
      const names = [`${at.replace(/\.\w+$/, "")}_expected.json`, at.replace(/\.xml$/, ".json")];
      const file = names.find((name) => name !== at && existsSync(name));
      if (file === undefined) return [];
      const expected = fromGofeed(JSON.parse(readFileSync(file, "utf8")));
      return [{ ...document(join(folder, part), path), expected }];
    }),
  }));
}

function feedparser(folder: string): Corpus[] {
  return ["wellformed", "illformed", "encoding", "entities", "json"].map((part) => ({
    name: `feedparser ${part}`,
    documents: list(join(folder, part), /\.(?:xml|json)$/).map((path) => {
      const plain = document(join(folder, part), path);
      const head = textOf(plain.bytes);
      const type = /^\s*Header:\s+Content-type:\s*(.*)$/im.exec(head)?.[1] ?? null;
      const url = `${BASE}tests/${part}/${path}`;
      return { ...plain, url, contentType: type, expected: expectedOf(head) };
    }),
  }));
}

function expectedOf(head: string): Expected | null {
  const found = /Description:\s*.*?\s*Expect:\s*(.*)\s*-->/.exec(head)?.[1];
  return found === undefined ? null : assertions(found);
}

function document(folder: string, path: string): Document {
  const bytes = readFileSync(join(folder, path));
  return { path, bytes, contentType: null, url: BASE + path, expected: null };
}

/** The document's ASCII text, whatever its encoding, including UTF-16 and UTF-32. */
const textOf = (bytes: Uint8Array): string =>
  new TextDecoder("latin1").decode(bytes).replaceAll("\u0000", "");

const list = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path))
    .toSorted();
