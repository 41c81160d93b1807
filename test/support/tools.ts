import { tmpdir } from "node:os";
import { run } from "./command.ts";

/** A program, or some modules of Python, that a check needs, and how Debian calls what has them. */
export type Tool =
  | { command: string; packages: string }
  | { modules: readonly string[]; packages: string }
  /** What only a person can give: what to say of it when it is missing. */
  | { given: string };

/** @returns in plain words what is missing and how to get it. Null when nothing is. */
export async function missing(tools: readonly Tool[]): Promise<string | null> {
  const answers = await Promise.all(
    tools.map(async (tool) => {
      if ("given" in tool) return [tool.given];
      const there = "command" in tool ? await has(tool.command) : await python(tool.modules);
      if (there) return [];
      const what =
        "command" in tool ? tool.command : `Python without the modules ${tool.modules.join(", ")}`;
      return [`${what} is not installed (apt-get install ${tool.packages})`];
    }),
  );
  return answers.flat().join("; ") || null;
}

/** Debian's modules belong to Debian's Python, and another one may come first in PATH. */
const PYTHONS = ["/usr/bin/python3", "python3"];

/** A Python that has the modules. */
export async function python(modules: readonly string[]): Promise<string | null> {
  for (const command of PYTHONS) {
    const { code } = await run(command, ["-c", `import ${modules.join(", ")}`], { home: tmpdir() });
    if (code === 0) return command;
  }
  return null;
}

async function has(command: string): Promise<boolean> {
  const { code } = await run("sh", ["-c", 'command -v "$1"', "sh", command], { home: tmpdir() });
  return code === 0;
}
