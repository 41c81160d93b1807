import type { Published } from "./time.ts";

/** One article of one outlet. Its URL is its identity. Every text in it is plain text. */
export interface Report {
  /** Absolute http(s) URL. */
  url: string;
  /** The outlet's id. */
  outlet: string;
  title: string;
  /** The outlet's own headline is not known; this one is the edition's. */
  titleIsOurs: boolean;
  /** What this report says, in a few sentences; may be empty. */
  summary: string;
  /** Null when not even the day is known. */
  published: Published | null;
  /** A BCP 47 tag. */
  language: string;
  tags: string[];
  /** Whose reporting this report cites, by name: "Reuters". */
  via: string | null;
}
