import type { Published } from "./time.ts";

/** One article of one outlet. Its URL identifies it. Every string in it is plain text. */
export interface Report {
  /** Absolute http(s) URL. */
  url: string;
  /** The outlet's id. */
  outlet: string;
  title: string;
  /** True if the outlet's own headline is not known and the edition wrote this one. */
  titleIsOurs: boolean;
  /** What this report says, in a few sentences; may be empty. */
  summary: string;
  /** Null if not even the day is known. */
  published: Published | null;
  /** A BCP 47 tag. */
  language: string;
  tags: string[];
  /** Name of the source whose reporting this report cites, such as "Reuters". */
  via: string | null;
  /** Https address of the picture that its feed gives with it, if the edition shows the outlet's pictures. */
  image?: string;
}
