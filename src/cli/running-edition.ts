/** Asks an edition that runs on this computer or is deployed, over the addresses that everyone may use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../content/directory.ts";
import { readUrl } from "../text/url.ts";
import { CommandError } from "./run-command.ts";

/** Where `npm start` serves the edition unless it is told otherwise. */
export const LOCAL = "http://localhost:8787";
/** Contains the address at which `npm start` serves the edition, while it runs. */
export const LOCAL_ADDRESS_FILE = join(ROOT, "build/local-address");
const TIMEOUT_SECONDS = 30;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A story's data as /stories/KEY.json has it: src/render/data/storyfold.d.ts describes it. */
export interface StoryData {
  key: string;
  title: string;
  summary: string;
  tags: string[];
  updated: string;
  counts: { outlets: number; reports: number };
  reports: {
    outlet: string;
    title: string;
    url: string | null;
    folded: { by: string; score: number };
  }[];
}

/**
 * Where an edition is, without a slash at the end.
 *
 * @param at the address that a user gave; by default that of `npm start`
 * @throws CommandError if it is not an address
 */
export function editionAddress(at: string | undefined): string {
  const url = readUrl(at ?? localAddress());
  if (!("value" in url)) throw new CommandError(`--at: ${url.problem} ${url.fix}`);
  return url.value.replace(/\/+$/, "");
}

/** What to tell a user whose edition does not answer. */
export function unreachable(at: string, error: unknown): CommandError {
  const reason = error instanceof Error && error.name === "TimeoutError" ? " in time" : "";
  return new CommandError(
    `${at} does not answer${reason}. Run "npm start" in another terminal, or pass the address of a running edition: --at https://…`,
  );
}

function localAddress(): string {
  try {
    return readFileSync(LOCAL_ADDRESS_FILE, "utf8").trim();
  } catch {
    return LOCAL;
  }
}

/** An edition at an address. */
export class RunningEdition {
  /** Without a slash at the end. */
  readonly at: string;
  readonly #fetch: Fetch;

  /** @param at the address that a user gave; by default that of `npm start` */
  constructor(at: string | undefined, fetchUrl: Fetch = fetch) {
    this.at = editionAddress(at);
    this.#fetch = fetchUrl;
  }

  /** A document as JSON; null if there is none at that path. @throws CommandError if the edition does not answer */
  async json(path: string): Promise<unknown> {
    const response = await this.#get(path);
    if (response.status === 404 || response.status === 410) return null;
    if (response.status === 400) {
      const { detail } = (await response.json()) as { detail?: string };
      throw new CommandError(`${this.at} refused the request: ${detail ?? path}`);
    }
    if (!response.ok)
      throw new CommandError(`${this.at}${path} answered with status ${response.status}.`);
    try {
      return await response.json();
    } catch {
      throw new CommandError(`${this.at}${path} is not JSON. Is this the address of an edition?`);
    }
  }

  /** A story by its key, or by the key of a story that became part of it. */
  async story(key: string): Promise<StoryData | null> {
    return (await this.json(`/stories/${encodeURIComponent(key)}.json`)) as StoryData | null;
  }

  /** The story of the report at an address. */
  async storyOf(url: string): Promise<StoryData | null> {
    return (await this.json(
      `/report.json?${new URLSearchParams({ url }).toString()}`,
    )) as StoryData | null;
  }

  /** Follows redirects on the same edition: they lead to its `site`, which a local edition does not have to be at. */
  async #get(path: string, redirects = 3): Promise<Response> {
    const response = await this.#fetch(this.at + path, {
      redirect: "manual",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
    }).catch((error: unknown) => {
      throw unreachable(this.at, error);
    });
    const location = response.headers.get("Location");
    if (response.status < 300 || response.status >= 400 || location === null || redirects === 0)
      return response;
    const { pathname, search } = new URL(location, this.at);
    return this.#get(pathname + search, redirects - 1);
  }
}
