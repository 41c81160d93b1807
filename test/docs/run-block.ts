import { run, type Ran } from "../support/command.ts";
import type { Block } from "./code-blocks.ts";

export type Program = "bash" | "python3" | "node";

/** Where a block is run. */
export interface Place {
  /** The folder of a project, which is bash's working directory. */
  project: string;
  /** Replaces http://localhost:8787. */
  url: string;
  /** Home and working directory of the other programs. */
  home: string;
}

/** Runs a code block as written, except for the address of the edition. */
export function runBlock(
  program: Program,
  code: string,
  { project, url, home }: Place,
): Promise<Ran> {
  const text = code.replaceAll("http://localhost:8787", url);
  const input = program === "bash" ? `cd '${project}'\n${text}` : text;
  const args = { bash: ["-s"], python3: ["-"], node: ["--input-type=module", "-"] }[program];
  return run(program, args, { home, input, seconds: 60 });
}

/** The only block that contains a text. @throws if there is none or there are several */
export function blockWith(blocks: readonly Block[], part: string): string {
  const found = blocks.filter(({ code }) => code.includes(part));
  const [block] = found;
  if (found.length !== 1 || block === undefined)
    throw new Error(`${found.length} blocks contain ${JSON.stringify(part)}`);
  return block.code;
}
