import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { build } from "./src/cli/build.ts";

// Tests publish their own edition, so that they do not depend on content/.
const root = import.meta.dirname;
const bundle = join(root, "build/test-content.js");
const built = await build({ root, content: join(root, "test/fixtures/edition"), bundle });
if ("mistakes" in built) throw new Error(built.mistakes);

/** The `feed` package references a source map that it does not ship, which Vite would warn about. */
const feedWithoutMap = {
  name: "feed-without-map",
  load: (id: string) =>
    id.endsWith("/feed/lib/feed.js")
      ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
      : null,
};

/** Milliseconds. Generous, so that tests do not fail on a busy machine. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["test/unit/**/*.test.ts?(x)"],
          testTimeout,
        },
      },
      {
        plugins: [feedWithoutMap, cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        resolve: { alias: { "#content": bundle } },
        test: {
          name: "worker",
          include: ["test/worker/**/*.test.ts"],
          testTimeout,
          hookTimeout: testTimeout,
          globalSetup: ["test/support/outlets/global-setup.ts"],
        },
      },
    ],
  },
});
