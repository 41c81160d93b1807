import type { Content } from "../model/edition.ts";
import type { Story } from "../model/story.ts";
import type { Facet } from "../model/selection.ts";
import { sha256 } from "../model/digest.ts";
import type { DocumentContext, NewsroomDocuments, StoredDocument } from "../store/api.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import type { DocumentDefinition } from "./document-definitions.ts";

/** What a document's address leads to. */
export type Resolution =
  | { kind: "document"; document: StoredDocument }
  | { kind: "moved"; key: string }
  | { kind: "gone" }
  /** The current number and version of an archive document, if the request named others. */
  | { kind: "version"; upTo: number; version: string }
  | { kind: "unknown"; facet?: Facet };

/**
 * Milliseconds for which a document in memory is served without asking the newsroom whether it changed. This is far less
 * than the freshness lifetime in an edge cache, and long enough that a busy Worker rarely asks.
 */
const REVALIDATE_AFTER = 2_000;

/**
 * Maximum total size of the documents in memory, in bytes; the least recently used are evicted. Without it, visitors who
 * request ever more selections could fill the 128 MB of an isolate.
 */
const MAX_MEMORY_BYTES = 32_000_000;

/** Maximum number of lists that are made at once, and that wait to be. */
const MAX_LISTS = { running: 2, waiting: 200 };

interface CachedDocument {
  document: StoredDocument;
  /** Revision of what the document shows. */
  basis: number;
  /** From this time on, a request asks the newsroom whether the document changed. */
  revalidateAt: number;
}

/** Gets documents from memory or from the newsroom, and renders them only if what they show has changed. */
export class DocumentMemory {
  /** By path, the least recently used first. */
  readonly #cached = new Map<string, CachedDocument>();
  #bytes = 0;
  /** Limits documents that are stored nowhere else: visitors can request any number of them. */
  readonly #lists = new ConcurrencyLimit(MAX_LISTS.running, MAX_LISTS.waiting);

  readonly #content: Pick<Content, "edition" | "build">;
  readonly #now: () => number;
  readonly #revalidateAfter: number;

  /**
   * @param now the clock: milliseconds since 1970 (UTC)
   * @param revalidateAfter milliseconds for which a document is served without asking the newsroom
   */
  constructor(
    content: Pick<Content, "edition" | "build">,
    now: () => number,
    revalidateAfter: number = REVALIDATE_AFTER,
  ) {
    this.#content = content;
    this.#now = now;
    this.#revalidateAfter = revalidateAfter;
  }

  /**
   * Gets a document, or what became of it. If the newsroom does not respond, serves the one in memory, however old.
   *
   * @param reach gives the newsroom; called only when it is needed, since finding the way to it takes time
   * @param onError "or fail" to throw what the newsroom throws even if the document is in memory
   * @throws what the newsroom throws, if the document is not in memory
   */
  get(
    definition: DocumentDefinition,
    reach: () => NewsroomDocuments,
    onError: "or old" | "or fail" = "or old",
  ): Promise<Resolution> {
    const cached = this.#cached.get(definition.path);
    const isCurrent = cached && (definition.request === null || this.#now() < cached.revalidateAt);
    if (definition.kept !== false || isCurrent) return this.#get(definition, reach, onError);
    return this.#lists.run(() => this.#get(definition, reach, onError));
  }

  async #get(
    definition: DocumentDefinition,
    reach: () => NewsroomDocuments,
    onError: "or old" | "or fail",
  ): Promise<Resolution> {
    const { path, request } = definition;
    const cached = this.#cached.get(path);
    const now = this.#now();
    if (cached && (request === null || now < cached.revalidateAt)) return documentOf(cached);
    if (request === null)
      return documentOf(this.#store(path, await this.#render(definition, []), 0));

    // Postponed before the newsroom responds, so that requests that arrive meanwhile are served from memory.
    if (cached) cached.revalidateAt = now + this.#revalidateAfter;
    const newsroom = reach();
    const result = await newsroom
      .requestDocument(
        definition.kept === false ? null : path,
        request,
        this.#content.build,
        cached?.basis ?? null,
      )
      .catch((error: unknown) => {
        if (!cached || onError === "or fail") throw error;
        log("newsroom silent", path, error);
        return { kind: "same" } as const;
      });
    switch (result.kind) {
      case "same":
        if (!cached)
          throw new Error(`${path} is not in memory, but the newsroom says it is current`);
        this.#markAsUsed(path, cached);
        return documentOf(cached);
      case "kept":
        return documentOf(this.#store(path, result.document, result.basis));
      case "stories": {
        const rendered = await this.#render(definition, result.stories, result.context);
        if (definition.kept === false) return documentOf(this.#store(path, rendered, result.basis));
        const modified = await newsroom
          .storeDocument(path, this.#content.build, result.basis, rendered)
          .catch((error: unknown) => {
            log("document not kept", path, error);
            return now;
          });
        return documentOf(this.#store(path, { ...rendered, modified }, result.basis));
      }
      default:
        this.#drop(path);
        return result;
    }
  }

  #store(path: string, document: StoredDocument, basis: number): CachedDocument {
    const cached = { document, basis, revalidateAt: this.#now() + this.#revalidateAfter };
    this.#drop(path);
    this.#cached.set(path, cached);
    this.#bytes += sizeOf(cached);
    for (const oldest of this.#cached.keys()) {
      if (this.#bytes <= MAX_MEMORY_BYTES || oldest === path) break;
      this.#drop(oldest);
    }
    return cached;
  }

  /** Moves a document to the end of the map, where it is evicted last. */
  #markAsUsed(path: string, cached: CachedDocument): void {
    if (!this.#cached.delete(path)) return;
    this.#cached.set(path, cached);
  }

  #drop(path: string): void {
    const cached = this.#cached.get(path);
    if (cached && this.#cached.delete(path)) this.#bytes -= sizeOf(cached);
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

/** Encodes and compresses a rendered document, and computes its ETag. */
export async function packDocument(
  type: string,
  rendered: string | Uint8Array,
): Promise<StoredDocument> {
  const bytes = typeof rendered === "string" ? new TextEncoder().encode(rendered) : rendered;
  return { type, bytes, gzip: await gzip(bytes), etag: await sha256(bytes, 16), modified: null };
}

const log = (event: string, path: string, error: unknown): void =>
  console.error(JSON.stringify({ event, path, error: String(error) }));

const sizeOf = ({ document }: CachedDocument): number =>
  document.bytes.byteLength + document.gzip.byteLength;

const documentOf = ({ document }: CachedDocument): Resolution => ({ kind: "document", document });

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).bytes();
}
