import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { newsroom, report } from "./support.ts";

test("a filing leaves no query open, which would keep the log from ever being folded into the database", async () => {
  const desk = newsroom();
  // The last is older than two others, so that the search for a moment for it ends before its rows do.
  await desk.fileReports("feed:test", [report()]);
  await desk.fileReports("feed:test", [
    report({
      url: "https://www.rt.com/news/2",
      title: "Parliament votes on the new budget",
      summary: "",
      published: { value: "2017-08-10T09:30Z", estimated: false },
    }),
  ]);
  await runInDurableObject(desk, (_, { storage }) => {
    storage.sql.exec("CREATE TABLE spare (id INTEGER)");
    // SQLite refuses to drop a table while any query is under way.
    expect(() => storage.sql.exec("DROP TABLE spare")).not.toThrow();
  });
});
