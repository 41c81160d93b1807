/** Queries on the newsroom's tables. */
import { runInDurableObject } from "cloudflare:test";
import { remembered } from "../../src/store/folding/feature-blocks.ts";
import { SUMMARY } from "../../src/store/reports/summaries.ts";
import { decodeFacets } from "../../src/store/lists/stored-facets.ts";
import { HEADLINE } from "../../src/store/stories/stored-story.ts";
import { newsroom } from "./support.ts";

type Row = Record<string, SqlStorageValue>;

const TABLES = [
  "stories",
  "reports",
  "feature_blocks",
  "summary_blocks",
  "moved_reports",
  "addresses",
  "aliases",
  "changes",
  "facets",
  "facet_names",
  "outlets",
  "withdrawals",
  "newsroom",
];

const ask = <T extends Row>(query: string): Promise<T[]> =>
  runInDurableObject(newsroom(), (_, { storage }) => storage.sql.exec<T>(query).toArray());

/** Every row that a filing may write, as JSON. */
export const dumpTables = (): Promise<string> =>
  runInDurableObject(newsroom(), (_, { storage: { sql, kv } }) =>
    JSON.stringify(
      [[...kv.list()], ...TABLES.map((table) => sql.exec(`SELECT * FROM ${table}`).toArray())],
      (_key, value: unknown) => (value instanceof ArrayBuffer ? value.byteLength : value),
    ),
  );

interface ReportState extends Row {
  url: string;
  title: string;
  summary: string;
  /** Size of what folding remembers of it, in bytes; null if it does not. */
  features: number | null;
}

/** What folding starts from when the newsroom wakes up: the story and the size of the features of each report, by id. */
export const rememberedReports = (): Promise<Map<number, { story: number; size: number }>> =>
  runInDurableObject(
    newsroom(),
    (_, { storage: { sql } }) =>
      new Map(
        remembered(sql).reports.map(({ id, story, features }) => [
          Number(id),
          { story: Number(story), size: features.length },
        ]),
      ),
  );

export interface NewsroomState {
  stories: (Record<string, unknown> & { reports: string[] })[];
  reports: ReportState[];
  feeds: Row[];
}

/** The newsroom's state without story keys, which are random, and row numbers, so that two newsrooms can be compared. */
export async function comparableState(): Promise<NewsroomState> {
  const stories = await ask(
    `SELECT id, ${HEADLINE} AS headline, edited, outlets, first_published, updated, gone,
       (SELECT count(*) FROM aliases WHERE story = stories.id) AS aliases FROM stories ORDER BY updated`,
  );
  const members = await ask<{ story: number; url: string }>(
    "SELECT story, url FROM reports ORDER BY url",
  );
  const inMemory = await rememberedReports();
  const reports = await ask<Pick<ReportState, "url" | "title" | "summary"> & { id: number }>(
    `SELECT id, url, title, ${SUMMARY}, outlet, published, moment, tags, wire, guid, filed, amended, texts, coalesce(evidence ->> '$[0]', evidence ->> '$.by') AS evidence,
       (SELECT group_concat(url) FROM (SELECT url FROM addresses WHERE report = reports.id ORDER BY url)) AS addresses
     FROM reports ORDER BY url`,
  );
  return {
    stories: stories.map(({ id, ...story }) => ({
      ...story,
      reports: members.filter((member) => member.story === id).map(({ url }) => url),
    })),
    reports: reports.map(({ id, ...report }) => ({
      ...report,
      features: inMemory.get(id)?.size ?? null,
    })),
    feeds: await ask(
      "SELECT id, polled FROM outlets UNION ALL SELECT 'polling', polling FROM newsroom ORDER BY 1",
    ),
  };
}

/** Ids of the outlets that have reports in a story. */
export const PRESENT = "iif(present = '', outlets, present)";

const VIOLATIONS: Record<string, string> = {
  "a report in no story":
    "SELECT url FROM reports WHERE story IS NULL OR story NOT IN (SELECT id FROM stories)",
  "a story without a report":
    "SELECT key FROM stories WHERE gone = 0 AND id NOT IN (SELECT story FROM reports)",
  "an address that belongs to two reports":
    "SELECT url FROM addresses WHERE url IN (SELECT url FROM reports)",
  "an address that belongs to no report":
    "SELECT url FROM addresses WHERE report NOT IN (SELECT id FROM reports)",
  "a key without a story": "SELECT key FROM aliases WHERE story NOT IN (SELECT id FROM stories)",
  "a key that belongs to two stories":
    "SELECT key FROM aliases WHERE key IN (SELECT key FROM stories)",
  "a former key that does not lead to the story of its opener":
    "SELECT key FROM aliases JOIN reports ON reports.id = aliases.opener WHERE reports.story <> aliases.story",
  "a count of reports that is wrong":
    "SELECT key FROM stories WHERE reports <> (SELECT count(*) FROM reports WHERE story = stories.id)",
  "totals that are wrong":
    "SELECT * FROM newsroom WHERE reports <> (SELECT count(*) FROM reports) OR stories <> (SELECT count(*) FROM stories WHERE gone = 0)",
  "a facet that lags too far behind its story":
    "SELECT * FROM facets JOIN stories ON stories.id = facets.story WHERE facets.at > stories.updated OR facets.at < stories.updated - iif(kind = 'outlet', 24, 1) * 3600000",
  "a number of outlets that is wrong": `SELECT key FROM stories WHERE outlet_count <> min(20, json_array_length(${PRESENT}))`,
  "outlets of a story that are wrong": `SELECT key FROM stories WHERE (SELECT group_concat(value) FROM (SELECT value FROM json_each(${PRESENT}) ORDER BY value)) IS NOT (SELECT group_concat(outlet) FROM (SELECT DISTINCT outlet FROM reports WHERE story = stories.id ORDER BY outlet))`,
  "an address of a withdrawn report":
    "SELECT reports.url FROM reports JOIN withdrawals ON withdrawals.url = reports.url AND withdrawals.outlet = reports.outlet",
};

/** Rows that break an invariant, by violation; empty when the store is consistent. */
export async function integrityViolations(): Promise<Record<string, unknown>> {
  const violations: Record<string, unknown> = {};
  for (const [violation, query] of Object.entries(VIOLATIONS)) {
    const rows = await ask(query);
    if (rows.length > 0) violations[violation] = rows;
  }
  const stories = await ask<{ id: number; facets: string }>("SELECT id, facets FROM stories");
  const listed = await ask("SELECT kind, key, at, story FROM facets");
  const wanted = stories.flatMap(({ id, facets }) =>
    decodeFacets(facets).map((facet) => JSON.stringify([...facet, id])),
  );
  const differing = new Set(wanted).symmetricDifference(
    new Set(listed.map((row) => JSON.stringify(Object.values(row)))),
  );
  if (differing.size > 0)
    violations["a facet of only the story, or only the list"] = [...differing];
  const inMemory = await rememberedReports();
  const filed = await ask<{ id: number; story: number }>("SELECT id, story FROM reports");
  const misplaced = filed.filter(({ id, story }) => inMemory.get(id)?.story !== story);
  if (misplaced.length > 0) violations["a report that folding forgets or misplaces"] = misplaced;
  if (inMemory.size > filed.length)
    violations["a report that folding remembers although it is gone"] = inMemory.size;
  return violations;
}

/** The path of every story key and alias, and every current and former address of a report. */
export const resolvableAddresses = async (): Promise<string[]> =>
  (
    await ask(
      `SELECT '/stories/' || key AS path FROM stories UNION SELECT '/stories/' || key FROM aliases
       UNION SELECT url FROM reports UNION SELECT url FROM addresses`,
    )
  ).map(({ path }) => String(path));
