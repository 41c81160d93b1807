import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

/** The headless shell comes first: without the browser's own windows and pages it opens a page in half the time. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser"];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Requests to other hosts fail on every machine, with or without a network.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export const HOW_TO_INSTALL =
  "Chromium is missing. Install it (Debian: apt-get install chromium-headless-shell), or set CHROMIUM=/path/to/chromium.";

/** The path of the browser: the one in the environment variable CHROMIUM, or else the first on PATH. Null if missing. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM"];
  if (named) return executable(named) ? named : null;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find(executable) ?? null;
}

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: FLAGS, timeout: 30_000 });

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
