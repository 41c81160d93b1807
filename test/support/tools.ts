import { tmpdir } from "node:os";
import { run } from "./command.ts";

/** A program or Python modules that a check needs, and the Debian packages that contain them. */
export type Tool =
  | { command: string; packages: string }
  | { modules: readonly string[]; packages: string }
  /** A tool that cannot be installed from Debian and was not passed on the command line: the message to print. */
  | { unavailable: string };

/** @returns which tools are missing and how to install them; null if all are there */
export async function missing(tools: readonly Tool[]): Promise<string | null> {
  const messages = await Promise.all(
    tools.map(async (tool) => {
      if ("unavailable" in tool) return [tool.unavailable];
      const found = "command" in tool ? await has(tool.command) : await python(tool.modules);
      if (found) return [];
      const what =
        "command" in tool ? tool.command : `Python with the modules ${tool.modules.join(", ")}`;
      return [`${what} is not installed (apt-get install ${tool.packages})`];
    }),
  );
  return messages.flat().join("; ") || null;
}

/** Only Debian's Python has Debian's modules, and another one may come first on PATH. */
const PYTHONS = ["/usr/bin/python3", "python3"];

/** The command of a Python that has the modules; null if there is none. */
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
