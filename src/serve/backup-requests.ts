import {
  BACKUP_PATH,
  MIN_SECRET_LENGTH,
  NEXT_SLICE,
  RESTORE_PATH,
  type BackupHeader,
} from "../model/backup.ts";
import type { NewsroomBackups } from "../store/api.ts";

/** Optional bindings of the Worker. */
export interface BackupSettings {
  /** Who knows it may copy the newsroom and fill an empty one: `npx wrangler secret put BACKUP_SECRET`. */
  BACKUP_SECRET?: string;
}

/** Bytes of a request. A line has up to 3 MB, if a row is as large as SQLite allows. */
const MAX_BODY = 8 * 1024 * 1024;

/**
 * Answers the commands that back the newsroom up and restore it. Nothing is cached, and no other site's script may read it.
 *
 * @param now milliseconds since 1970 (UTC)
 * @returns null where no secret is configured: the addresses then do not exist
 */
export async function backupResponse(
  request: Request,
  { BACKUP_SECRET: secret }: BackupSettings,
  newsroom: () => NewsroomBackups,
  now: number,
): Promise<Response | null> {
  if (secret === undefined || secret.length < MIN_SECRET_LENGTH) return null;
  const sent = /^Bearer (.+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  if (!(await isSame(sent, secret)))
    return json({ refused: "The secret is not the edition's BACKUP_SECRET." }, 401, {
      "WWW-Authenticate": "Bearer",
    });
  const { pathname, searchParams } = new URL(request.url);
  const id = searchParams.get("id");
  try {
    if (pathname === RESTORE_PATH && request.method === "POST")
      return await restore(request, newsroom(), id, Number(searchParams.get("from")));
    if (pathname === BACKUP_PATH && request.method === "POST")
      return json(await newsroom().beginBackup(now), 200);
    if (pathname === BACKUP_PATH && request.method === "GET" && id !== null)
      return await slice(newsroom(), id, searchParams.get("after"), now);
  } catch (error) {
    console.error(
      JSON.stringify({ event: "request failed", path: pathname, error: String(error) }),
    );
    return json({ refused: String(error) }, 503);
  }
  return json({ refused: `${request.method} ${pathname} is not valid here.` }, 400);
}

async function slice(
  newsroom: NewsroomBackups,
  id: string,
  after: string | null,
  now: number,
): Promise<Response> {
  const found = await newsroom.readBackup(id, after, now);
  if (found === null) return json({ refused: "Reports were filed during the backup." }, 409);
  const headers = {
    ...HEADERS,
    "Content-Type": "text/plain; charset=utf-8",
    ...(found.next !== null && { [NEXT_SLICE]: encodeURIComponent(found.next) }),
  };
  return new Response(found.lines, { headers });
}

async function restore(
  request: Request,
  newsroom: NewsroomBackups,
  id: string | null,
  from: number,
): Promise<Response> {
  if (Number(request.headers.get("Content-Length") ?? 0) > MAX_BODY)
    return json({ refused: "The request is too large." }, 413);
  const body = await request.text();
  const lines = body.split("\n").filter((line) => line !== "");
  const result =
    id === null
      ? await newsroom.beginRestore(JSON.parse(body) as BackupHeader)
      : await newsroom.continueRestore(id, from, lines);
  return json(result, "refused" in result ? 409 : 200);
}

const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" } as const;

const json = (body: unknown, status: number, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { ...HEADERS, ...headers } });

/** Compares digests, so that the time taken says neither where two secrets differ nor how long they are. */
async function isSame(sent: string, secret: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(sent), digest(secret)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

const digest = (text: string): Promise<ArrayBuffer> =>
  crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
