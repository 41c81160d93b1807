import type { Content } from "../model/edition.ts";

/** The module that cli/build.ts writes to build/content.js. */
export declare const content: Content;
