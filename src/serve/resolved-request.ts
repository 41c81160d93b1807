import type { DocumentDefinition } from "./document-definitions.ts";
import type { RequestedList } from "./query-parameters.ts";

/** A request whose address is valid: the document to send, and the headers to send with it. */
export interface ResolvedRequest {
  definition: DocumentDefinition;
  /** The same object for the same address wherever possible: response headers are cached by it. */
  headers: Readonly<Record<string, string>>;
  /** Set for lists only. */
  list?: RequestedList;
}
