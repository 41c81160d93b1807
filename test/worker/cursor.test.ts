import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { newsroom, report } from "./support.ts";

test("a filing leaves no query open, since an open one would block checkpointing of the write-ahead log", async () => {
  const stub = newsroom();
  // The second report is older than other stories, so the search for a free update time stops before its last row.
  await stub.fileReports("feed:test", [report()]);
  await stub.fileReports("feed:test", [
    report({
      url: "https://www.rt.com/news/2",
      title: "Parliament votes on the new budget",
      summary: "",
      published: { value: "2017-08-10T09:30Z", estimated: false },
    }),
  ]);
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("CREATE TABLE spare (id INTEGER)");
    // SQLite refuses to drop a table while any query is open.
    expect(() => storage.sql.exec("DROP TABLE spare")).not.toThrow();
  });
});
