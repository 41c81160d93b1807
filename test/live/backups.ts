import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { backUp } from "../../src/cli/backup/backup.ts";
import { restore } from "../../src/cli/backup/restore.ts";
import { temporaryFolder } from "../support/cleanup.ts";
import { startServer } from "../support/server.ts";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { MEMORY_LIFETIME, startLive } from "./edition.ts";
import { SIX_ITEMS } from "./sample-items.ts";

const SECRET = "a secret of some length";
const DOCUMENTS = ["/rss.xml", "/atom.xml", "/feed.json", "/daily.xml", "/sitemap.xml"];

/** Backs an edition up with the command, and restores it into another one at the same address. */
export async function backups(table: Table): Promise<void> {
  const check = checker(table, "backup");
  const folder = temporaryFolder();
  const file = join(folder.path, "backup.ndjson.gz");
  process.env["BACKUP_SECRET"] = SECRET;
  const refused = (run: Promise<unknown>): Promise<string> =>
    run.then(
      () => "",
      (error: unknown) => String(error),
    );
  const live = await startLive(SIX_ITEMS, undefined, { BACKUP_SECRET: SECRET });
  const { url } = live.server;
  const digests = async (): Promise<string[]> =>
    Promise.all(
      DOCUMENTS.map(async (path) => {
        const response = await fetch(url + path);
        return `${response.status} ${createHash("sha256")
          .update(await response.text())
          .digest("hex")}`;
      }),
    );
  try {
    await live.tick(0);
    const before = await digests();
    const terminal = { print: () => {}, wait: async () => {} };
    await backUp(["--to", file, "--at", url], terminal);
    const refusal = await refused(restore([file, "--at", url], () => {}));
    check("is not restored into a newsroom with stories", refusal.includes("is not empty"), true);
    check("changes no document", await digests(), before);
    await live.server.stop();

    const copy = await startServer({
      port: Number(new URL(url).port),
      content: live.content,
      vars: { BACKUP_SECRET: SECRET, STORYFOLD_AWAIT_RESTORE: "1", STORYFOLD_ALLOW_LOOPBACK: "1" },
    });
    try {
      await restore([file, "--at", url], () => {});
      await wait(MEMORY_LIFETIME);
      check("is restored with every document the same", await digests(), before);
      live.outlets.requests.length = 0;
      await live.tick(300);
      check(
        "keeps the validators of its feeds",
        live.outlets.requests.map(({ status }) => status),
        [304, 304, 304],
      );
    } finally {
      await copy.stop();
    }
  } finally {
    delete process.env["BACKUP_SECRET"];
    folder.remove();
    await live.stop();
  }
}
