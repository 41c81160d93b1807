import { apply, type Migration } from "./schema/migration.ts";
import { VERSIONS_1_TO_6 } from "./schema/versions-1-to-6.ts";
import { VERSIONS_FROM_7 } from "./schema/versions-from-7.ts";

/**
 * The newsroom's tables. To change them, append a migration; never edit the statements of one that has been deployed.
 * The number of applied migrations is in the object's key-value storage, since SQLite in a Durable Object has no
 * `PRAGMA user_version`.
 *
 * Times are milliseconds since 1970 (UTC). Lists and objects are JSON.
 *
 * | tables                              | what they have                                | written by       |
 * | ----------------------------------- | --------------------------------------------- | ---------------- |
 * | `reports`, `addresses`              | what outlets publish, and where               | `reports/`       |
 * | `summary_blocks`, `address_forms`   | their summaries, forms of their addresses     | `reports/`       |
 * | `stories`, `aliases`, `changes`     | stories, their keys and their history         | `stories/`       |
 * | `feature_blocks`, `moved_reports`   | what folding remembers when it wakes up       | `folding/`       |
 * | `facets`, `facet_names`, `search`   | lists of stories                              | `lists/`         |
 * | `outlets`, `withdrawals`            | outlets that the edition has or had           | `outlets/`       |
 * | `newsroom`                          | what every filing or poll changes             | `newsroom-row.ts` |
 * | `days`                              | the stories of days that have ended           | `days/`          |
 * | `documents`                         | rendered documents                            | `documents/`     |
 *
 * Some names differ from those in the code:
 *
 * | SQL                    | Code                                          |
 * | ---------------------- | --------------------------------------------- |
 * | `wire` in `reports`    | `ReportSource`: source of a report            |
 * | `edited` in `stories`  | `EditorStory`: the editor's ruling on a story |
 */
export const MIGRATIONS: readonly Migration[] = [...VERSIONS_1_TO_6, ...VERSIONS_FROM_7];

/**
 * Applies the migrations that are missing, in one transaction.
 *
 * @throws when a newer program has migrated the tables further
 */
export function migrate(storage: DurableObjectStorage): void {
  const applied = storage.kv.get<number>("schema") ?? 0;
  if (applied > MIGRATIONS.length)
    throw new Error(
      `the newsroom's tables have version ${applied}, and this program knows ${MIGRATIONS.length}: deploy the newer program again`,
    );
  if (applied === MIGRATIONS.length) return;
  storage.transactionSync(() => {
    for (const migration of MIGRATIONS.slice(applied)) apply(storage.sql, migration);
    if (applied < FIRST_WITH_NEWSROOM_ROW) adoptKeyValues(storage);
    storage.kv.put("schema", MIGRATIONS.length);
  });
}

/** The version from which on the revision is in the table "newsroom" and not in the key-value storage. */
const FIRST_WITH_NEWSROOM_ROW = 11;

function adoptKeyValues({ sql, kv }: DurableObjectStorage): void {
  sql.exec(
    "UPDATE newsroom SET revision = ?, last_filed = ?",
    kv.get<number>("revision") ?? 0,
    kv.get<number>("lastFiled") ?? null,
  );
  for (const key of ["revision", "lastFiled", "lists"]) kv.delete(key);
}
