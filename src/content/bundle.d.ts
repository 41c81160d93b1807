import type { Content } from "../model/edition.ts";

/** What build.ts writes to build/content.js. */
export declare const content: Content;
