/** Asks a running edition for what only the holder of its secret may ask. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ROOT } from "../../content/directory.ts";
import {
  BACKUP_PATH,
  MIN_SECRET_LENGTH,
  NEXT_SLICE,
  RESTORE_PATH,
  type BackupHeader,
  type RestoreProgress,
} from "../../model/backup.ts";
import { CommandError } from "../run-command.ts";
import { editionAddress, type Fetch, unreachable } from "../running-edition.ts";

const TIMEOUT_SECONDS = 60;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const HOW_TO_SET = `Set one of at least ${MIN_SECRET_LENGTH} characters: with "npx wrangler secret put BACKUP_SECRET" if the edition is deployed; for "npm start", write the line BACKUP_SECRET=… to the file .dev.vars and start again.`;

/** The secret of the edition at an address: from the environment or, for one on this computer, from .dev.vars. */
function findSecret(at: string): string {
  const local = LOOPBACK.test(new URL(at).hostname);
  const secret = process.env["BACKUP_SECRET"] ?? (local ? localSecret() : undefined);
  if (!secret)
    throw new CommandError(
      `The edition's secret is needed. ${HOW_TO_SET} Then give the same one to this command, in the environment variable BACKUP_SECRET${local ? " or in .dev.vars" : ""}.`,
    );
  if (!local && !at.startsWith("https:"))
    throw new CommandError(`--at: ${at} would send the secret unencrypted. Use https.`);
  return secret;
}

function localSecret(): string | undefined {
  try {
    return parseEnv(readFileSync(join(ROOT, ".dev.vars"), "utf8"))["BACKUP_SECRET"];
  } catch {
    return undefined;
  }
}

/** An edition whose secret is known. */
export class AdminEdition {
  readonly at: string;
  readonly #secret: string;
  readonly #fetch: Fetch;

  /** @param at the address that a user gave; by default that of `npm start` */
  constructor(at: string | undefined, fetchUrl: Fetch = fetch) {
    this.at = editionAddress(at);
    this.#secret = findSecret(this.at);
    this.#fetch = fetchUrl;
  }

  async beginBackup(): Promise<BackupHeader> {
    return (await this.#ask("POST", BACKUP_PATH, {})).json() as Promise<BackupHeader>;
  }

  /** The next lines of a backup; null if the newsroom has changed since the backup began. */
  async readBackup(
    id: string,
    after: string | null,
  ): Promise<{ text: string; next: string | null } | null> {
    const query = { id, ...(after !== null && { after }) };
    const response = await this.#ask("GET", BACKUP_PATH, query, null, [409]);
    if (response.status === 409) return null;
    const next = response.headers.get(NEXT_SLICE);
    return { text: await response.text(), next: next === null ? null : decodeURIComponent(next) };
  }

  async beginRestore(header: string): Promise<RestoreProgress> {
    return (await this.#ask("POST", RESTORE_PATH, {}, header)).json() as Promise<RestoreProgress>;
  }

  /** Restores as many of the lines as one request may. */
  async continueRestore(id: string, from: number, lines: string[]): Promise<RestoreProgress> {
    const query = { id, from: String(from) };
    const response = await this.#ask("POST", RESTORE_PATH, query, lines.join("\n"));
    return response.json() as Promise<RestoreProgress>;
  }

  /** @throws CommandError if the edition does not answer, or refuses with a status that is not `expected` */
  async #ask(
    method: string,
    path: string,
    query: Record<string, string>,
    body: string | null = null,
    expected: readonly number[] = [],
  ): Promise<Response> {
    const response = await this.#fetch(
      `${this.at}${path}?${new URLSearchParams(query).toString()}`,
      {
        method,
        body,
        redirect: "manual",
        headers: { Authorization: `Bearer ${this.#secret}` },
        signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
      },
    ).catch((error: unknown) => {
      throw unreachable(this.at, error);
    });
    if (response.ok || expected.includes(response.status)) return response;
    if (response.status === 404)
      throw new CommandError(`${this.at} has no BACKUP_SECRET. ${HOW_TO_SET}`);
    const { refused } = (await response.json().catch(() => ({}))) as { refused?: string };
    throw new CommandError(`${this.at}: ${refused ?? `${path} answered ${response.status}.`}`);
  }
}
