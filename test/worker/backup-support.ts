/** Backs a newsroom up and restores it over HTTP, as the commands do. */
import { env } from "cloudflare:workers";
import { content } from "#content";
import { runInDurableObject } from "cloudflare:test";
import {
  BACKUP_PATH,
  NEXT_SLICE,
  RESTORE_PATH,
  type RestoreProgress,
} from "../../src/model/backup.ts";
import type { Content } from "../../src/model/edition.ts";
import { app } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { encode } from "../../src/store/backup/codec.ts";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { migrate } from "../../src/store/schema.ts";
import { countRows } from "./row-counts.ts";

export const SECRET = "a secret of some length";

/** A newsroom of its own by name, as if it were another deployment. */
export const newsroomOf = (name: string) => env.NEWSROOM.getByName(name);

/** Requests something from the edition whose newsroom has that name. */
export const askOf = (
  name: string,
  path: string,
  init: RequestInit = {},
  published: Content = content,
  secret: string | undefined = SECRET,
): Promise<Response> =>
  Promise.resolve(
    app(published, new DocumentMemory(published, Date.now, 0), Date.now).fetch(
      new Request(published.edition.site + path, { redirect: "manual", ...init }),
      {
        newsroom: () => newsroomOf(name),
        ...(secret !== undefined && { settings: { BACKUP_SECRET: secret } }),
      },
    ),
  );

export const AUTHORIZED = { Authorization: `Bearer ${SECRET}` };

/** Empties a newsroom, as one that awaits a backup is. */
export const emptied = (name: string): Promise<void> =>
  runInDurableObject(newsroomOf(name), async (_: Newsroom, { storage }) => {
    await storage.deleteAll();
    migrate(storage);
  });

/** The header and the lines of a backup; null instead of the lines if the newsroom changed meanwhile. */
export async function backUp(
  name: string,
  between: () => Promise<void> = async () => {},
): Promise<{ header: string; id: string; lines: string[] | null }> {
  const begun = await askOf(name, BACKUP_PATH, { method: "POST", headers: AUTHORIZED });
  const header = await begun.text();
  const { id } = JSON.parse(header) as { id: string };
  const lines: string[] = [];
  for (let next: string | null = ""; next !== null;) {
    const query = `?id=${id}${next === "" ? "" : `&after=${next}`}`;
    const slice: Response = await askOf(name, BACKUP_PATH + query, { headers: AUTHORIZED });
    if (slice.status === 409) return { header, id, lines: null };
    lines.push(...(await slice.text()).trimEnd().split("\n"));
    next = slice.headers.get(NEXT_SLICE);
    await between();
  }
  return { header, id, lines };
}

/** The line that ends a backup with these lines. */
export const endOf = (lines: readonly string[]): string => {
  const rows = lines.map((line) => (JSON.parse(line) as { rows?: unknown[] }).rows?.length ?? 0);
  return JSON.stringify({
    end: { lines: lines.length, rows: rows.reduce((sum, count) => sum + count, 0) },
  });
};

export const beginRestore = (name: string, header: string): Promise<Response> =>
  askOf(name, RESTORE_PATH, { method: "POST", headers: AUTHORIZED, body: header });

/** Sends lines from `from` on. */
export const sendLines = (
  name: string,
  id: string,
  from: number,
  lines: readonly string[],
): Promise<Response> =>
  askOf(name, `${RESTORE_PATH}?id=${id}&from=${from}`, {
    method: "POST",
    headers: AUTHORIZED,
    body: lines.join("\n"),
  });

/** Restores a backup to its end. @returns the number of rows that each step wrote, indexes included */
export async function restore(
  name: string,
  { header, id, lines }: { header: string; id: string; lines: readonly string[] },
): Promise<number[]> {
  const all = [...lines, endOf(lines)];
  const begun = await beginRestore(name, header);
  if (!begun.ok) throw new Error(await begun.text());
  const written: number[] = [];
  for (let { lines: from, done } = await begun.json<RestoreProgress>(); !done;) {
    const step = await countRows(
      (instance) => instance.continueRestore(id, from, all.slice(from, from + 100)),
      newsroomOf(name),
    );
    if ("refused" in step.result) throw new Error(step.result.refused);
    ({ lines: from, done } = step.result);
    written.push(step.written);
  }
  return written;
}

/** Every row of every table that is not derived from others, without the count of rows, and the key-value storage. */
export const contentsOf = (name: string): Promise<Record<string, unknown>> =>
  runInDurableObject(newsroomOf(name), (_: Newsroom, { storage: { sql, kv } }) => {
    const tables = sql
      .exec<{ name: string }>(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT IN ('documents', 'sqlite_schema')",
      )
      .toArray();
    const rows = tables.map((table) => [
      table.name,
      sql
        .exec(`SELECT * FROM ${table.name}`)
        .toArray()
        .map(({ usage: __, ...row }) => encode(row))
        .toSorted(),
    ]);
    const entries = [...kv.list()];
    return { ...Object.fromEntries(rows), kv: entries };
  });
