import type { Story } from "../model/story.ts";
import type { Poll, WireHealth, WireState } from "../model/wire.ts";
import type { Kept } from "./documents.ts";

/** The stories that a document shows. */
export type Need = { kind: "latest"; limit: number } | { kind: "story"; key: string };

/** What the newsroom has for a document. */
export type Answer =
  /** A document that was rendered of just these stories. */
  | { kind: "kept"; basis: number; document: Kept }
  /** The one that the asker holds is right. */
  | { kind: "same" }
  /** Nothing is rendered yet: render these, and have the newsroom keep it. */
  | { kind: "stories"; basis: number; stories: Story[] }
  /** The story is part of another now. */
  | { kind: "moved"; key: string }
  /** Every report of the story was withdrawn. */
  | { kind: "gone" }
  | { kind: "unknown" };

export interface Health {
  stories: number;
  reports: number;
  /** When a filing last changed anything: milliseconds since 1970 (UTC), null before the first. */
  lastFiled: number | null;
}

/** The newsroom as those who serve its documents see it. */
export interface Newsroom {
  /**
   * @param path what the document is kept under
   * @param build of the program that asks: what another build rendered is not served
   * @param held the basis of the document that the asker holds, if it holds one
   */
  look(path: string, need: Need, build: string, held: number | null): Promise<Answer>;
  /** Keeps what was rendered; answers when its bytes last changed, in milliseconds since 1970 (UTC). */
  keep(
    path: string,
    build: string,
    basis: number,
    document: Omit<Kept, "modified">,
  ): Promise<number>;
  health(): Promise<Health>;
}

/** What a filing did. */
export interface Outcome {
  added: number;
  amended: number;
  /** Stories that are new or show something else now. */
  stories: number;
  /** Whether anything that is published changed, so that caches should let go of it. */
  changed: boolean;
}

/** The newsroom as those who poll outlets' feeds see it. Every `now` is in milliseconds since 1970 (UTC). */
export interface Wires {
  /**
   * Outlets whose feeds are to be polled now, the longest overdue first, at most `most`. Each is then leased for `lease`
   * milliseconds, so that another tick does not poll it too; if nothing is filed by then, its turn comes again.
   */
  due(now: number, most: number, lease: number): Promise<WireState[]>;
  /**
   * Files what came of polls: reports and each outlet's new state, in one transaction. Filing the same again changes
   * nothing, and what an older poll brings takes nothing back.
   */
  filePolls(polls: Poll[], now: number): Promise<Outcome>;
  /** Every outlet with a feed and how it fares, in order of their ids. */
  wires(now: number): Promise<WireHealth[]>;
}
