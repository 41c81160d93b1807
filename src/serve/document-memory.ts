import type { Content } from "../model/edition.ts";
import type { Story } from "../model/story.ts";
import type { Facet } from "../model/selection.ts";
import { sha256 } from "../model/digest.ts";
import type { DocumentContext, NewsroomDocuments, StoredDocument } from "../store/api.ts";
import type { DocumentDefinition } from "./document-definitions.ts";

/** What is at a document's address. */
export type Resolution =
  | { kind: "document"; document: StoredDocument }
  | { kind: "moved"; key: string }
  | { kind: "gone" }
  /** The archive document that there is now. */
  | { kind: "version"; upTo: number; version: string }
  | { kind: "unknown"; facet?: Facet };

/**
 * Milliseconds for which a document in memory is served without asking the newsroom whether it changed. Well below the
 * time for which an edge cache keeps it, and long enough that a busy Worker hardly ever asks.
 */
const REVALIDATE_AFTER = 2_000;

/**
 * Bytes of documents held in memory: the one that nobody asked for longest makes room for the next. Anyone can ask for any
 * selection, so this is all that such documents can ever take, of the 128 MB that an isolate has.
 */
const MAX_MEMORY_BYTES = 32_000_000;

interface Held {
  document: StoredDocument;
  basis: number;
  /** When the newsroom last said that it is right. */
  asked: number;
}

/** Documents as bytes: from memory, from the newsroom that keeps them, and rendered only when what they show changed. */
export class DocumentMemory {
  readonly #held = new Map<string, Held>();
  #bytes = 0;

  readonly #content: Pick<Content, "edition" | "build">;
  readonly #now: () => number;
  readonly #trustedFor: number;

  /** @param now the clock, in milliseconds */
  constructor(
    content: Pick<Content, "edition" | "build">,
    now: () => number,
    trustedFor: number = REVALIDATE_AFTER,
  ) {
    this.#content = content;
    this.#now = now;
    this.#trustedFor = trustedFor;
  }

  /**
   * The document of that recipe. When the newsroom does not answer, the one in memory, however old.
   *
   * @param reach gives the newsroom; called only to ask it, since finding the way to it is work too
   * @throws what the newsroom throws, when nothing is in memory.
   */
  async get(definition: DocumentDefinition, reach: () => NewsroomDocuments): Promise<Resolution> {
    const held = this.#held.get(definition.path);
    const now = this.#now();
    if (held && (definition.request === null || now - held.asked < this.#trustedFor))
      return documentOf(held);
    if (definition.request === null)
      return documentOf(this.#hold(definition.path, await this.#render(definition, []), 0));

    // Requests that arrive meanwhile are served from memory.
    if (held) held.asked = now;
    const newsroom = reach();
    const answer = await newsroom
      .requestDocument(
        definition.kept === false ? null : definition.path,
        definition.request,
        this.#content.build,
        held?.basis ?? null,
      )
      .catch((error: unknown) => {
        if (!held) throw error;
        log("newsroom silent", definition.path, error);
        return { kind: "same" } as const;
      });
    switch (answer.kind) {
      case "same":
        if (!held) throw new Error(`the newsroom takes ${definition.path} for held, and it is not`);
        this.#move(definition.path, held);
        return documentOf(held);
      case "kept":
        return documentOf(this.#hold(definition.path, answer.document, answer.basis));
      case "stories": {
        const rendered = await this.#render(definition, answer.stories, answer.beside);
        if (definition.kept === false)
          return documentOf(this.#hold(definition.path, rendered, answer.basis));
        const modified = await newsroom
          .storeDocument(definition.path, this.#content.build, answer.basis, rendered)
          .catch((error: unknown) => {
            log("document not kept", definition.path, error);
            return now;
          });
        return documentOf(this.#hold(definition.path, { ...rendered, modified }, answer.basis));
      }
      default:
        this.#drop(definition.path);
        return answer;
    }
  }

  #hold(path: string, document: StoredDocument, basis: number): Held {
    const held = { document, basis, asked: this.#now() };
    this.#drop(path);
    this.#held.set(path, held);
    this.#bytes += sizeOf(held);
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= MAX_MEMORY_BYTES || oldest === path) break;
      this.#drop(oldest);
    }
    return held;
  }

  /** To the end of the line of those that make room. */
  #move(path: string, held: Held): void {
    if (!this.#held.delete(path)) return;
    this.#held.set(path, held);
  }

  #drop(path: string): void {
    const held = this.#held.get(path);
    if (held && this.#held.delete(path)) this.#bytes -= sizeOf(held);
  }

  async #render(
    definition: DocumentDefinition,
    stories: Story[],
    context: DocumentContext = {},
  ): Promise<StoredDocument> {
    const { edition } = this.#content;
    const document = await packDocument(
      definition.type,
      definition.render(edition, stories, context),
    );
    const links = definition.links?.(edition, stories, context) ?? "";
    return links === "" ? document : { ...document, links };
  }
}

/** What was rendered, with all that an answer needs. */
export async function packDocument(
  type: string,
  rendered: string | Uint8Array,
): Promise<StoredDocument> {
  const bytes = typeof rendered === "string" ? new TextEncoder().encode(rendered) : rendered;
  return { type, bytes, gzip: await gzip(bytes), etag: await sha256(bytes, 16), modified: null };
}

const log = (event: string, path: string, error: unknown): void =>
  console.error(JSON.stringify({ event, path, error: String(error) }));

const sizeOf = ({ document }: Held): number => document.bytes.byteLength + document.gzip.byteLength;

const documentOf = ({ document }: Held): Resolution => ({ kind: "document", document });

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).bytes();
}
