import type { Story } from "../model/story.ts";
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
