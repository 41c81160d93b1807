import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser"];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asks for another host finds none, on whatever machine this runs.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export const HOW_TO_INSTALL =
  "Chromium is missing. Install it (Debian, Ubuntu: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium.";

/** The browser that the environment variable CHROMIUM names, or the first on PATH. Null when there is none. */
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
