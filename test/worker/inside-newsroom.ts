/** What is in the newsroom's tables. */
import { runInDurableObject } from "cloudflare:test";
import { newsroom } from "./support.ts";

type Row = Record<string, SqlStorageValue>;

const TABLES = [
  "stories",
  "reports",
  "terms",
  "addresses",
  "aliases",
  "wires",
  "changes",
  "marks",
  "names",
];

const ask = <T extends Row>(query: string): Promise<T[]> =>
  runInDurableObject(newsroom(), (_, { storage }) => storage.sql.exec<T>(query).toArray());

/** Every row that a filing may write, as text. */
export const everything = (): Promise<string> =>
  runInDurableObject(newsroom(), (_, { storage: { sql, kv } }) =>
    JSON.stringify(
      [[...kv.list()], ...TABLES.map((table) => sql.exec(`SELECT * FROM ${table}`).toArray())],
      (_key, value: unknown) => (value instanceof ArrayBuffer ? value.byteLength : value),
    ),
  );

interface ReportEssence extends Row {
  url: string;
  title: string;
  summary: string;
  terms: number;
  features: number | null;
}

export interface Essence {
  stories: (Record<string, unknown> & { reports: string[] })[];
  reports: ReportEssence[];
  wires: Row[];
}

/** The same for any two newsrooms that came to the same: without the keys, which are drawn by lot, and row numbers. */
export async function essence(): Promise<Essence> {
  const stories = await ask(
    `SELECT id, headline, edited, outlets, first_published, updated, gone,
       (SELECT count(*) FROM aliases WHERE story = stories.id) AS aliases FROM stories ORDER BY updated`,
  );
  const members = await ask<{ story: number; url: string }>(
    "SELECT story, url FROM reports ORDER BY url",
  );
  const reports = await ask<ReportEssence>(
    `SELECT url, title, summary, outlet, published, moment, tags, wire, guid, filed, amended, texts, evidence ->> '$.by' AS evidence, length(features) AS features,
       (SELECT count(*) FROM terms WHERE report = reports.id) AS terms,
       (SELECT group_concat(url) FROM (SELECT url FROM addresses WHERE report = reports.id ORDER BY url)) AS addresses
     FROM reports ORDER BY url`,
  );
  return {
    stories: stories.map(({ id, ...story }) => ({
      ...story,
      reports: members.filter((member) => member.story === id).map(({ url }) => url),
    })),
    reports,
    wires: await ask("SELECT * FROM wires ORDER BY outlet"),
  };
}

const FLAWS: Record<string, string> = {
  "a report in no story":
    "SELECT url FROM reports WHERE story IS NULL OR story NOT IN (SELECT id FROM stories)",
  "a story without a report":
    "SELECT key FROM stories WHERE gone = 0 AND id NOT IN (SELECT story FROM reports)",
  "an address of two reports": "SELECT url FROM addresses WHERE url IN (SELECT url FROM reports)",
  "an address of none": "SELECT url FROM addresses WHERE report NOT IN (SELECT id FROM reports)",
  "a key that leads nowhere": "SELECT key FROM aliases WHERE story NOT IN (SELECT id FROM stories)",
  "a key of two stories": "SELECT key FROM aliases WHERE key IN (SELECT key FROM stories)",
  "terms of no report": "SELECT report FROM terms WHERE report NOT IN (SELECT id FROM reports)",
  "a report that folding cannot find":
    "SELECT url FROM reports WHERE features IS NOT NULL AND id NOT IN (SELECT report FROM terms)",
};

/** What must never be, whatever happened; empty. */
export async function flaws(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [flaw, query] of Object.entries(FLAWS)) {
    const rows = await ask(query);
    if (rows.length > 0) found[flaw] = rows;
  }
  return found;
}

/** Every key that leads to a story, and every address that leads to a report. */
export const known = async (): Promise<string[]> =>
  (
    await ask(
      `SELECT '/stories/' || key AS path FROM stories UNION SELECT '/stories/' || key FROM aliases
       UNION SELECT url FROM reports UNION SELECT url FROM addresses`,
    )
  ).map(({ path }) => String(path));
