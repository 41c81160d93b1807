import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { get, newsroom, report } from "./support.ts";

const LEAK = "https://www.rt.com/news/435115-russia-us-syria-leak/";
const STORY = "https://storyfold.example/stories/gerasimov-letter-to-dunford";

const lead = (path: string, url: string): Promise<Response> =>
  get(`${path}?${new URLSearchParams({ url }).toString()}`);

test.each([
  ["the page of its story", "/report", LEAK, 302, STORY],
  ["the data of its story", "/report.json", LEAK, 302, `${STORY}.json`],
  ["its story, with a fragment", "/report", `${LEAK}#comments`, 302, STORY],
  [
    "its story, in another spelling",
    "/report",
    LEAK.replace("https://www", "HTTPS://WWW"),
    302,
    STORY,
  ],
  ["nothing if it is not known", "/report", "https://www.rt.com/news/unknown", 404, null],
  ["nothing if it is hostile", "/report", "https://www.rt.com/' OR 1=1 --", 404, null],
  ["an error if it is not an address", "/report", "javascript:alert(1)", 400, null],
  ["an error if it is missing", "/report", "", 400, null],
])("the address of a report leads to %s", async (_name, path, url, status, location) => {
  const response = await lead(path, url);
  expect([response.status, response.headers.get("Location")]).toEqual([status, location]);
});

test("a former address leads to the story too", async () => {
  const from = "https://www.rt.com/news/1";
  const to = "https://www.rt.com/news/moved";
  await newsroom().fileReports("feed:rt", [report({ url: to })]);
  await runInDurableObject(newsroom(), (_, { storage }) => {
    storage.sql.exec(
      "INSERT INTO addresses (url, report) SELECT ?, id FROM reports WHERE url = ?",
      from,
      to,
    );
  });
  const [before, after] = [await lead("/report", from), await lead("/report", to)];
  expect(after.status).toBe(302);
  expect(before.headers.get("Location")).toBe(after.headers.get("Location"));
});
